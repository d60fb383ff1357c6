import { safeParse } from 'zod';
import * as Y from 'yjs';
import { ClapperError, newId } from '@clapper/protocol';
import type { Act } from '../act.ts';
import type { FileValue, PictureValue } from '../file.ts';
import { afterVerdicts } from '../review/in-order.ts';
import { recordOf, rootMap, sameValue, setDifferent } from '../records.ts';
import { emojiSchema, reactionsSchema } from '../talk/schema.ts';
import type { Mention } from '../talk/writes.ts';
import { voteKey } from '../votes.ts';
import { fieldMust, invalidField } from '../write-checks.ts';
import {
  NOTE_FIELDS,
  NOTE_REPLY_FIELDS,
  type NotePriority,
  type NoteStatus,
  type VideoPlace,
} from './schema.ts';

/** Who says it, under the name that others see, and when. */
export interface SaidBy extends Act {
  name: string;
}

export interface NoteWords {
  words: string;
  /** Those whose name does not stand in the words (any more) are left out. */
  mentions?: readonly Mention[];
}

export interface NewNote extends SaidBy, NoteWords {
  /** That what was drawn on it before it was sent already names; else it gets a new one. */
  id?: string;
  cut: string;
  place: VideoPlace;
  tags?: readonly string[];
  priority?: NotePriority;
  assignee?: string | null;
  due?: string | null;
  screenshot?: PictureValue | null;
  attachments?: readonly FileValue[];
}

export interface NewNoteReply extends SaidBy, NoteWords {
  note: string;
  /** The reply it answers. */
  to?: string | null;
}

export interface NoteChange {
  tags?: readonly string[];
  priority?: NotePriority;
  /** Null: nobody. */
  assignee?: string | null;
  /** `2026-11-10`; null: whenever. */
  due?: string | null;
}

/** What belongs to the author besides the words. */
export interface NoteMatter {
  place?: VideoPlace;
  screenshot?: PictureValue | null;
  attachments?: readonly FileValue[];
}

/** Makes a note and returns its id. */
export function addNote(doc: Y.Doc, note: NewNote, origin: unknown): string {
  const { id, cut, place, screenshot, attachments, tags, priority, assignee, due, by, at, name, ...said } =
    note;
  const values = {
    cut: fieldMust('cut', NOTE_FIELDS.cut.schema, cut),
    ...authorship({ by, at: afterVerdicts(doc, cut, at), name }),
    ...checkedWords(NOTE_FIELDS, said),
    ...checkedMatter({ place, screenshot, attachments }),
    ...checkedChange({ tags, priority, assignee, due }),
  };
  return insert(doc, 'notes', values, at, origin, id);
}

/** Answers a note and returns the reply's id. The note may be deleted or resolved: late replies belong to it. */
export function addNoteReply(
  doc: Y.Doc,
  { note, to, by, at, name, ...said }: NewNoteReply,
  origin: unknown,
): string {
  saidMust(doc, note, ['notes']);
  const values = {
    note,
    to: to == null ? null : fieldMust('to', NOTE_REPLY_FIELDS.to.schema, to),
    ...authorship({ by, at, name }),
    ...checkedWords(NOTE_REPLY_FIELDS, said),
  };
  return insert(doc, 'replies', values, at, origin);
}

/** Says a note or a reply differently; only its author may. The same words again are no edit. */
export function editNoteWords(
  doc: Y.Doc,
  id: string,
  said: NoteWords,
  { by, at }: Act,
  origin: unknown,
): void {
  const { root, record } = ownMust(doc, id, by);
  const values = checkedWords(root === 'notes' ? NOTE_FIELDS : NOTE_REPLY_FIELDS, said);
  if (record.get('words') === values.words) return;
  doc.transact(() => setDifferent(record, { ...emptied(record, MENTIONS), ...values, editedAt: at }), origin);
}

