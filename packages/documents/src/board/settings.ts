import type * as Y from 'yjs';
import type { Problem } from '../define-document.ts';
import type { ReadRecord } from '../fields.ts';
import { readFields, rootMap } from '../records.ts';
import { BOARD_SETTINGS, type BoardAspect } from './schema.ts';

export type BoardSettings = ReadRecord<typeof BOARD_SETTINGS>;

const UNSAID: BoardSettings = {
  aspect: BOARD_SETTINGS.aspect.fallback!.value,
  numbering: BOARD_SETTINGS.numbering.fallback!.value,
  locked: null,
};

/** What holds for the board as a whole. */
export function readBoardSettings(doc: Y.Doc, problems: Problem[] = []): BoardSettings {
  // A root is made by whoever asks for it: a board that nobody set up stays one.
  const root = doc.share.has('settings') ? rootMap(doc, 'settings', problems) : null;
  return root === null ? UNSAID : (readFields(root, 'settings', BOARD_SETTINGS, problems) ?? UNSAID);
}

/** Width by height, as a number. */
export function ratioOf(aspect: BoardAspect): number {
  const [width, height] = aspect.split(':').map(Number) as [number, number];
  return width / height;
}
