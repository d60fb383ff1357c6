import { Extension, type Editor } from '@tiptap/core';
import { ySyncPluginKey } from '@tiptap/y-tiptap';

/** A line that must not move: an element, or the caret, and how far below the scroller's top it stands. */
interface Anchor {
  scroller: HTMLElement;
  top: number;
  now: () => number | null;
}

/**
 * A remote edit never moves the line one reads or types on: what stood under one's eyes before it is
 * rendered stands there afterwards. The browser's own scroll anchoring is switched off on the scroller
 * (`overflow-anchor: none`); it does nothing at the top, and Safari has none.
 */
export const ScrollAnchor = Extension.create<{ scroller: () => HTMLElement | null }>({
  name: 'scrollAnchor',

  onBeforeCreate() {
    let anchor: Anchor | null = null;
    this.editor.on('beforeTransaction', ({ editor, transaction }) => {
      const remote = transaction.docChanged && transaction.getMeta(ySyncPluginKey)?.isChangeOrigin === true;
      const undoing = transaction.getMeta(ySyncPluginKey)?.isUndoRedoOperation === true;
      const scroller = this.options.scroller();
      anchor = remote && !undoing && scroller !== null ? anchorOf(editor, scroller) : null;
    });
    this.editor.on('transaction', () => {
      const held = anchor;
      anchor = null;
      const top = held?.now() ?? null;
      if (held === null || top === null) return;
      const moved = top - held.top;
      if (Math.abs(moved) >= 1) held.scroller.scrollTop += moved;
    });
  },
});

function anchorOf(editor: Editor, scroller: HTMLElement): Anchor | null {
  return caretAnchor(editor, scroller) ?? lineAnchor(editor, scroller);
}

/** The caret, when one is typing and sees it. */
function caretAnchor({ view }: Editor, scroller: HTMLElement): Anchor | null {
  if (!view.hasFocus()) return null;
  const place = () => view.coordsAtPos(view.state.selection.head).top;
  const top = place();
  const box = scroller.getBoundingClientRect();
  return top >= box.top && top <= box.bottom ? { scroller, top, now: place } : null;
}

/** The first blocks in sight; the editor keeps the elements of what did not change. */
function lineAnchor({ view }: Editor, scroller: HTMLElement): Anchor | null {
  const { top: ceiling, bottom } = scroller.getBoundingClientRect();
  const seen: { element: Element; top: number }[] = [];
  for (const element of view.dom.children) {
    const box = element.getBoundingClientRect();
    if (box.bottom <= ceiling || box.height === 0) continue;
    if (box.top > bottom || seen.length === 8) break;
    seen.push({ element, top: box.top });
  }
  const [first] = seen;
  if (first === undefined) return null;
  const shift = () => {
    const kept = seen.find(({ element }) => element.isConnected);
    return kept === undefined ? null : first.top + kept.element.getBoundingClientRect().top - kept.top;
  };
  return { scroller, top: first.top, now: shift };
}