/** Moves a note, or gives it other files; only its author may. */
export function setNoteMatter(doc: Y.Doc, id: string, matter: NoteMatter, by: string, origin: unknown): void {
  const values = checkedMatter(matter);
  const { record } = ownMust(doc, id, by, ['notes']);
  doc.transact(() => setReadDifferent(record, values), origin);
}

/** Takes words and files away and leaves the place: what others answered keeps standing under something. */
export function deleteFeedback(doc: Y.Doc, id: string, { by, at }: Act, origin: unknown): void {
  const { record } = ownMust(doc, id, by);
  if (record.get('deleted') != null) return;
  const values = { ...emptied(record, { ...MENTIONS, screenshot: null, attachments: [] }), words: '' };
  doc.transact(() => setDifferent(record, { ...values, deleted: { by, at } }), origin);
}

/** An owner or admin takes a note or a reply from sight. */
export function hideFeedback(doc: Y.Doc, id: string, { by, at }: Act, origin: unknown): void {
  const { record } = saidMust(doc, id);
  // Who did it first stays who did it.
  if (record.get('hidden') == null) doc.transact(() => record.set('hidden', { by, at }), origin);
}

export function showFeedback(doc: Y.Doc, id: string, origin: unknown): void {
  const { record } = saidMust(doc, id);
  if (record.get('hidden') != null) doc.transact(() => record.set('hidden', null), origin);
}

export function setNoteStatus(
  doc: Y.Doc,
  id: string,
  status: NoteStatus,
  { by, at }: Act,
  origin: unknown,
): void {
  const value = fieldMust('status', NOTE_FIELDS.status.schema, { is: status, by, at });
  const { record } = saidMust(doc, id, ['notes']);
  const now = safeParse(NOTE_FIELDS.status.schema, record.get('status'));
  if ((now.data?.is ?? 'open') === status) return;
  doc.transact(() => record.set('status', value), origin);
}

/** Sets what the author and editors see to; what is already so is not written again. */
export function setNote(doc: Y.Doc, id: string, change: NoteChange, origin: unknown): void {
  const values = checkedChange(change);
  const { record } = saidMust(doc, id, ['notes']);
  doc.transact(() => setReadDifferent(record, values), origin);
}

/** Says where a note of an earlier cut stands in this one. */
export function carryNote(
  doc: Y.Doc,
  id: string,
  { cut, place, by, at }: { cut: string; place: VideoPlace } & Act,
  origin: unknown,
): void {
  const carried = fieldMust('carried', NOTE_FIELDS.carried.schema, { cut, place, by, at });
  const { record } = saidMust(doc, id, ['notes']);
  doc.transact(() => setDifferent(record, { carried }), origin);
}

/** Sets this person's emoji under a note or a reply, or takes it back. */
export function toggleNoteReaction(
  doc: Y.Doc,
  { id, emoji, by }: { id: string; emoji: string; by: string },
  origin: unknown,
): void {
  saidMust(doc, id);
  const wanted = fieldMust('emoji', emojiSchema, emoji);
  const key = voteKey({ subject: id, user: by });
  const reactions = doc.getMap('reactions');
  const read = reactionsSchema.safeParse(reactions.get(key));
  const now = read.success ? read.data : [];
  const next = now.includes(wanted) ? now.filter((one) => one !== wanted) : [...now, wanted];
  const value = next.length === 0 ? null : fieldMust('emoji', reactionsSchema, next);
  doc.transact(() => {
    if (value === null) reactions.delete(key);
    else reactions.set(key, value);
  }, origin);
}

type SaidRoot = 'notes' | 'replies';

interface Said {
  root: SaidRoot;
  record: Y.Map<unknown>;
}

/** @throws ClapperError NOT_FOUND */
function saidMust(doc: Y.Doc, id: string, roots: readonly SaidRoot[] = ['notes', 'replies']): Said {
  for (const root of roots) {
    const record = recordOf(doc, root, id);
    if (record !== null) return { root, record };
  }
  throw new ClapperError('NOT_FOUND', `There is no note ${id}.`);
}

