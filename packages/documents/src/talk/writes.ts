import * as Y from 'yjs';
import { ClapperError, newId } from '@clapper/protocol';
import type { Act } from '../act.ts';
import { recordOf, rootMap, setDifferent } from '../records.ts';
import { voteKey, type VoteAddress } from '../votes.ts';
import { fieldMust, invalidField } from '../write-checks.ts';
import {
  anchorSchema,
  emojiSchema,
  ratingSchema,
  REPLY_FIELDS,
  reactionsSchema,
  SURVEY,
  THREAD_FIELDS,
  verdictSchema,
  type Anchor,
  type Verdict,
} from './schema.ts';

/** Somebody in the words, under the name that stands there behind an @. */
export interface Mention {
  user: string;
  name: string;
}

export interface Words {
  words: string;
  /** Those whose name does not stand in the words (any more) are left out. */
  mentions?: readonly Mention[];
}

export interface NewThread extends Act, Words {
  anchor: Anchor;
}

export interface NewReply extends Act, Words {
  thread: string;
  /** The reply it answers. */
  to?: string | null;
}

/** Starts a thread and returns its id. */
export function addThread(doc: Y.Doc, { anchor, by, at, ...said }: NewThread, origin: unknown): string {
  const values = {
    anchor: fieldMust('anchor', anchorSchema, anchor),
    ...authorship({ by, at }),
    ...checkedWords(THREAD_FIELDS, said),
  };
  return insert(doc, 'threads', values, at, origin);
}

/** Answers in a thread and returns the reply's id. The thread may be deleted or resolved: late replies belong to it. */
export function addReply(doc: Y.Doc, { thread, to, by, at, ...said }: NewReply, origin: unknown): string {
  noteMust(doc, thread, ['threads']);
  const values = {
    thread,
    ...(to == null ? {} : { to: fieldMust('to', REPLY_FIELDS.to.schema, to) }),
    ...authorship({ by, at }),
    ...checkedWords(REPLY_FIELDS, said),
  };
  return insert(doc, 'replies', values, at, origin);
}

/** Says it differently; only its author may. The same words again are no edit. */
export function editWords(doc: Y.Doc, id: string, said: Words, { by, at }: Act, origin: unknown): void {
  const { root, note } = ownNote(doc, id, by);
  const values = checkedWords(root === 'threads' ? THREAD_FIELDS : REPLY_FIELDS, said);
  if (note.get('words') === values.words) return;
  doc.transact(() => setDifferent(note, { ...noMentions(note), ...values, editedAt: at }), origin);
}

/** Takes the words away and leaves the place: what others answered keeps standing under something. */
export function deleteNote(doc: Y.Doc, id: string, { by, at }: Act, origin: unknown): void {
  const { note } = ownNote(doc, id, by);
  if (note.get('deleted') != null) return;
  doc.transact(() => setDifferent(note, { ...noMentions(note), words: '', deleted: { by, at } }), origin);
}

/** A note that never mentioned anybody has no such key, and needs none to say so. */
function noMentions(note: Y.Map<unknown>): { mentions?: [] } {
  return note.has('mentions') ? { mentions: [] } : {};
}

/** An owner or admin takes a note from sight. */
export function hideNote(doc: Y.Doc, id: string, { by, at }: Act, origin: unknown): void {
  mark(doc, noteMust(doc, id), 'hidden', { by, at }, origin);
}

export function showNote(doc: Y.Doc, id: string, origin: unknown): void {
  mark(doc, noteMust(doc, id), 'hidden', null, origin);
}

export function resolveThread(doc: Y.Doc, id: string, { by, at }: Act, origin: unknown): void {
  mark(doc, noteMust(doc, id, ['threads']), 'resolved', { by, at }, origin);
}

export function reopenThread(doc: Y.Doc, id: string, origin: unknown): void {
  mark(doc, noteMust(doc, id, ['threads']), 'resolved', null, origin);
}

/** Gives a thread to somebody to see to; null: to nobody. */
export function assignThread(doc: Y.Doc, id: string, user: string | null, origin: unknown): void {
  const assignee = fieldMust('assignee', THREAD_FIELDS.assignee.schema, user);
  const { note } = noteMust(doc, id, ['threads']);
  if ((note.get('assignee') ?? null) === assignee) return;
  doc.transact(() => note.set('assignee', assignee), origin);
}

/** Hangs a thread on something else, such as the words that took the place of those that are gone. */
export function moveThread(doc: Y.Doc, id: string, anchor: Anchor, by: string, origin: unknown): void {
  const values = { anchor: fieldMust('anchor', anchorSchema, anchor) };
  const { note } = ownNote(doc, id, by, ['threads']);
  doc.transact(() => setDifferent(note, values), origin);
}

