import type { Passage, Place } from './passage.ts';

interface Said {
  words: string;
  createdAt: number;
  editedAt: number | null;
  deleted: object | null;
  hidden: object | null;
}

/** What somebody said; null where there is nothing of it to be seen. */
export function saidPassage(id: string, said: Said, place: Place): Passage | null {
  if (said.deleted !== null || said.hidden !== null || said.words.trim() === '') return null;
  return { id: `note/${id}`, place, title: '', words: said.words, at: said.editedAt ?? said.createdAt };
}
