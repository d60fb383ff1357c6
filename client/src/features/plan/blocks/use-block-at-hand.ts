import type { Editor } from '@tiptap/core';
import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { blockAt, type Block } from './move-block.ts';

/** A block and where its grip stands, measured in the scroller's content. */
export interface BlockAtHand {
  from: number;
  left: number;
  top: number;
}

/** Distance from a block's words to its grip, and half of the grip's height. */
const GRIP_LEFT = 26;
const GRIP_HALF = 12;

/** The block under the pointer; else the one with the caret. Held while its menu is open. */
export function useBlockAtHand(
  editor: Editor,
  scroller: RefObject<HTMLElement | null>,
  held: boolean,
): BlockAtHand | null {
  const [block, setBlock] = useState<BlockAtHand | null>(null);
  const holding = useRef(held);
  useLayoutEffect(() => {
    holding.current = held;
  }, [held]);
  useEffect(() => {
    const box = scroller.current;
    if (box === null) return;
    let frame = 0;
    let pointerY: number | null = null;
    const find = () => {
      frame = 0;
      if (holding.current || editor.isDestroyed) return;
      const found = pointerY === null ? caretBlock(editor) : pointedBlock(editor, pointerY);
      const next = found === null ? null : measure(editor, box, found);
      setBlock((before) =>
        before?.from === next?.from && before?.left === next?.left && before?.top === next?.top
          ? before
          : next,
      );
    };
    const ask = () => (frame ||= requestAnimationFrame(find));
    const point = (event: PointerEvent) => {
      if (event.pointerType !== 'mouse') return;
      pointerY = event.clientY;
      ask();
    };
    const leave = () => {
      pointerY = null;
      ask();
    };
    // Typing takes the grip to the line one types on.
    const typed = ({ transaction }: { transaction: { docChanged: boolean } }) => {
      if (transaction.docChanged) pointerY = null;
      ask();
    };
    box.addEventListener('pointermove', point, { passive: true });
    box.addEventListener('pointerleave', leave);
    editor.on('transaction', typed);
    return () => {
      cancelAnimationFrame(frame);
      box.removeEventListener('pointermove', point);
      box.removeEventListener('pointerleave', leave);
      editor.off('transaction', typed);
    };
  }, [editor, scroller]);
  return block;
}

function caretBlock(editor: Editor): Block | null {
  return editor.view.hasFocus() ? blockAt(editor.state.doc, editor.state.selection.from) : null;
}

function pointedBlock(editor: Editor, y: number): Block | null {
  const { view } = editor;
  const words = view.dom.getBoundingClientRect();
  // A little inside of the words, so that list items answer and not their list.
  const found = view.posAtCoords({ left: words.left + words.width / 2, top: y });
  if (found === null) return null;
  return blockAt(editor.state.doc, found.inside >= 0 ? Math.max(found.pos, found.inside) : found.pos);
}

function measure(editor: Editor, box: HTMLElement, { from }: Block): BlockAtHand | null {
  const element = editor.view.nodeDOM(from);
  if (!(element instanceof HTMLElement)) return null;
  const words = element.getBoundingClientRect();
  const view = box.getBoundingClientRect();
  const line = Math.min(
    words.height,
    Number.parseFloat(getComputedStyle(element).lineHeight) || words.height,
  );
  return {
    from,
    left: Math.round(words.left - view.left + box.scrollLeft - GRIP_LEFT),
    top: Math.round(words.top - view.top + box.scrollTop + line / 2 - GRIP_HALF),
  };
}
