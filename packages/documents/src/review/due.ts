import type { VideoNote } from '../feedback/reads.ts';
import { isDone } from './notes-in-cut.ts';

export type Due = 'overdue' | 'today' | 'later';

/** How a note stands to its day, on this one; null: it has none, or there is nothing to see to any more. */
export function dueOn(note: Pick<VideoNote, 'due' | 'status' | 'deleted'>, today: string): Due | null {
  if (note.due === null || note.deleted !== null || isDone(note)) return null;
  if (note.due === today) return 'today';
  return note.due < today ? 'overdue' : 'later';
}
