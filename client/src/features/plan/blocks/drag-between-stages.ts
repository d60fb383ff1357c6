import { Extension, isMacOS } from '@tiptap/core';
import { Slice, type Fragment } from '@tiptap/pm/model';
import { NodeSelection, Plugin, TextSelection, type EditorState, type Transaction } from '@tiptap/pm/state';
import { dropPoint } from '@tiptap/pm/transform';
import type { EditorView } from '@tiptap/pm/view';
import type { PlanUndo } from '../editor/undo.ts';

/** The editor that something is dragged out of: its selection is what is dragged. */
let source: EditorView | null = null;

/** Called when a drag begins outside of the words, at a block's grip; null when it ends. */
export function dragOutOf(view: EditorView | null): void {
  source = view;
}

/**
 * What is dragged into another stage moves there, in one step of undo. ProseMirror only knows drags inside of
 * one editor: by itself it would copy, and Tiptap would take the words away later, even where they were to be
 * copied.
 */
export const DragBetweenStages = Extension.create<{ undo: PlanUndo }>({
  name: 'dragBetweenStages',
  // Before the paste rules of every other extension (links have 1000): their drop handlers are what takes away.
  priority: 1100,

  addProseMirrorPlugins() {
    const { undo } = this.options;
    return [
      new Plugin({
        props: {
          handleDOMEvents: {
            dragstart(view, event) {
              const chip = event.target instanceof Element ? event.target.closest('.plan-chip') : null;
              if (chip !== null) selectChip(view, chip);
              dragOutOf(view);
              return false;
            },
            drop(view, event) {
              const from = source;
              dragOutOf(null);
              if (from === null || from === view || from.isDestroyed || from.dragging === null) return false;
              // Each editor has a schema of its own.
              const slice = Slice.fromJSON(view.state.schema, from.dragging.slice.toJSON());
              from.dragging = null;
              event.preventDefault();
              const at = view.posAtCoords({ left: event.clientX, top: event.clientY });
              const dropped = at === null ? null : dropAt(view.state, at.pos, slice);
              if (dropped === null) return true;
              undo.pause();
              // There before it is gone here: nothing that happens in between can lose it.
              view.focus();
              view.dispatch(dropped);
              const copies = isMacOS() ? event.altKey : event.ctrlKey;
              if (!copies) from.dispatch(from.state.tr.deleteSelection());
              undo.pause();
              return true;
            },
          },
        },
      }),
    ];
  },
});

/** What is selected is what is dragged: a chip alone, unless it goes with words that are selected around it. */
function selectChip(view: EditorView, chip: Element): void {
  const { doc, selection, tr } = view.state;
  const at = view.posAtDOM(chip, 0, -1);
  if (doc.nodeAt(at)?.isAtom !== true || (selection.from <= at && at < selection.to)) return;
  view.dispatch(tr.setSelection(NodeSelection.create(doc, at)));
}

/** As ProseMirror drops what comes from the same editor; null when it does not fit there whole. */
function dropAt(state: EditorState, position: number, slice: Slice): Transaction | null {
  const { tr } = state;
  const at = dropPoint(tr.doc, position, slice) ?? position;
  const block =
    slice.openStart === 0 && slice.openEnd === 0 && slice.content.childCount === 1
      ? slice.content.firstChild
      : null;
  if (block === null) tr.replaceRange(at, at, slice);
  else tr.replaceRangeWith(at, at, block);
  if (!tr.docChanged || lengthOf(tr.doc.content) !== lengthOf(state.doc.content) + lengthOf(slice.content))
    return null;
  const $start = tr.doc.resolve(at);
  const landed = block !== null && $start.nodeAfter?.sameMarkup(block) === true;
  return tr.setSelection(
    landed && NodeSelection.isSelectable(block)
      ? new NodeSelection($start)
      : TextSelection.between($start, tr.doc.resolve(tr.mapping.map(at))),
  );
}

function lengthOf(content: Fragment): number {
  return content.textBetween(0, content.size).length;
}
