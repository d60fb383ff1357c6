import type * as Y from 'yjs';
import type { Problem } from '../define-document.ts';
import type { ReadRecord } from '../fields.ts';
import { readRecords, readVotes } from '../records.ts';
import type { Vote } from '../votes.ts';
import {
  ratingSchema,
  REPLY_FIELDS,
  reactionsSchema,
  SURVEY,
  THREAD_FIELDS,
  verdictSchema,
  type Verdict,
} from './schema.ts';

/** One emoji under a note, and who chose it. */
export interface Reaction {
  emoji: string;
  users: string[];
}

export interface Reply extends ReadRecord<typeof REPLY_FIELDS> {
  id: string;
  reactions: Reaction[];
}

export interface Thread extends ReadRecord<typeof THREAD_FIELDS> {
  id: string;
  reactions: Reaction[];
  /** Oldest first; the deleted among them, so that answers to them keep their place. */
  replies: Reply[];
}

/** What a person says of a stage, until they say something else. */
export interface Approval {
  stage: string;
  user: string;
  verdict: Verdict;
  at: number;
}

/** How content somebody is with working here, when they said so last. */
export interface Rating {
  user: string;
  score: number;
  at: number;
}

export interface Talk {
  /** Oldest first, resolved, hidden and deleted ones too: which to show is the screen's to say. */
  threads: Thread[];
  /** Replies whose thread is not there, or cannot be read. */
  strays: Reply[];
  approvals: Approval[];
  ratings: Rating[];
  problems: Problem[];
}

export function readTalk(doc: Y.Doc): Talk {
  const problems: Problem[] = [];
  const reactions = reactionsBySubject(readVotes(doc, 'reactions', reactionsSchema, problems));
  const threads = new Map<string, Thread>();
  for (const [id, record] of readRecords(doc, 'threads', THREAD_FIELDS, problems)) {
    threads.set(id, { id, ...withoutDeletedWords(record), reactions: reactions.get(id) ?? [], replies: [] });
  }
  const strays: Reply[] = [];
  for (const [id, record] of readRecords(doc, 'replies', REPLY_FIELDS, problems)) {
    const reply = { id, ...withoutDeletedWords(record), reactions: reactions.get(id) ?? [] };
    const thread = threads.get(record.thread);
    if (thread === undefined) {
      problems.push({
        path: `replies/${id}/thread`,
        code: 'unknown_reference',
        message: 'Its thread is not there.',
      });
    }
    (thread?.replies ?? strays).push(reply);
  }
  for (const { replies } of threads.values()) replies.sort(compareAge);
  return {
    threads: [...threads.values()].toSorted(compareAge),
    strays: strays.toSorted(compareAge),
    approvals: readVotes(doc, 'approvals', verdictSchema, problems).map(({ subject, user, value }) => ({
      stage: subject,
      user,
      ...value,
    })),
    ratings: readVotes(doc, 'survey', ratingSchema, problems).flatMap(({ subject, user, value }) =>
      subject === SURVEY.question ? [{ user, ...value }] : [],
    ),
    problems,
  };
}

/** An edit made elsewhere while it was deleted here brings its words back into the document, not to the eye. */
export function withoutDeletedWords<T extends { deleted: object | null; words: string; mentions: unknown[] }>(
  record: T,
): T {
  return record.deleted === null ? record : { ...record, words: '', mentions: [] };
}

export function reactionsBySubject(votes: readonly Vote<string[]>[]): Map<string, Reaction[]> {
  const subjects = new Map<string, Reaction[]>();
  for (const { subject, user, value } of votes) {
    const list = subjects.get(subject) ?? [];
    subjects.set(subject, list);
    for (const emoji of value) {
      const known = list.find((reaction) => reaction.emoji === emoji);
      if (known === undefined) list.push({ emoji, users: [user] });
      else known.users.push(user);
    }
  }
  // By code, not by count: what one points at must not move away while others press it.
  for (const list of subjects.values()) list.sort((a, b) => (a.emoji < b.emoji ? -1 : 1));
  return subjects;
}

export function compareAge(
  a: { id: string; createdAt: number },
  b: { id: string; createdAt: number },
): number {
  return a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1);
}
