import { useCallback, useEffect, useLayoutEffect, useState, type RefObject } from 'react';

/** Room between the card and its event, and to the edges of the page. */
const GAP = 16;
/** Room to what it is to leave in sight: lines of a day stand this close. */
const CLEAR = 4;

export interface PlaceAtEvent {
  left: number;
  top: number;
  /** The side of the card on which its event is, and how far down the card; `none`: it stands above or below. */
  points: 'left' | 'right' | 'none';
  at: number;
}

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/**
 * Where a card of this size stands beside the event, within the page, and off the other places that it asks about where
 * that can be; where there is room at neither side, below or above all of them; null: nowhere.
 */
export function placeBeside(
  event: Box,
  page: Box,
  { width, height }: { width: number; height: number },
  others: readonly Box[] = [],
): PlaceAtEvent | null {
  const middle = (event.top + event.bottom) / 2;
  // What is scrolled away is not pointed at.
  if (middle < page.top || middle > page.bottom) return null;
  const lowest = page.bottom - GAP - height;
  const tops = [
    middle - height / 2,
    ...others.flatMap(({ top, bottom }) => [bottom + CLEAR, top - CLEAR - height]),
  ]
    .map((top) => Math.max(page.top + GAP, Math.min(top, lowest)))
    // From there it would not point at its event any more.
    .filter((top, index) => index === 0 || (middle >= top && middle <= top + height));
  const sides = (['left', 'right'] as const)
    .map((points) => ({ points, left: points === 'left' ? event.right + GAP : event.left - GAP - width }))
    .filter(({ left }) => left >= page.left && left + width + GAP <= page.right);
  const places = tops.flatMap((top) => sides.map((side) => ({ ...side, top })));
  const free = places.find(({ left, top }) => {
    const card = { left, right: left + width, top, bottom: top + height };
    return !others.some((other) => overlap(card, other));
  });
  const place = free ?? places[0];
  if (place === undefined) return placeClear([event, ...others], page, { width, height });
  const { points, left, top } = place;
  return { left: left - page.left, top: top - page.top, points, at: middle - top };
}

function placeClear(
  places: readonly Box[],
  page: Box,
  { width, height }: { width: number; height: number },
): PlaceAtEvent | null {
  const below = Math.max(...places.map(({ bottom }) => bottom)) + CLEAR;
  const above = Math.min(...places.map(({ top }) => top)) - CLEAR - height;
  const top = [below, above].find((one) => one >= page.top + CLEAR && one + height + CLEAR <= page.bottom);
  if (top === undefined) return null;
  return { left: (page.right - page.left - width) / 2, top: top - page.top, points: 'none', at: 0 };
}

const overlap = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** Keeps a card beside its event while the page is scrolled, turned and made larger. */
export function usePlaceAtEvent(card: RefObject<HTMLElement | null>, event: string): PlaceAtEvent | null {
  const [place, setPlace] = useState<PlaceAtEvent | null>(null);
  const put = useCallback(() => {
    const page = card.current?.offsetParent;
    const shown = page?.querySelector(`[data-event^="${CSS.escape(event)}"]`);
    const size = card.current?.getBoundingClientRect();
    const next =
      page == null || shown == null || size === undefined
        ? null
        : placeBeside(shown.getBoundingClientRect(), page.getBoundingClientRect(), size, apartOn(page));
    setPlace((before) => (JSON.stringify(before) === JSON.stringify(next) ? before : next));
  }, [card, event]);
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
  }, [put]);
  return place;
}

/** Where else the page shows what two people moved. */
const apartOn = (page: Element): Box[] =>
  [...page.querySelectorAll('[data-hand="apart"]')].map((one) => one.getBoundingClientRect());
