import type { Anchors } from './anchors.ts';
import { personStyle } from './colors.ts';
import type { Spot } from './doing.ts';
import type { PresencePlane } from './plane.ts';
import { readTabs, type PersonTab } from './project-people.ts';
import classes from './CursorLayer.module.css';

/** How long a name stands beside a cursor after it moved. */
const NAME_MS = 2_500;
/** The page moves under cursors that rest: an edit above, a panel that opens. */
const LOOK_AGAIN_MS = 400;

interface Cursor {
  readonly element: HTMLElement;
  spot: Spot;
  /** As text: what is where it was is not written again. */
  at: string;
  fading: ReturnType<typeof setTimeout> | undefined;
}

/**
 * Other people's cursors, over the page. Drawn without React: they move twenty times a second, and nothing else on
 * the page changes by that. Gliding is the browser's (a CSS transition), so a move costs one style.
 */
export function paintCursors(plane: PresencePlane, anchors: Anchors, host: HTMLElement): () => void {
  const cursors = new Map<string, Cursor>();
  let frame = 0;
  let jump = false;

  const read = () => {
    const page = plane.said().page;
    const shown = new Set<string>();
    for (const tab of readTabs(plane.awarenesses(), plane.me).values()) {
      const spot = spotOf(tab, page, plane.following.get());
      if (spot === null) continue;
      shown.add(tab.id);
      aim(tab, spot);
    }
    for (const [id, cursor] of cursors) if (!shown.has(id)) take(id, cursor);
    ask();
  };
  const aim = ({ id, name }: PersonTab, spot: Spot) => {
    const cursor = cursors.get(id) ?? create(id);
    cursors.set(id, cursor);
    const flag = cursor.element.lastElementChild;
    if (flag !== null && flag.textContent !== name) flag.textContent = name;
    if (same(cursor.spot, spot)) return;
    cursor.spot = spot;
    cursor.element.dataset['fresh'] = '';
    clearTimeout(cursor.fading);
    cursor.fading = setTimeout(() => delete cursor.element.dataset['fresh'], NAME_MS);
  };
  const take = (id: string, cursor: Cursor) => {
    clearTimeout(cursor.fading);
    cursor.element.remove();
    cursors.delete(id);
  };
  const ask = () => {
    if (frame === 0 && cursors.size > 0) frame = requestAnimationFrame(draw);
  };
  const draw = () => {
    frame = 0;
    // All is read first and then written: one layout a frame, however many people there are.
    const moves = [...cursors.values()].map((cursor) => ({ cursor, point: anchors.pointOf(cursor.spot) }));
    if (jump) host.dataset['jump'] = '';
    else delete host.dataset['jump'];
    jump = false;
    for (const { cursor, point } of moves) {
      const { element } = cursor;
      if (point === null) {
        element.remove();
        cursor.at = '';
        continue;
      }
      const at = `translate3d(${Math.round(point.x)}px, ${Math.round(point.y)}px, 0)`;
      if (at !== cursor.at) element.style.transform = at;
      cursor.at = at;
      if (element.parentElement === null) host.append(element);
    }
  };
  /** The page moved, not the people: they go with it at once. */
  const pageMoved = () => {
    jump = true;
    ask();
  };

  const stops = [plane.subscribe(read), plane.following.subscribe(read)];
  const again = setInterval(ask, LOOK_AGAIN_MS);
  window.addEventListener('scroll', pageMoved, { capture: true, passive: true });
  window.addEventListener('resize', pageMoved);
  read();
  return () => {
    for (const stop of stops) stop();
    clearInterval(again);
    window.removeEventListener('scroll', pageMoved, { capture: true });
    window.removeEventListener('resize', pageMoved);
    if (frame !== 0) cancelAnimationFrame(frame);
    for (const [id, cursor] of cursors) take(id, cursor);
  };
}

/** Who rests does not point at anything; who is followed is always shown. */
function spotOf({ id, doing }: PersonTab, page: string | null | undefined, following: string | null) {
  if (doing.page !== page || (doing.attention !== 'here' && following !== id)) return null;
  return doing.cursor;
}

function create(id: string): Cursor {
  const element = document.createElement('div');
  element.className = classes['cursor'] ?? '';
  element.setAttribute('style', personStyle(id));
  element.dataset['cursor'] = id;
  const arrow = document.createElement('span');
  arrow.className = classes['arrow'] ?? '';
  const flag = document.createElement('span');
  flag.className = classes['flag'] ?? '';
  element.append(arrow, flag);
  return { element, spot: { on: '', block: null, x: 0, y: 0 }, at: '', fading: undefined };
}

function same(a: Spot, b: Spot): boolean {
  return a.on === b.on && a.block === b.block && a.x === b.x && a.y === b.y;
}
