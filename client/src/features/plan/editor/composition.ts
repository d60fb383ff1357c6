import type { Node } from '@tiptap/pm/model';
import { TextSelection, type EditorState } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import {
  findAbsolutePositionAfterStructuralChange,
  relativePositionToAbsolutePosition,
  ySyncPluginKey,
  type ProsemirrorBinding,
} from '@tiptap/y-tiptap';
import { simpleDiff } from 'lib0/diff';
import * as Y from 'yjs';
import { followCharacters, placeFor, type DeltaStep } from './transform-index.ts';

/**
 * A line in which a syllable is being composed while others change the same line: what the line was when
 * both sides last agreed, and what the others did since. What is composed meanwhile is the difference
 * between that line and the editor's.
 */
export interface Hold {
  /** The shared text of the line; null when the line had no text yet. */
  text: Y.XmlText | null;
  /** Where the line is in the editor, as child indexes: others' changes are not rendered, so it stays. */
  path: number[];
  /** Which run of text in the line (line breaks part them). */
  run: number;
  base: string;
  /** The document both sides agreed on. */
  before: Node;
  deltas: DeltaStep[][];
}

/** The shared type the caret stands in, as it was before the transaction that is being observed. */
export function composedType(binding: ProsemirrorBinding): Y.AbstractType<unknown> | null {
  const head: Y.RelativePosition | undefined = binding.beforeTransactionSelection?.head;
  if (head?.item != null) {
    const item = Y.getItem(binding.doc.store, head.item);
    return item instanceof Y.Item ? (item.parent as Y.AbstractType<unknown>) : null;
  }
  if (head?.type != null) {
    const item = Y.getItem(binding.doc.store, head.type);
    return item instanceof Y.Item && item.content instanceof Y.ContentType ? item.content.type : null;
  }
  return null;
}

/** Did somebody change the line that is being composed in, or take it away? */
export function touches(
  events: readonly Y.YEvent<Y.AbstractType<unknown>>[],
  composed: Y.AbstractType<unknown>,
): boolean {
  const line = composed instanceof Y.XmlText ? composed.parent : composed;
  if (isGone(composed) || (line !== null && isGone(line))) return true;
  return events.some(({ target }) => target === composed || target === (line as unknown));
}

export function beginHold(
  state: EditorState,
  composed: Y.AbstractType<unknown>,
  events: readonly Y.YEvent<Y.AbstractType<unknown>>[],
): Hold {
  const { $head } = state.selection;
  const path = Array.from({ length: $head.depth }, (_, depth) => $head.index(depth));
  const run = runIndex($head.parent, $head.parentOffset);
  const hold: Hold = {
    text: composed instanceof Y.XmlText ? composed : null,
    path,
    run,
    base: runs($head.parent)[run]?.text ?? '',
    before: state.doc,
    deltas: [],
  };
  recordHold(hold, events);
  return hold;
}

export function recordHold(hold: Hold, events: readonly Y.YEvent<Y.AbstractType<unknown>>[]): void {
  for (const event of events) if (event.target === hold.text) hold.deltas.push(event.delta as DeltaStep[]);
}

interface EndOptions {
  view: EditorView;
  binding: ProsemirrorBinding;
  /** Shows the shared document as it is. */
  renderAll: () => void;
  /** Called as soon as what is shown and what is shared agree again. */
  rendered: () => void;
}

/** Puts what was composed into what the others made of the line, shows it and sets the caret behind it. */
export function endHold(hold: Hold, { view, binding, renderAll, rendered }: EndOptions): void {
  const line = nodeAt(view.state.doc, hold.path);
  const local = line === null ? undefined : runs(line)[hold.run];
  const change = simpleDiff(hold.base, local?.text ?? '');
  const caret = local === undefined ? 0 : view.state.selection.$head.parentOffset - local.start;
  const oldHead = view.state.selection.head;

  if (hold.text !== null && !isGone(hold.text) && !isGone(hold.text.parent)) {
    const { text } = hold;
    const places = followCharacters(hold.base.length, hold.deltas);
    const place = placeFor(change.index, places);
    binding.mux(() => {
      binding.doc.transact(() => {
        const removed = places.slice(change.index, change.index + change.remove);
        for (const index of removed.toReversed()) if (index !== null) text.delete(index, 1);
        if (change.insert !== '') text.insert(place, change.insert);
      }, ySyncPluginKey);
    });
    renderAll();
    rendered();
    const behind = caret - change.index;
    const index =
      behind >= 0 && behind <= change.insert.length
        ? place + behind
        : placeFor(behind < 0 ? caret : caret - change.insert.length + change.remove, places);
    const at = relativePositionToAbsolutePosition(
      binding.doc,
      binding.type,
      Y.createRelativePositionFromTypeIndex(text, Math.min(index, text.length), -1),
      binding.mapping,
    );
    if (at !== null) setCaret(view, at);
    return;
  }
  // The line is gone or was replaced: the composed words go where it was, rather than nowhere.
  renderAll();
  rendered();
  const near =
    findAbsolutePositionAfterStructuralChange(
      hold.before,
      view.state.doc,
      Math.min(oldHead, hold.before.content.size),
    ) ?? Math.min(oldHead, view.state.doc.content.size);
  const composed = hold.text === null ? (local?.text ?? '') : change.insert;
  setCaret(view, near);
  if (composed !== '') view.dispatch(view.state.tr.insertText(composed));
}

function setCaret(view: EditorView, position: number): void {
  const { tr } = view.state;
  view.dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(position))).setMeta('addToHistory', false));
}

function isGone(type: unknown): boolean {
  if (!(type instanceof Y.AbstractType)) return false;
  for (let item = type._item; item !== null; item = (item.parent as Y.AbstractType<unknown>)._item) {
    if (item.deleted) return true;
  }
  return false;
}

function nodeAt(doc: Node, path: readonly number[]): Node | null {
  let node: Node | null = doc;
  for (const index of path) node = node?.maybeChild(index) ?? null;
  return node;
}

interface Run {
  start: number;
  text: string;
}

/** The runs of text of a line: y-tiptap keeps each in one Y.XmlText. */
function runs(line: Node): Run[] {
  const found: Run[] = [];
  let open: Run | null = null;
  line.forEach((child, offset) => {
    if (child.isText) {
      if (open === null) found.push((open = { start: offset, text: '' }));
      open.text += child.text ?? '';
    } else {
      open = null;
    }
  });
  return found;
}

function runIndex(line: Node, offset: number): number {
  const all = runs(line);
  const index = all.findIndex(({ start, text }) => offset >= start && offset <= start + text.length);
  // Behind a chip or a break with no words yet: the one that is about to begin.
  return index < 0 ? all.filter(({ start }) => start < offset).length : index;
}
