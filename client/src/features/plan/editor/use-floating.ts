import type { Editor } from '@tiptap/core';
import { useLayoutEffect, useState, type RefObject } from 'react';

export interface FloatingPlace {
  left: number;
  top: number;
}

/** Room between what floats and the words it belongs to, and to the edge of the window. */
const GAP = 8;

interface FloatingOptions {
  editor: Editor;
  scroller: RefObject<HTMLElement | null>;
  element: RefObject<HTMLElement | null>;
  /** Where the words are, in the window; null: nothing to float at. */
  anchor: () => DOMRect | null;
  prefer: 'above' | 'below';
  shown: boolean;
}

/** Keeps something beside the words while they move, inside of the window and out of their way. */
export function useFloating({
  editor,
  scroller,
  element,
  anchor,
  prefer,
  shown,
}: FloatingOptions): FloatingPlace | null {
  const [place, setPlace] = useState<FloatingPlace | null>(null);
  useLayoutEffect(() => {
    if (!shown) return setPlace(null);
    let frame = 0;
    const put = () => {
      frame = 0;
      const box = editor.isDestroyed ? null : anchor();
      const size = element.current?.getBoundingClientRect();
      const sight = scroller.current?.getBoundingClientRect();
      const outOfSight =
        box !== null && sight !== undefined && (box.bottom < sight.top || box.top > sight.bottom);
      if (box === null || outOfSight) return setPlace(null);
      const next = placeAt(box, size?.width ?? 0, size?.height ?? 0, prefer);
      setPlace((before) => (before?.left === next.left && before.top === next.top ? before : next));
    };
    const ask = () => (frame ||= requestAnimationFrame(put));
    put();
    // Its size is known once it is drawn.
    ask();
    const box = scroller.current;
    editor.on('transaction', ask);
    box?.addEventListener('scroll', ask, { passive: true });
    window.addEventListener('resize', ask);
    return () => {
      cancelAnimationFrame(frame);
      editor.off('transaction', ask);
      box?.removeEventListener('scroll', ask);
      window.removeEventListener('resize', ask);
    };
  }, [editor, scroller, element, anchor, prefer, shown]);
  return place;
}

function placeAt(box: DOMRect, width: number, height: number, prefer: 'above' | 'below'): FloatingPlace {
  const above = box.top - height - GAP;
  const below = box.bottom + GAP;
  const fitsBelow = below + height + GAP <= window.innerHeight;
  const top = prefer === 'above' ? (above >= GAP ? above : below) : fitsBelow || above < GAP ? below : above;
  const left = Math.max(GAP, Math.min(box.left, window.innerWidth - width - GAP));
  return { left: Math.round(left), top: Math.round(top) };
}
