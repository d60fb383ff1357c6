import type { Thread } from '@clapper/documents';

/** Which threads one wants to see. */
export const FILTERS = ['open', 'unread', 'mine', 'mentions', 'resolved'] as const;

export type Filter = (typeof FILTERS)[number];

/** What is on the screen at all: deleted ones only for the answers under them, hidden ones for who may show them again. */
export function isShown(thread: Thread, moderates: boolean): boolean {
  if (thread.hidden !== null && !moderates) return false;
  return thread.deleted === null || thread.replies.some(({ deleted, hidden }) => !deleted && !hidden);
}

/** `unread`: how many notes in it this person has not seen. */
export function passes(thread: Thread, filter: Filter, me: string, unread: number): boolean {
  const notes = [thread, ...thread.replies];
  switch (filter) {
    case 'open':
      return thread.resolved === null;
    case 'unread':
      return unread > 0;
    case 'resolved':
      return thread.resolved !== null;
    case 'mine':
      return (
        thread.resolved === null && (thread.assignee === me || notes.some((note) => note.authorId === me))
      );
    case 'mentions':
      return notes.some(({ mentions }) => mentions.some(({ user }) => user === me));
    default:
      return filter satisfies never;
  }
}
