import { sourceState, type Shot, type SourceState } from '@clapper/documents';
import type { Node } from '@tiptap/pm/model';
import type { EditorView } from '@tiptap/pm/view';
import * as Y from 'yjs';
import { openBinding } from '../editor/binding.ts';

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
    const { state } = sourceState(plan, shot.source);
    if (state === 'removed') return [];
    const from = Y.createRelativePositionFromJSON(shot.source.from);
    const text = Y.createAbsolutePositionFromRelativePosition(from, binding.doc)?.type ?? null;
    const path = text === null ? null : pathTo(binding.type, text);
    const position = path === null ? null : positionOf(view.state.doc, path);
    return position === null ? [] : [{ shot, state, top: view.coordsAtPos(position).top }];
  });
  return placed.toSorted((a, b) => a.top - b.top || Number(a.shot.number) - Number(b.shot.number));
}

type Type = Y.AbstractType<unknown>;

/** The blocks around a text, from the page down, each as its index among its siblings. */
function pathTo(page: Y.XmlFragment, text: Type): number[] | null {
  const path: number[] = [];
  let block = text._item?.parent as Type | null | undefined;
  while (block != null && block !== (page as Type)) {
    const parent = block._item?.parent;
    if (!(parent instanceof Y.XmlFragment)) return null;
    const index = (parent.toArray() as unknown[]).indexOf(block);
    if (index < 0) return null;
    path.unshift(index);
    block = parent as Type;
  }
  return block == null ? null : path;
}

/** Inside of the block a path leads to, in the document as it is shown. */
function positionOf(doc: Node, path: readonly number[]): number | null {
  let [node, position] = [doc, 0];
  for (const [depth, index] of path.entries()) {
    if (index >= node.childCount) return null;
    if (depth > 0) position += 1;
    for (let before = 0; before < index; before++) position += node.child(before).nodeSize;
    node = node.child(index);
  }
  return position + 1;
}

/** Below one another where they would stand on one another. Pixels. */
export function spread(tops: readonly number[], height: number): number[] {
  let edge = -Infinity;
  return tops.map((top) => (edge = Math.max(top, edge + height)));
}
