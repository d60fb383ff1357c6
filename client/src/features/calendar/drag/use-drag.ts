import { useEffect, useRef, type PointerEvent as ReactPointerEvent } from 'react';
import type { CalendarSession, Draft } from '../session/calendar-session.ts';
import type { Item } from '../views/item.ts';
import {
  drawnWhen,
  movedWhen,
  pressedWhen,
  resizedWhen,
  SNAP_MINUTES,
  type Edge,
  type Spot,
} from './dragged-when.ts';

/** A hand that trembles does not drag. */
const SLACK_PX = 4;
/** A finger scrolls, unless it rests this long first. */
const LONG_PRESS_MS = 350;
const FINGER_SLACK_PX = 10;
/** So near the edge of what scrolls it goes on by itself. */
const EDGE_PX = 28;

interface Point {
  x: number;
  y: number;
}

type Grip = { item: Item; edge: Edge | null } | null;

interface Gesture {
  pointer: number;
  grip: Grip;
  from: Spot;
  x: number;
  y: number;
  /** Fingers have to rest before anything moves. */
  resting: ReturnType<typeof setTimeout> | null;
  moving: boolean;
}

interface DragOptions {
  session: CalendarSession;
  /** Where on the page something is; null: on nothing that has days. */
  spotAt: (x: number, y: number) => Spot | null;
  drop: (draft: Draft) => void;
  /** For whom it is to be where it is let go; undefined: for whom it was. */
  peopleAt?: (item: Item | null, from: Point, to: Point) => Draft['people'];
  /** What scrolls below a drag. */
  scroller?: () => HTMLElement | null;
}

/**
 * Moves, stretches, copies (Alt) and draws events with a mouse, a pen or, after a long press, a finger. While it lasts
 * nothing is written: what is in hand is the session's `draft`, and what is let go goes to `drop`. Shift catches
 * nothing at quarters, Esc puts it back.
 */
export function useDrag(options: DragOptions): {
  onPointerDown: (event: ReactPointerEvent) => void;
} {
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });
  const running = useRef<(() => void) | null>(null);
  useEffect(() => () => running.current?.(), []);

  return {
    onPointerDown(event) {
      const { session, spotAt } = latest.current;
      if (!session.writable || event.button !== 0 || running.current !== null) return;
      const from = spotAt(event.clientX, event.clientY);
      const grip = gripOf(event.target, session);
      if (from === null || grip === undefined) return;
      running.current = follow(event, grip, from, latest, () => (running.current = null));
    },
  };
}

/** What a press takes hold of: an event, one of its ends, or (null) the empty page; undefined: something else. */
function gripOf(target: EventTarget, session: CalendarSession): Grip | undefined {
  if (!(target instanceof Element)) return undefined;
  const key = target.closest<HTMLElement>('[data-event]')?.dataset['event'];
  if (key === undefined) return target.closest('button, a, input') === null ? null : undefined;
  const item = session.shown.get().byKey.get(key);
  if (item === undefined) return undefined;
  const edge = target.closest<HTMLElement>('[data-edge]')?.dataset['edge'];
  return { item, edge: edge === 'start' || edge === 'end' ? edge : null };
}

