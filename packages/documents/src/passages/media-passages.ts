import type * as Y from 'yjs';
import { readMedia } from '../media/reads.ts';
import type { Passage } from './passage.ts';

/** The videos by their titles. */
export function* mediaPassages(doc: Y.Doc): Generator<Passage> {
  for (const { id, title, createdAt } of readMedia(doc).videos)
    yield { id: `video/${id}`, place: { type: 'video', video: id }, title, words: '', at: createdAt };
}
