import { useCallback, useEffect, useLayoutEffect, useRef, type RefObject } from 'react';
import { useBoard } from '../session/board-session.ts';
import type { Column } from '../session/columns.ts';
import { shotElement } from './focus-shot.ts';

interface Anchor {
  id: string;
  /** Its upper edge, from the top of the scrolled area. */
  top: number;
}

/**
 * Other people's changes never move what one is looking at: the card that has the focus, or else the first
 * one in view, stays at its place on the screen.
 */
export function useAnchor(scroller: RefObject<HTMLDivElement | null>, columns: readonly Column[]): void {
  const { board, selection } = useBoard();
  const anchor = useRef<Anchor | null>(null);
  const frame = useRef(0);
  /** Reading places makes the browser lay out, so it waits until that is done anyway. */
  const lookSoon = useCallback(() => {
    cancelAnimationFrame(frame.current);
    frame.current = requestAnimationFrame(() => {
      if (scroller.current !== null) anchor.current = findAnchor(scroller.current, selection.get().focus);
    });
  }, [scroller, selection]);

  useLayoutEffect(() => {
    const element = scroller.current;
    const before = anchor.current;
    const top =
      element === null || before === null || board().changedBy === 'me' ? null : topOf(before.id, element);
    if (before !== null && top !== null && top !== before.top)
      element?.scrollBy({ top: top - before.top, behavior: 'instant' });
    lookSoon();
  }, [scroller, columns, board, lookSoon]);

  useEffect(() => {
    const element = scroller.current;
    element?.addEventListener('scroll', lookSoon, { passive: true });
    const stop = selection.subscribe(lookSoon);
    return () => {
      cancelAnimationFrame(frame.current);
      element?.removeEventListener('scroll', lookSoon);
      stop();
    };
  }, [scroller, selection, lookSoon]);
}

function findAnchor(scroller: HTMLElement, focus: string | null): Anchor | null {
  const box = scroller.getBoundingClientRect();
  const focused = focus === null ? null : topOf(focus, scroller);
  if (focus !== null && focused !== null && focused > -box.height && focused < box.height) {
    return { id: focus, top: focused };
  }
  // What stands a little below the upper edge is what one reads.
  const at = document.elementFromPoint(box.left + box.width / 3, box.top + Math.min(120, box.height / 3));
  const card = at?.closest('[data-shot]');
  const id = card?.getAttribute('data-shot');
  return card == null || id == null ? null : { id, top: card.getBoundingClientRect().top - box.top };
}

function topOf(id: string, scroller: HTMLElement): number | null {
  const card = shotElement(id);
  return card === null ? null : card.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
}
