import type { Thread } from './reads.ts';

/** What is asked of a thread, or of a note on a video, to say who is in it. */
export type Said = Pick<Thread, 'id' | 'authorId' | 'assignee'> & {
  replies: readonly Pick<Thread['replies'][number], 'id' | 'authorId' | 'deleted'>[];
};

/** Whoever wrote in it or is to see to it: they hear of what is said there. */
export function peopleIn({ authorId, assignee, replies }: Said): Set<string> {
  const wrote = replies.filter(({ deleted }) => deleted === null).map((reply) => reply.authorId);
  return new Set([authorId, ...(assignee === null ? [] : [assignee]), ...wrote]);
}
