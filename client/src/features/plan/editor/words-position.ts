import type { Node } from '@tiptap/pm/model';
import type { ProsemirrorBinding } from '@tiptap/y-tiptap';
import * as Y from 'yjs';

/**
 * Where a place in shared words stands in the document as it is shown; null: the words are gone, or not shown yet. y-tiptap's
 * own answer needs a node for every block above, and has none for those that were just written or rendered again.
 */
export function wordsPosition(
  position: Y.RelativePosition,
  { doc, type: page }: Pick<ProsemirrorBinding, 'doc' | 'type'>,
  shown: Node,
): number | null {
  const found = Y.createAbsolutePositionFromRelativePosition(position, doc);
  if (found === null || !(found.type instanceof Y.XmlText)) return null;
  const path = pathTo(page, found.type);
  const inside = path === null ? null : startOf(shown, path.blocks);
  return path === null || inside === null ? null : inside + path.before + found.index;
}

type Type = Y.AbstractType<unknown>;

/** The blocks around a text, from the page down, each as its index among its siblings; and what stands before it in the last. */
function pathTo(page: Y.XmlFragment, text: Y.XmlText): { blocks: number[]; before: number } | null {
  const blocks: number[] = [];
  const line = childrenOf(text._item?.parent);
  const at = line.indexOf(text);
  if (at < 0) return null;
  // A break in the line counts as one character.
  const lengths = line.slice(0, at).map((one) => (one instanceof Y.XmlText ? one.length : 1));
  const before = lengths.reduce((sum, length) => sum + length, 0);
  let block = text._item?.parent as Type | null | undefined;
  while (block != null && block !== (page as Type)) {
    const index = childrenOf(block._item?.parent).indexOf(block);
    if (index < 0) return null;
    blocks.unshift(index);
    block = block._item?.parent as Type;
  }
  return block == null ? null : { blocks, before };
}

function childrenOf(parent: unknown): unknown[] {
  return parent instanceof Y.XmlFragment ? (parent.toArray() as unknown[]) : [];
}

/** Inside of the block a path leads to. */
function startOf(doc: Node, path: readonly number[]): number | null {
  let [node, position] = [doc, 0];
  for (const [depth, index] of path.entries()) {
    if (index >= node.childCount) return null;
    if (depth > 0) position += 1;
    for (let before = 0; before < index; before++) position += node.child(before).nodeSize;
    node = node.child(index);
  }
  return position + 1;
}