function follow(
  { nativeEvent: press }: ReactPointerEvent,
  grip: Grip,
  from: Spot,
  latest: { current: DragOptions },
  done: () => void,
): () => void {
  const finger = press.pointerType === 'touch';
  const gesture: Gesture = {
    pointer: press.pointerId,
    grip,
    from,
    x: press.clientX,
    y: press.clientY,
    resting: null,
    moving: false,
  };
  let at = { x: press.clientX, y: press.clientY, alt: false, shift: false };

  const begin = () => {
    gesture.moving = true;
    if (gesture.resting !== null) clearTimeout(gesture.resting);
    gesture.resting = null;
    if (finger) navigator.vibrate?.(10);
  };
  const paint = () => {
    const { session, spotAt, peopleAt } = latest.current;
    const to = spotAt(at.x, at.y);
    if (to === null) return;
    const draft = draftOf(gesture, to, at, session);
    // Who draws out an end does not give it to somebody else.
    const people = gesture.grip?.edge ? undefined : peopleAt?.(gesture.grip?.item ?? null, gesture, at);
    session.draft.set(people === undefined ? draft : { ...draft, people });
  };
  const move = (event: PointerEvent) => {
    if (event.pointerId !== gesture.pointer) return;
    at = { x: event.clientX, y: event.clientY, alt: event.altKey, shift: event.shiftKey };
    const far = Math.hypot(event.clientX - gesture.x, event.clientY - gesture.y);
    if (!gesture.moving) {
      if (finger && far > FINGER_SLACK_PX) return end();
      if (finger || far <= SLACK_PX) return;
      begin();
    }
    scrollAtEdge(latest.current.scroller?.() ?? null, event.clientY);
    paint();
  };
  const up = (event: PointerEvent) => {
    if (event.pointerId !== gesture.pointer) return;
    const { session, drop, spotAt } = latest.current;
    const { moving } = gesture;
    const draft = session.draft.get();
    end();
    if (moving) {
      if (draft === null) return;
      swallowClick();
      if (sameAsBefore(gesture, draft)) session.draft.set(null);
      else drop(draft);
      return;
    }
    // A press on the empty page; one on an event is its own click.
    const spot = grip === null && !finger ? spotAt(event.clientX, event.clientY) : null;
    if (spot === null) return;
    const people = latest.current.peopleAt?.(null, gesture, gesture);
    drop({ ...newDraft(pressedWhen(spot, session.zone())), ...(people === undefined ? {} : { people }) });
  };
  const giveUp = () => {
    end();
    latest.current.session.draft.set(null);
  };
  const key = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && gesture.moving) {
      event.preventDefault();
      event.stopPropagation();
      swallowClick();
      giveUp();
    } else if (gesture.moving && (event.key === 'Alt' || event.key === 'Shift')) {
      event.preventDefault();
      at = { ...at, alt: event.altKey, shift: event.shiftKey };
      paint();
    }
  };
  /** Only what is being dragged stops the page from scrolling under a finger. */
  const hold = (event: Event) => {
    if (gesture.moving && event.cancelable) event.preventDefault();
  };
  const end = () => {
    if (gesture.resting !== null) clearTimeout(gesture.resting);
    window.removeEventListener('pointermove', move);
    window.removeEventListener('pointerup', up);
    window.removeEventListener('pointercancel', giveUp);
    window.removeEventListener('keydown', key, true);
    window.removeEventListener('keyup', key, true);
    window.removeEventListener('touchmove', hold);
    window.removeEventListener('contextmenu', hold);
    done();
  };
  window.addEventListener('pointermove', move);
  window.addEventListener('pointerup', up);
  window.addEventListener('pointercancel', giveUp);
  window.addEventListener('keydown', key, true);
  window.addEventListener('keyup', key, true);
  window.addEventListener('touchmove', hold, { passive: false });
  window.addEventListener('contextmenu', hold);
  if (finger) {
    gesture.resting = setTimeout(() => {
      begin();
      paint();
    }, LONG_PRESS_MS);
  }
  return giveUp;
}

function draftOf(
  { grip, from }: Gesture,
  to: Spot,
  { alt, shift }: { alt: boolean; shift: boolean },
  session: CalendarSession,
): Draft {
  const options = { zone: session.zone(), snap: shift ? 1 : SNAP_MINUTES };
  if (grip === null) return newDraft(drawnWhen(from, to, options));
  const { occurrence, key } = grip.item;
  const { id, title, type } = occurrence.event;
  const when =
    grip.edge === null
      ? movedWhen(occurrence.when, from, to, options)
      : resizedWhen(occurrence.when, grip.edge, to, options);
  const doing = grip.edge !== null ? 'resize' : alt ? 'copy' : 'move';
  return { doing, key, event: id, when, title, type };
}

function newDraft(when: Draft['when']): Draft {
  return { doing: 'create', key: null, event: null, when, title: '', type: 'shoot' };
}

function sameAsBefore({ grip }: Gesture, { doing, when, people }: Draft): boolean {
  if (grip === null || doing === 'copy' || people !== undefined) return false;
  const was = grip.item.occurrence.when;
  return was.start === when.start && was.end === when.end && was.allDay === when.allDay;
}

/** The click that follows a drag is no click. */
function swallowClick(): void {
  const swallow = (event: Event) => {
    event.stopPropagation();
    event.preventDefault();
  };
  window.addEventListener('click', swallow, { capture: true, once: true });
  // Where none follows, as after a drag to another element, the next one is meant.
  requestAnimationFrame(() => setTimeout(() => window.removeEventListener('click', swallow, true)));
}

function scrollAtEdge(scroller: HTMLElement | null, y: number): void {
  if (scroller === null) return;
  const { top, bottom } = scroller.getBoundingClientRect();
  if (y < top + EDGE_PX) scroller.scrollBy({ top: -EDGE_PX / 2 });
  else if (y > bottom - EDGE_PX) scroller.scrollBy({ top: EDGE_PX / 2 });
}
