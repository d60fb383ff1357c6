import type * as Y from 'yjs';
import type { EventPlace } from '../events/domain-event.ts';
import { happening, type EventSource, type Happening } from '../events/event-source.ts';
import { byRecord, type RecordTouches } from '../events/record-touches.ts';
import { saysTheSame, standingAt, wordsOf } from '../events/standing.ts';
import { parseVoteKey } from '../votes.ts';
import { placeOfAnchor } from './anchors.ts';
import type { Anchor, Verdict } from './schema.ts';

/** Enough of the plan to know a thread by. */
const QUOTE_CHARACTERS = 80;

export const talkEvents: EventSource = {
  happened(touches, doc) {
    const records = byRecord(touches);
    const threadOf = threadFinder(records, doc);
    return records.flatMap((record) => {
      switch (record.root) {
        case 'threads':
          return threadEvents(record, doc);
        case 'replies':
          return replyEvents(record, threadOf(record.id), doc);
        case 'reactions':
          return reacted(record, threadOf, doc);
        case 'approvals':
          return judged(record, doc);
        default:
          return [];
      }
    });
  },

  /**
   * The words of the plan it hangs on, and never what is said in it: that may be taken back. Stages have their
   * names in another document.
   */
  nameOf({ type, id }, doc) {
    const anchor =
      type === 'thread' ? (standingAt(doc, 'threads', id, 'anchor') as Anchor | undefined) : undefined;
    return anchor?.type === 'text' ? wordsOf(anchor.quote, QUOTE_CHARACTERS) : '';
  },
};

/** The thread a note stands in, or is; null: there is none, neither in the doc nor made by this edit. */
function threadFinder(records: readonly RecordTouches[], doc: Y.Doc): (note: string) => string | null {
  const made = new Map(records.filter(({ fresh }) => fresh).map((one) => [`${one.root}/${one.id}`, one]));
  const isThread = (id: string): boolean =>
    made.has(`threads/${id}`) || standingAt(doc, 'threads', id) !== undefined;
  return (note) => {
    if (isThread(note)) return note;
    const reply = made.get(`replies/${note}`);
    const thread = idOf(
      reply === undefined ? standingAt(doc, 'replies', note, 'thread') : reply.values.get('thread'),
    );
    return thread !== null && isThread(thread) ? thread : null;
  };
}

function threadEvents(record: RecordTouches, doc: Y.Doc): Happening[] {
  const { root, id, fresh, values } = record;
  // Said and taken back before anybody heard it.
  if (fresh && values.get('deleted') != null) return [];
  const events = fresh ? [commented(record)] : noteEvents(record, id, doc);
  if (values.has('resolved')) {
    const now = values.get('resolved') as Mark | null | undefined;
    const was = standingAt(doc, root, id, 'resolved') ?? null;
    if (now != null && was === null) events.push(happening('resolved', 'thread', id, {}, now.at));
    if (now == null && was !== null) events.push(happening('reopened', 'thread', id, {}));
  }
  if (values.has('assignee')) {
    const [from, to] = [idOf(standingAt(doc, root, id, 'assignee')), idOf(values.get('assignee'))];
    if (from !== to) events.push(happening('assigned', 'thread', id, { from, to }));
  }
  return events;
}

function commented({ id, values }: RecordTouches): Happening {
  const place = placeOf(values.get('anchor') as Anchor | undefined);
  const mentions = usersIn(values.get('mentions'));
  return happening('commented', 'thread', id, { place, mentions }, values.get('createdAt'));
}

function replyEvents(record: RecordTouches, thread: string | null, doc: Y.Doc): Happening[] {
  const { id, fresh, values } = record;
  if (thread === null) return [];
  if (!fresh) return noteEvents(record, thread, doc);
  if (values.get('deleted') != null) return [];
  const detail = { note: id, to: idOf(values.get('to')), mentions: usersIn(values.get('mentions')) };
  return [happening('replied', 'thread', thread, detail, values.get('createdAt'))];
}

/** What happens to the words of a note, whether it opens a thread or answers in it. */
export function noteEvents(
  { root, id: note, values }: RecordTouches,
  thread: string,
  doc: Y.Doc,
): Happening[] {
  const events: Happening[] = [];
  const add = (type: 'wordsEdited' | 'noteDeleted' | 'noteHidden' | 'noteShown', at?: unknown) =>
    events.push(happening(type, 'thread', thread, { note }, at));
  const was = (field: string): boolean => standingAt(doc, root, note, field) != null;
  const deleted = values.get('deleted') as Mark | null | undefined;
  if (deleted != null && !was('deleted')) add('noteDeleted', deleted.at);
  else if (values.has('words') && !saysTheSame(standingAt(doc, root, note, 'words'), values.get('words')))
    add('wordsEdited', values.get('editedAt'));
  if (values.has('hidden')) {
    const hidden = values.get('hidden') as Mark | null | undefined;
    if (hidden != null && !was('hidden')) add('noteHidden', hidden.at);
    if (hidden == null && was('hidden')) add('noteShown');
  }
  if (values.has('mentions')) {
    const before = usersIn(standingAt(doc, root, note, 'mentions'));
    const after = usersIn(values.get('mentions'));
    const added = after.filter((user) => !before.includes(user));
    const removed = before.filter((user) => !after.includes(user));
    if (added.length + removed.length > 0)
      events.push(happening('mentionsChanged', 'thread', thread, { note, added, removed }));
  }
  return events;
}

export function reacted(
  { id: key, values }: RecordTouches,
  threadOf: (note: string) => string | null,
  doc: Y.Doc,
): Happening[] {
  const note = parseVoteKey(key)?.subject;
  const thread = note === undefined ? null : threadOf(note);
  if (note === undefined || thread === null) return [];
  const before = standingAt(doc, 'reactions', key);
  const known = Array.isArray(before) ? (before as unknown[]) : [];
  const now = values.get('');
  const emoji = Array.isArray(now) ? (now as string[]).filter((one) => !known.includes(one)) : [];
  // Taking one back is nothing to tell anybody.
  if (emoji.length === 0) return [];
  return [happening('reacted', 'thread', thread, { note, emoji })];
}

function judged(record: RecordTouches, doc: Y.Doc): Happening[] {
  const stage = parseVoteKey(record.id)?.subject;
  return stage === undefined ? [] : verdictEvents(record, 'stage', stage, doc);
}

/** What somebody says of a thing as a whole, kept under the record's key. */
export function verdictEvents(
  { root, id: key, values }: RecordTouches,
  target: 'stage' | 'video',
  id: string,
  doc: Y.Doc,
): Happening[] {
  const value = values.get('');
  // Given and taken back within the same edit: nobody knew of it.
  if (saysTheSame(standingAt(doc, root, key), value)) return [];
  const { verdict, at } = (value ?? {}) as { verdict?: Verdict; at?: number };
  switch (verdict) {
    case 'approved':
      return [happening('approved', target, id, {}, at)];
    case 'changes':
      return [happening('changesRequested', target, id, {}, at)];
    case undefined:
      return [happening('verdictWithdrawn', target, id, {})];
    default:
      return verdict satisfies never;
  }
}

function placeOf(anchor: Anchor | undefined): EventPlace {
  const { type, id } = placeOfAnchor(anchor ?? { type: 'project' });
  return { type, id: id ?? '' };
}

interface Mark {
  by?: string;
  at?: number;
}

export function usersIn(mentions: unknown): string[] {
  if (!Array.isArray(mentions)) return [];
  const users = (mentions as { user?: unknown }[]).map((mention) => mention?.user);
  return [...new Set(users.filter((user) => typeof user === 'string'))];
}

export function idOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
