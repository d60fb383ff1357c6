import type * as Y from 'yjs';
import type { VideoNote } from '../feedback/reads.ts';
import { NOTE_FIELDS } from '../feedback/schema.ts';
import { recordsOneByOne } from '../records.ts';
import { isDone } from './notes-in-cut.ts';

/** Somebody has to see to it yet. */
export function isOpen(note: Pick<VideoNote, 'status' | 'deleted' | 'hidden'>): boolean {
  return note.deleted === null && note.hidden === null && !isDone(note);
}

/** How many notes of a review are open, whichever cut they were made on. What was answered and drawn is not read. */
export function openNotesIn(doc: Y.Doc): number {
  let open = 0;
  for (const read of recordsOneByOne(doc, 'notes', NOTE_FIELDS, []))
    if (read !== null && isOpen({ ...read[1], status: read[1].status?.is ?? 'open' })) open++;
  return open;
}
