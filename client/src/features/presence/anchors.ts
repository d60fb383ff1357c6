import type { Spot } from './doing.ts';

/** Elements that others can be at carry their name; the words in them say that their blocks can be counted. */
const NAME = 'data-presence-id';
const BLOCKS = '[data-presence-blocks]';
/** An element that is not there is not looked for at every move. */
const MISSING_MS = 500;
/** Others say what names they like: so many are remembered. */
const MOST_NAMES = 500;
/** Where in a window the point stands that those who follow keep in line. */
export const VIEW_AT = 1 / 3;

export interface Point {
  x: number;
  y: number;
}

/** Between points of this window and spots that mean the same in any. */
export interface Anchors {
  /** Null: nothing there has a name. */
  spotAt(target: Element | null, point: Point): Spot | null;
  /** Null: it is not on this page, or scrolled out of sight. */
  pointOf(spot: Spot): Point | null;
  /** What stands a third down the page. */
  view(): Spot | null;
  /** Scrolls so that the spot stands there; false: it is not on this page. */
  reveal(spot: Spot, behavior: ScrollBehavior): boolean;
}

export function createAnchors(page: Document, now: () => number = () => performance.now()): Anchors {
  /** Pages come and go: what is not on one any more is not kept for its name. */
  const known = new Map<string, WeakRef<Element>>();
  const missing = new Map<string, number>();
  const clips = new WeakMap<Element, readonly Element[]>();

  function find(name: string): Element | null {
    const before = known.get(name)?.deref();
    if (before?.isConnected === true && before.getAttribute(NAME) === name) return before;
    if (now() - (missing.get(name) ?? -Infinity) < MISSING_MS) return null;
    if (known.size + missing.size >= MOST_NAMES) for (const names of [known, missing]) names.clear();
    const found = page.querySelector(`[${NAME}="${CSS.escape(name)}"]`);
    if (found === null) {
      known.delete(name);
      missing.set(name, now());
    } else {
      missing.delete(name);
      known.set(name, new WeakRef(found));
    }
    return found;
  }

  function elementOf({ on, block }: Spot): Element | null {
    const element = find(on);
    if (element === null || block === null) return element;
    return element.querySelector(BLOCKS)?.children[block] ?? element;
  }

  /** Everything that cuts off what of the element lies outside of it, and the window. */
  function clipsOf(element: Element): readonly Element[] {
    let found = clips.get(element);
    if (found === undefined) {
      const list: Element[] = [];
      for (let at = element.parentElement; at !== null && at !== page.body; at = at.parentElement)
        if (getComputedStyle(at).overflow !== 'visible') list.push(at);
      clips.set(element, (found = list));
    }
    return found;
  }

  function rawPoint(spot: Spot): { element: Element; point: Point } | null {
    const element = elementOf(spot);
    if (element === null) return null;
    const { left, top, width, height } = element.getBoundingClientRect();
    return { element, point: { x: left + spot.x * width, y: top + spot.y * height } };
  }

  function spotAt(target: Element | null, { x, y }: Point): Spot | null {
    const named = target?.closest(`[${NAME}]`) ?? null;
    const on = named?.getAttribute(NAME) ?? null;
    if (target === null || named === null || on === null) return null;
    const words = target.closest(BLOCKS);
    const at = words === null || !named.contains(words) ? null : childWith(words, target);
    const { left, top, width, height } = (at?.child ?? named).getBoundingClientRect();
    if (width === 0 || height === 0) return null;
    return { on, block: at?.index ?? null, x: share(x - left, width), y: share(y - top, height) };
  }

  return {
    spotAt,

    pointOf(spot) {
      const found = rawPoint(spot);
      if (found === null) return null;
      const { x, y } = found.point;
      const { clientWidth, clientHeight } = page.documentElement;
      if (x < 0 || y < 0 || x > clientWidth || y > clientHeight) return null;
      for (const clip of clipsOf(found.element)) {
        const { left, top, right, bottom } = clip.getBoundingClientRect();
        if (x < left || x > right || y < top || y > bottom) return null;
      }
      return found.point;
    },

    view() {
      const area = page.querySelector('main')?.getBoundingClientRect();
      if (area === undefined) return null;
      // Between two cards there is nothing: what lies around it is as good.
      for (const down of [0, 24, -24, 60, -60]) {
        for (const across of [0.5, 0.3, 0.7]) {
          const point = { x: area.left + across * area.width, y: area.top + VIEW_AT * area.height + down };
          const spot = spotAt(page.elementFromPoint(point.x, point.y), point);
          if (spot !== null && !spot.on.startsWith('page:')) return spot;
        }
      }
      return null;
    },

    reveal(spot, behavior) {
      const area = page.querySelector('main')?.getBoundingClientRect();
      const found = rawPoint(spot);
      if (area === undefined || found === null) return false;
      const scroller = clipsOf(found.element).find(canScroll);
      const off = found.point.y - (area.top + VIEW_AT * area.height);
      // Two windows are never the same to the pixel.
      if (scroller !== undefined && Math.abs(off) > 2) scroller.scrollBy({ top: off, behavior });
      return true;
    },
  };
}

function childWith(words: Element, target: Element): { child: Element; index: number } | null {
  let child: Element | null = target;
  while (child !== null && child.parentElement !== words) child = child.parentElement;
  if (child === null) return null;
  return { child, index: Array.prototype.indexOf.call(words.children, child) };
}

function canScroll(element: Element): boolean {
  return element.scrollHeight > element.clientHeight && getComputedStyle(element).overflowY !== 'hidden';
}

/** Four places are finer than a pixel, and shorter to say. */
function share(part: number, whole: number): number {
  return Math.round((part / whole) * 10_000) / 10_000;
}
