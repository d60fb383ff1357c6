import type { Feedback } from './reads.ts';

/** What people said, note by note; nothing of what was deleted or taken from sight. */
export function feedbackText({ notes, strays }: Feedback): string {
  const blocks = notes.map((note) => (note.hidden === null ? [note, ...note.replies] : []));
  return [...blocks, strays]
    .map((said) =>
      said
        .filter(({ deleted, hidden }) => deleted === null && hidden === null)
        .map(({ words }) => words)
        .filter((words) => words !== '')
        .join('\n'),
    )
    .filter((block) => block !== '')
    .join('\n\n');
}