/** Sets this person's emoji under a note, or takes it back. */
export function toggleReaction(
  doc: Y.Doc,
  { note, emoji, by }: { note: string; emoji: string; by: string },
  origin: unknown,
): void {
  noteMust(doc, note);
  const wanted = fieldMust('emoji', emojiSchema, emoji);
  const address = { subject: note, user: by };
  const read = reactionsSchema.safeParse(doc.getMap('reactions').get(voteKey(address)));
  const now = read.success ? read.data : [];
  const next = now.includes(wanted) ? now.filter((one) => one !== wanted) : [...now, wanted];
  vote(
    doc,
    'reactions',
    address,
    next.length === 0 ? null : fieldMust('emoji', reactionsSchema, next),
    origin,
  );
}

/** Says what one thinks of a stage; null takes it back. */
export function judgeStage(
  doc: Y.Doc,
  { stage, verdict, by, at }: { stage: string; verdict: Verdict | null } & Act,
  origin: unknown,
): void {
  const value = verdict === null ? null : fieldMust('verdict', verdictSchema, { verdict, at });
  vote(doc, 'approvals', { subject: stage, user: by }, value, origin);
}

/** Says how content one is with working here; null takes it back. */
export function rateWork(
  doc: Y.Doc,
  { score, by, at }: { score: number | null } & Act,
  origin: unknown,
): void {
  const value = score === null ? null : fieldMust('score', ratingSchema, { score, at });
  vote(doc, 'survey', { subject: SURVEY.question, user: by }, value, origin);
}

function vote(
  doc: Y.Doc,
  root: 'reactions' | 'approvals' | 'survey',
  address: VoteAddress,
  value: object | null,
  origin: unknown,
): void {
  const key = voteKey(address);
  const votes = doc.getMap(root);
  doc.transact(() => {
    if (value !== null) setDifferent(votes, { [key]: value });
    else if (votes.has(key)) votes.delete(key);
  }, origin);
}

type NoteRoot = 'threads' | 'replies';

interface Note {
  root: NoteRoot;
  note: Y.Map<unknown>;
}

/** @throws ClapperError NOT_FOUND */
function noteMust(doc: Y.Doc, id: string, roots: readonly NoteRoot[] = ['threads', 'replies']): Note {
  for (const root of roots) {
    const note = recordOf(doc, root, id);
    if (note !== null) return { root, note };
  }
  throw new ClapperError('NOT_FOUND', `There is no note ${id}.`);
}

/** @throws ClapperError FORBIDDEN: nobody writes another's words */
function ownNote(doc: Y.Doc, id: string, by: string, roots?: readonly NoteRoot[]): Note {
  const found = noteMust(doc, id, roots);
  if (found.note.get('authorId') === by) return found;
  throw new ClapperError('FORBIDDEN', `The note ${id} is somebody else’s.`);
}

function mark(
  doc: Y.Doc,
  { note }: Note,
  key: 'hidden' | 'resolved',
  value: Act | null,
  origin: unknown,
): void {
  // Who did it first stays who did it.
  if ((note.get(key) == null) === (value === null)) return;
  doc.transact(() => note.set(key, value), origin);
}

function authorship({ by, at }: Act): { authorId: string; createdAt: number } {
  return {
    authorId: fieldMust('authorId', THREAD_FIELDS.authorId.schema, by),
    createdAt: fieldMust('createdAt', THREAD_FIELDS.createdAt.schema, at),
  };
}

function checkedWords(
  { words, mentions }: Pick<typeof THREAD_FIELDS, 'words' | 'mentions'>,
  said: Words,
): { words: string; mentions?: Mention[] } {
  const text = fieldMust('words', words.schema, said.words);
  if (text.trim() === '') throw invalidField('words', 'required');
  const named = (said.mentions ?? []).filter(({ name }) => text.includes(`@${name}`));
  const list = fieldMust('mentions', mentions.schema, named);
  return list.length === 0 ? { words: text } : { words: text, mentions: list };
}

function insert(
  doc: Y.Doc,
  root: NoteRoot,
  values: Readonly<Record<string, unknown>>,
  at: number,
  origin: unknown,
): string {
  const id = newId(at);
  const map = rootMap(doc, root);
  if (map === null) throw invalidField(root, 'unreadable');
  doc.transact(() => map.set(id, new Y.Map(Object.entries(values))), origin);
  return id;
}
