import type * as Y from 'yjs';
import { happening, type EventSource, type Happening } from '../events/event-source.ts';
import { byRecord, type RecordTouches } from '../events/record-touches.ts';
import { saysTheSame, standingAt } from '../events/standing.ts';
import { idOf, noteEvents, reacted, usersIn, verdictEvents } from '../talk/events.ts';
import { parseVoteKey } from '../votes.ts';
import type { NoteStatus } from '../feedback/schema.ts';

/**
 * A note on a video is a thread to whoever hears of it. Internal notes have no events: what happened in a project is
 * shown to all of its members.
 */
export const reviewEvents: EventSource = {
  happened(touches, doc, video) {
    // A review is always of a video.
    if (video === null) return [];
    const records = byRecord(touches);
    const noteOf = noteFinder(records, doc);
    const events = records.flatMap((record) => {
      switch (record.root) {
        case 'cuts':
          return cutEvents(record, video, doc);
        case 'notes':
          return ofNote(record, video, doc);
        case 'replies':
          return ofReply(record, noteOf(record.id), doc);
        case 'reactions':
          return reacted(record, noteOf, doc);
        case 'approvals': {
          const cut = parseVoteKey(record.id)?.subject;
          return cut === undefined ? [] : verdictEvents(record, 'video', video, doc);
        }
        default:
          return [];
      }
    });
    return events.map((one) =>
      one.target.type === 'thread' ? { ...one, target: { ...one.target, video } } : one,
    );
  },

  /** What is said is never told, and the video has its title in another document. */
  nameOf: () => '',
};

/** The note that a note or a reply belongs to; null: there is none, neither in the doc nor made by this edit. */
function noteFinder(records: readonly RecordTouches[], doc: Y.Doc): (id: string) => string | null {
  const made = new Map(records.filter(({ fresh }) => fresh).map((one) => [`${one.root}/${one.id}`, one]));
  const isNote = (id: string): boolean =>
    made.has(`notes/${id}`) || standingAt(doc, 'notes', id) !== undefined;
  return (id) => {
    if (isNote(id)) return id;
    const reply = made.get(`replies/${id}`);
    const note = idOf(
      reply === undefined ? standingAt(doc, 'replies', id, 'note') : reply.values.get('note'),
    );
    return note !== null && isNote(note) ? note : null;
  };
}

function cutEvents({ root, id, fresh, values }: RecordTouches, video: string, doc: Y.Doc): Happening[] {
  const deleted = values.get('deleted');
  if (fresh)
    return deleted != null
      ? []
      : [happening('cutAdded', 'video', video, { cut: id }, values.get('createdAt'))];
  const fields = ['label', 'deleted'].filter(
    (field) => values.has(field) && !saysTheSame(standingAt(doc, root, id, field), values.get(field)),
  );
  return fields.length === 0 ? [] : [happening('edited', 'video', video, { fields })];
}

function ofNote(record: RecordTouches, video: string, doc: Y.Doc): Happening[] {
  const { root, id, fresh, values } = record;
  // Said and taken back before anybody heard it.
  if (fresh && values.get('deleted') != null) return [];
  const events = fresh
    ? [
        happening(
          'commented',
          'thread',
          id,
          { place: { type: 'video', id: video }, mentions: usersIn(values.get('mentions')) },
          values.get('createdAt'),
        ),
      ]
    : noteEvents(record, id, doc);
  if (values.has('status')) {
    const now = values.get('status') as { at?: number } | null | undefined;
    const [from, to] = [statusIn(standingAt(doc, root, id, 'status')), statusIn(now)];
    if (from !== to) events.push(statusSet(id, from, to, now?.at));
  }
  if (values.has('assignee')) {
    const [from, to] = [idOf(standingAt(doc, root, id, 'assignee')), idOf(values.get('assignee'))];
    if (from !== to) events.push(happening('assigned', 'thread', id, { from, to }));
  }
  return events;
}

function statusSet(id: string, from: NoteStatus, to: NoteStatus, at: unknown): Happening {
  const isDone = (status: NoteStatus): boolean => status === 'resolved' || status === 'closed';
  if (isDone(to) && !isDone(from)) return happening('resolved', 'thread', id, {}, at);
  if (isDone(from) && !isDone(to)) return happening('reopened', 'thread', id, {}, at);
  return happening('statusChanged', 'thread', id, { from, to }, at);
}

function statusIn(status: unknown): NoteStatus {
  return (status as { is?: NoteStatus } | null | undefined)?.is ?? 'open';
}

function ofReply(record: RecordTouches, note: string | null, doc: Y.Doc): Happening[] {
  const { id, fresh, values } = record;
  if (note === null) return [];
  if (!fresh) return noteEvents(record, note, doc);
  if (values.get('deleted') != null) return [];
  const detail = { note: id, to: idOf(values.get('to')), mentions: usersIn(values.get('mentions')) };
  return [happening('replied', 'thread', note, detail, values.get('createdAt'))];
}