/** @throws ClapperError FORBIDDEN: nobody writes another's words */
function ownMust(doc: Y.Doc, id: string, by: string, roots?: readonly SaidRoot[]): Said {
  const found = saidMust(doc, id, roots);
  if (found.record.get('authorId') === by) return found;
  throw new ClapperError('FORBIDDEN', `The note ${id} is somebody else’s.`);
}

const MENTIONS = { mentions: [] };

/** What never held anything has no such key, and needs none to say so. */
function emptied(record: Y.Map<unknown>, empty: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(empty).filter(([key]) => record.has(key)));
}

/** Sets what would be read differently: a missing key reads as its default, and writing that would say nothing new. */
function setReadDifferent(record: Y.Map<unknown>, values: Readonly<Record<string, unknown>>): void {
  for (const [key, value] of Object.entries(values)) {
    const { fallback } = NOTE_FIELDS[key as keyof NoteMatter | keyof NoteChange];
    if (!sameValue(record.get(key) ?? fallback?.value, value)) record.set(key, value);
  }
}

function authorship({ by, at, name }: SaidBy): { authorId: string; authorName: string; createdAt: number } {
  return {
    authorId: fieldMust('authorId', NOTE_FIELDS.authorId.schema, by),
    authorName: fieldMust('authorName', NOTE_FIELDS.authorName.schema, name),
    createdAt: fieldMust('createdAt', NOTE_FIELDS.createdAt.schema, at),
  };
}

function checkedMatter({ place, screenshot, attachments }: NoteMatter): Record<string, unknown> {
  return {
    ...(place === undefined ? {} : { place: fieldMust('place', NOTE_FIELDS.place.schema, place) }),
    ...(screenshot === undefined
      ? {}
      : { screenshot: fieldMust('screenshot', NOTE_FIELDS.screenshot.schema, screenshot) }),
    ...(attachments === undefined
      ? {}
      : { attachments: fieldMust('attachments', NOTE_FIELDS.attachments.schema, [...attachments]) }),
  };
}

function checkedChange({ tags, priority, assignee, due }: NoteChange): Record<string, unknown> {
  return {
    ...(tags === undefined ? {} : { tags: fieldMust('tags', NOTE_FIELDS.tags.schema, [...tags]) }),
    ...(priority === undefined
      ? {}
      : { priority: fieldMust('priority', NOTE_FIELDS.priority.schema, priority) }),
    ...(assignee === undefined
      ? {}
      : { assignee: fieldMust('assignee', NOTE_FIELDS.assignee.schema, assignee) }),
    ...(due === undefined ? {} : { due: fieldMust('due', NOTE_FIELDS.due.schema, due) }),
  };
}

function checkedWords(
  { words, mentions }: Pick<typeof NOTE_FIELDS, 'words' | 'mentions'>,
  said: NoteWords,
): { words: string; mentions?: Mention[] } {
  const text = fieldMust('words', words.schema, said.words);
  if (text.trim() === '') throw invalidField('words', 'required');
  const named = (said.mentions ?? []).filter(({ name }) => text.includes(`@${name}`));
  const list = fieldMust('mentions', mentions.schema, named);
  return list.length === 0 ? { words: text } : { words: text, mentions: list };
}

/** Nulls and empty lists are left out: a missing key reads the same. */
function insert(
  doc: Y.Doc,
  root: SaidRoot,
  values: Readonly<Record<string, unknown>>,
  at: number,
  origin: unknown,
  id = newId(at),
): string {
  const map = rootMap(doc, root);
  if (map === null) throw invalidField(root, 'unreadable');
  const told = Object.entries(values).filter(
    ([, value]) => value !== null && !(Array.isArray(value) && value.length === 0),
  );
  doc.transact(() => map.set(id, new Y.Map(told)), origin);
  return id;
}
