import type * as Y from 'yjs';
import type { Problem } from '../define-document.ts';
import { readShapes, type Shape } from '../drawing/index.ts';
import type { ReadRecord } from '../fields.ts';
import { readRecords, readVotes } from '../records.ts';
import { compareAge, reactionsBySubject, withoutDeletedWords, type Reaction } from '../talk/reads.ts';
import { reactionsSchema } from '../talk/schema.ts';
import { NOTE_FIELDS, NOTE_REPLY_FIELDS, type NoteStatus } from './schema.ts';

export interface NoteReply extends ReadRecord<typeof NOTE_REPLY_FIELDS> {
  id: string;
  reactions: Reaction[];
}

type NoteRecord = ReadRecord<typeof NOTE_FIELDS>;

/** A note at a time of a video, with what was answered to it. */
export interface VideoNote extends Omit<NoteRecord, 'status'> {
  id: string;
  status: NoteStatus;
  /** Who said so last, and when; null: open since it was made. */
  statusSet: { by: string; at: number } | null;
  reactions: Reaction[];
  /** Oldest first; the deleted among them, so that answers to them keep their place. */
  replies: NoteReply[];
  /** What is drawn over its frame. */
  shapes: Shape[];
}

export interface Feedback {
  /** Oldest first, done, hidden and deleted ones too: which to show is the screen's to say. */
  notes: VideoNote[];
  /** Replies whose note is not there, or cannot be read. */
  strays: NoteReply[];
}

export function readFeedback(doc: Y.Doc, problems: Problem[] = []): Feedback {
  const reactions = reactionsBySubject(readVotes(doc, 'reactions', reactionsSchema, problems));
  const drawings = readShapes(doc, problems);
  const notes = new Map<string, VideoNote>();
  for (const [id, { status, ...record }] of readRecords(doc, 'notes', NOTE_FIELDS, problems)) {
    notes.set(id, {
      id,
      ...withoutDeletedFiles(withoutDeletedWords(record)),
      status: status?.is ?? 'open',
      statusSet: status === null ? null : { by: status.by, at: status.at },
      reactions: reactions.get(id) ?? [],
      replies: [],
      shapes: record.deleted === null ? (drawings.get(id) ?? []) : [],
    });
  }
  const strays: NoteReply[] = [];
  for (const [id, record] of readRecords(doc, 'replies', NOTE_REPLY_FIELDS, problems)) {
    const reply = { id, ...withoutDeletedWords(record), reactions: reactions.get(id) ?? [] };
    const note = notes.get(record.note);
    if (note === undefined) {
      problems.push({
        path: `replies/${id}/note`,
        code: 'unknown_reference',
        message: 'Its note is not there.',
      });
    }
    (note?.replies ?? strays).push(reply);
  }
  for (const { replies } of notes.values()) replies.sort(compareAge);
  return { notes: [...notes.values()].toSorted(compareAge), strays: strays.toSorted(compareAge) };
}

function withoutDeletedFiles<T extends Pick<NoteRecord, 'deleted' | 'screenshot' | 'attachments'>>(
  record: T,
): T {
  return record.deleted === null ? record : { ...record, screenshot: null, attachments: [] };
}
