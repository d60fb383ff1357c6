import { rangePositions, sourceState, type Shot, type SourceState } from '@clapper/documents';
import type { EditorView } from '@tiptap/pm/view';
import type * as Y from 'yjs';
import { openBinding } from '../editor/binding.ts';
import { wordsPosition } from '../editor/words-position.ts';

/** A shot beside the words it was made of. */
export interface PlacedShot {
  shot: Shot;
  state: SourceState['state'];
  /** Of the block its words begin in, in the window. */
  top: number;
}

/** The shots that were made of words of this page and where those stand, from the top; removed words stand nowhere. */
export function placeShots(view: EditorView, plan: Y.Doc, shots: readonly Shot[]): PlacedShot[] {
  const binding = openBinding(view);
  if (binding === null) return [];
  const placed = shots.flatMap((shot): PlacedShot[] => {
    if (shot.source === null) return [];
    const source = sourceState(plan, shot.source);
    if (source.state === 'removed') return [];
    const { state } = source;
    const position = wordsPosition(rangePositions(source.range).from, binding, view.state.doc);
    return position === null ? [] : [{ shot, state, top: view.coordsAtPos(position).top }];
  });
  return placed.toSorted((a, b) => a.top - b.top || Number(a.shot.number) - Number(b.shot.number));
}

/** Below one another where they would stand on one another. Pixels. */
export function spread(tops: readonly number[], height: number): number[] {
  let edge = -Infinity;
  return tops.map((top) => (edge = Math.max(top, edge + height)));
}
