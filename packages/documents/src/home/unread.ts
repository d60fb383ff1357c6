import type { Reply, Thread } from '../talk/index.ts';
import type { Reading } from './schema.ts';

export interface Reader {
  me: string;
  /** Nothing that was written before is news: that long ago, or before one was there. */
  since: number;
}

/** How many notes of others this person has not seen in a thread. */
export function unreadIn(thread: Thread, reading: Reading | undefined, { me, since }: Reader): number {
  const others = notesOfOthers(thread, me);
  const upTo = reading?.upTo ?? -1;
  const known = others.filter(({ createdAt }) => createdAt <= upTo);
  // Which of them came late nobody can say, only how many.
  const late = Math.min(known.length - (reading?.notes ?? 0), known.filter(isThere).length);
  const fresh = others.filter((note) => note.createdAt > upTo && note.createdAt > since && isThere(note));
  return Math.max(0, late) + fresh.length;
}

/** What to write down when all of a thread was seen. */
export function readingOf(thread: Thread, me: string): Reading {
  const others = notesOfOthers(thread, me);
  return { upTo: Math.max(0, ...others.map(({ createdAt }) => createdAt)), notes: others.length };
}

function notesOfOthers(thread: Thread, me: string): (Thread | Reply)[] {
  return [thread, ...thread.replies].filter(({ authorId }) => authorId !== me);
}

function isThere({ deleted, hidden }: Thread | Reply): boolean {
  return deleted === null && hidden === null;
}
