import { useLayoutEffect, useState, type RefObject } from 'react';
import { usePlan } from '../page/plan-session.ts';
import { placeCards, type PlacedCard } from './place-cards.ts';
import { markElement } from './thread-marks.ts';

interface Places {
  places: ReadonlyMap<string, number>;
  /** The line from marked words to their card; null: the words are not beside it. */
  lead: { card: string; width: number; top: number } | null;
  height: number;
}

interface CardPlacesOptions {
  stage: string;
  margin: RefObject<HTMLElement | null>;
  scroller: RefObject<HTMLElement | null>;
  /** The one that is unfolded or being written. */
  current: string | null;
  cards: readonly string[];
}

const GAP = 8;
/** The head of a card is so far below its edge. */
const HEAD = 20;
/** A card stands beside its words when its head is at most so far from them. */
const BESIDE = 40;

const NOWHERE: Places = { places: new Map(), lead: null, height: 0 };

/** Measures where words and cards are, again whenever either may have moved. */
export function useCardPlaces({ stage, margin, scroller, current, cards }: CardPlacesOptions): Places {
  const { threads, editors } = usePlan();
  const [measured, setMeasured] = useState(NOWHERE);
  const key = cards.join(' ');

  useLayoutEffect(() => {
    const box = margin.current;
    const text = scroller.current;
    if (box === null || text === null) return;
    let frame = 0;
    const look = () => {
      frame = 0;
      const next = measure(box, text, current);
      setMeasured((before) => (samePlaces(before, next) ? before : next));
    };
    const ask = () => (frame ||= requestAnimationFrame(look));
    look();
    const sizes = new ResizeObserver(ask);
    for (const element of [box, ...box.querySelectorAll('[data-place]')]) sizes.observe(element);
    const page = text.querySelector('.plan-prose');
    if (page !== null) sizes.observe(page);
    const editor = editors.get(stage);
    editor?.on('transaction', ask);
    const stop = threads.present.subscribe(ask);
    // Marks are drawn a moment after the thread is there.
    ask();
    return () => {
      cancelAnimationFrame(frame);
      sizes.disconnect();
      editor?.off('transaction', ask);
      stop();
    };
  }, [margin, scroller, current, key, stage, editors, threads]);
  return measured;
}

function measure(margin: HTMLElement, text: HTMLElement, current: string | null): Places {
  const area = margin.querySelector('[data-place]')?.parentElement;
  if (area == null) return NOWHERE;
  const { top, left } = area.getBoundingClientRect();
  const boxes = [...area.querySelectorAll<HTMLElement>(':scope > [data-place]')].map((element, order) => {
    const id = element.dataset['place'] ?? '';
    const words = markElement(text, id)?.getClientRects()[0] ?? null;
    return { id, order, words, height: element.offsetHeight };
  });
  // By their words; what is said of the whole stage first, what has lost its words last.
  const cards: PlacedCard[] = boxes
    .map(({ id, order, words, height }) => ({
      id,
      order,
      height,
      wanted: words === null ? 0 : words.top + words.height / 2 - HEAD - top,
    }))
    .toSorted((a, b) => a.wanted - b.wanted || a.order - b.order);
  const places = placeCards(cards, current, { gap: GAP, top: 0 });
  const own = boxes.find(({ id }) => id === current);
  const place = current === null ? undefined : places.get(current);
  const ends = cards.map(({ id, height }) => (places.get(id) ?? 0) + height);
  const height = Math.max(0, ...ends);
  if (own?.words == null || place === undefined) return { places, lead: null, height };
  const at = own.words.top + own.words.height / 2 - top - place;
  const beside = at > 0 && at < Math.min(own.height, HEAD + BESIDE);
  return {
    places,
    height,
    lead: beside ? { card: own.id, width: left - lineStart(text, own.words), top: Math.round(at) } : null,
  };
}

/** Behind the marked words and whatever else stands in their line. */
function lineStart(text: HTMLElement, words: DOMRect): number {
  const page = text.querySelector('.plan-prose');
  if (page === null) return words.right;
  const { paddingRight } = getComputedStyle(page);
  return Math.max(words.right, page.getBoundingClientRect().right - Number.parseFloat(paddingRight));
}

function samePlaces(a: Places, b: Places): boolean {
  return (
    a.height === b.height &&
    a.places.size === b.places.size &&
    [...a.places].every(([id, top]) => b.places.get(id) === top) &&
    a.lead?.card === b.lead?.card &&
    a.lead?.width === b.lead?.width &&
    a.lead?.top === b.lead?.top
  );
}
