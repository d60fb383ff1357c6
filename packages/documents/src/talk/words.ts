import type { Talk } from './reads.ts';

/** What people said, thread by thread; nothing of what was deleted or taken from sight. */
export function talkText({ threads, strays }: Talk): string {
  const blocks = threads.map((thread) => [thread, ...thread.replies]);
  return [...blocks, strays]
    .map((notes) =>
      notes
        .filter(({ deleted, hidden }) => deleted === null && hidden === null)
        .map(({ words }) => words)
        .filter((words) => words !== '')
        .join('\n'),
    )
    .filter((block) => block !== '')
    .join('\n\n');
}
