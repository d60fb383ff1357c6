import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react';
import type { Transaction } from 'yjs';
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
 * one in view, stays at its place on the screen. Where it stands is measured when their change has come in
 * and nothing of it is drawn yet: measured earlier, it would be wrong while one scrolls.
 */
export function useAnchor(scroller: RefObject<HTMLDivElement | null>, columns: readonly Column[]): void {
  const { doc, selection } = useBoard();
  const anchor = useRef<Anchor | null>(null);

  useEffect(() => {
    const measure = ({ local }: Transaction) => {
      const element = scroller.current;
      if (!local && element !== null) anchor.current = findAnchor(element, selection.get().focus);
    };
    doc.on('beforeObserverCalls', measure);
    return () => doc.off('beforeObserverCalls', measure);
  }, [doc, scroller, selection]);

  useLayoutEffect(() => {
    const before = anchor.current;
    const element = scroller.current;
    anchor.current = null;
    const top = before === null || element === null ? null : topOf(before.id, element);
    if (before !== null && top !== null && top !== before.top)
      element?.scrollBy({ top: top - before.top, behavior: 'instant' });
  }, [scroller, columns]);
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
