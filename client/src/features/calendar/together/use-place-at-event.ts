import { useEffect, useLayoutEffect, useState, type RefObject } from 'react';

/** Room between the card and its event, and to the edges of the page. */
const GAP = 16;

export interface PlaceAtEvent {
  left: number;
  top: number;
  /** The side of the card on which its event is, and how far down the card. */
  points: 'left' | 'right';
  at: number;
}

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Where a card of this size stands beside the event, within the page; null: there is room at neither side. */
export function placeBeside(
  event: Box,
  page: Box,
  { width, height }: { width: number; height: number },
): PlaceAtEvent | null {
  const middle = (event.top + event.bottom) / 2;
  // What is scrolled away is not pointed at.
  if (middle < page.top || middle > page.bottom) return null;
  const fits = {
    left: event.right + GAP + width + GAP <= page.right,
    right: event.left - GAP - width - GAP >= page.left,
  };
  const points = fits.left ? 'left' : fits.right ? 'right' : null;
  if (points === null) return null;
  const top = Math.max(page.top + GAP, Math.min(middle - height / 2, page.bottom - GAP - height));
  return {
    left: (points === 'left' ? event.right + GAP : event.left - GAP - width) - page.left,
    top: top - page.top,
    points,
    at: middle - top,
  };
}

/** Keeps a card beside its event while the page is scrolled, turned and made larger. */
export function usePlaceAtEvent(card: RefObject<HTMLElement | null>, event: string): PlaceAtEvent | null {
  const [place, setPlace] = useState<PlaceAtEvent | null>(null);
  const put = () => {
    const page = card.current?.offsetParent;
    const shown = page?.querySelector(`[data-event^="${CSS.escape(event)}"]`);
    const size = card.current?.getBoundingClientRect();
    const next =
      page == null || shown == null || size === undefined
        ? null
        : placeBeside(shown.getBoundingClientRect(), page.getBoundingClientRect(), size);
    setPlace((before) => (JSON.stringify(before) === JSON.stringify(next) ? before : next));
  };
  // Whatever the page shows now, it was drawn together with the card.
  useLayoutEffect(put);
  useEffect(() => {
    let frame = 0;
    const ask = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(put);
    };
    window.addEventListener('resize', ask);
    window.addEventListener('scroll', ask, { capture: true, passive: true });
    return () => {
      cancelAnimationFrame(frame);
      window.removeEventListener('resize', ask);
      window.removeEventListener('scroll', ask, { capture: true });
    };
  });
  return place;
}
