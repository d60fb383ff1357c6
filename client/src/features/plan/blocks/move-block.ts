import type { Node } from '@tiptap/pm/model';
import { NodeSelection, TextSelection, type EditorState, type Transaction } from '@tiptap/pm/state';

/** A block one can take hold of: a child of the page, or an item of a list. */
export interface Block {
  node: Node;
  /** Position before it. */
  from: number;
  depth: number;
}

const ITEMS = new Set(['listItem', 'taskItem']);

/** The innermost list item around a position, else the page's block. */
export function blockAt(doc: Node, position: number): Block | null {
  const at = Math.min(Math.max(position, 0), doc.content.size);
  const $at = doc.resolve(at);
  for (let depth = $at.depth; depth > 0; depth--) {
    const node = $at.node(depth);
    if (depth === 1 || ITEMS.has(node.type.name)) return { node, from: $at.before(depth), depth };
  }
  const node = $at.nodeAfter;
  return node === null ? null : { node, from: at, depth: 1 };
}

/**
 * Moves the selected blocks past their neighbour; null when there is none. A list item that stands at the
 * end of its list stays in it: leaving a list is what Shift+Tab is for.
 */
export function moveBlocks(state: EditorState, direction: 'up' | 'down'): Transaction | null {
  const { $from, $to } = state.selection;
  const first = blockAt(state.doc, $from.pos);
  if (first === null) return null;
  const depth = first.depth;
  const from = first.from;
  // A selection over several blocks moves them all, if they are neighbours in one parent.
  const shared = state.doc.resolve(from);
  const to =
    $to.depth >= depth && $to.start(depth - 1) === shared.start(depth - 1)
      ? $to.after(depth)
      : from + first.node.nodeSize;
  const $start = state.doc.resolve(from);
  const $end = state.doc.resolve(to);
  const neighbour = direction === 'up' ? $start.nodeBefore : $end.nodeAfter;
  if (neighbour === null) return null;

  const { tr } = state;
  // The neighbour is what moves: the block under the caret keeps its identity, and so its caret, its
  // undo and what others type into it at this moment.
  if (direction === 'up') {
    tr.delete(from - neighbour.nodeSize, from).insert(to - neighbour.nodeSize, neighbour);
  } else {
    tr.delete(to, to + neighbour.nodeSize).insert(from, neighbour);
  }
  const shift = direction === 'up' ? -neighbour.nodeSize : neighbour.nodeSize;
  if (state.selection instanceof NodeSelection) {
    tr.setSelection(NodeSelection.create(tr.doc, state.selection.from + shift));
  } else {
    tr.setSelection(
      TextSelection.create(tr.doc, state.selection.anchor + shift, state.selection.head + shift),
    );
  }
  return tr.scrollIntoView();
}

export function duplicateBlock(state: EditorState, { node, from }: Block): Transaction {
  const after = from + node.nodeSize;
  // A node object that stands twice in one document would confuse who it is: the copy is a new one.
  const copy = node.type.create(node.attrs, node.content, node.marks);
  const tr = state.tr.insert(after, copy);
  return tr.setSelection(TextSelection.near(tr.doc.resolve(after + 1))).scrollIntoView();
}

/** The last block of a list takes its list along; the last block of the page leaves an empty line. */
export function deleteBlock(state: EditorState, { node, from, depth }: Block): Transaction {
  let start = from;
  let end = from + node.nodeSize;
  const $from = state.doc.resolve(from);
  for (let above = depth - 1; above > 0 && $from.node(above).childCount === 1; above--) {
    start = $from.before(above);
    end = $from.after(above);
  }
  const tr = state.tr.delete(start, end);
  return tr.setSelection(TextSelection.near(tr.doc.resolve(Math.min(start, tr.doc.content.size)), 1));
}
