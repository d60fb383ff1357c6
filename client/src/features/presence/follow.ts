import type { Anchors } from './anchors.ts';
import type { PresencePlane } from './plane.ts';
import { readTabs, type PersonTab } from './project-people.ts';

/** What presses a button, or goes on to the next. */
const KEYS_OF_BUTTONS = new Set(['Enter', ' ', 'Tab']);
/** Scrolling is told so often: those who follow glide from one to the next. */
const VIEW_EVERY_MS = 100;
/** What one follows may not be there yet, and what is above it may grow. */
const ALIGN_EVERY_MS = 300;
/** Keys that do nothing alone. */
const MODIFIERS = new Set(['Shift', 'Control', 'Alt', 'Meta', 'CapsLock', 'HangulMode', 'Process']);

/** Whoever is at the end of it: one follows somebody who follows somebody. Null: gone, or they go in a circle. */
export function leaderOf(tabs: ReadonlyMap<string, PersonTab>, target: string): PersonTab | null {
  const passed = new Set<string>();
  for (let at: string | null = target; at !== null;) {
    const tab = tabs.get(at);
    if (tab === undefined || passed.has(at)) return null;
    passed.add(at);
    if (tab.doing.following === null) return tab;
    at = tab.doing.following;
  }
  return null;
}

/** Scrolls with the person one follows. */
export function followView(
  plane: PresencePlane,
  anchors: Anchors,
  target: string,
  behavior: () => ScrollBehavior,
): () => void {
  let before = '';
  const align = (glide: boolean) => {
    const view = leaderOf(readTabs(plane.awarenesses(), plane.me), target)?.doing.view ?? null;
    if (view === null) return;
    const now = JSON.stringify(view);
    if (glide && now === before) return;
    before = anchors.reveal(view, glide ? behavior() : 'auto') ? now : '';
  };
  const stop = plane.subscribe(() => align(true));
  const again = setInterval(() => align(before === ''), ALIGN_EVERY_MS);
  align(true);
  return () => {
    stop();
    clearInterval(again);
  };
}

/** Tells what one sees, as long as somebody follows: those who follow somebody themselves show nothing of their own. */
export function sayView(plane: PresencePlane, anchors: Anchors): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  const isFollowed = () =>
    plane.following.get() === null &&
    [...readTabs(plane.awarenesses(), plane.me).values()].some(({ doing }) => doing.following === plane.me);
  const look = () => {
    timer = null;
    plane.say({ view: isFollowed() ? anchors.view() : null });
  };
  const soon = () => (timer ??= setTimeout(look, VIEW_EVERY_MS));
  const stops = [plane.subscribe(soon), plane.following.subscribe(soon)];
  window.addEventListener('scroll', soon, { capture: true, passive: true });
  window.addEventListener('resize', soon);
  return () => {
    for (const stop of stops) stop();
    if (timer !== null) clearTimeout(timer);
    window.removeEventListener('scroll', soon, { capture: true });
    window.removeEventListener('resize', soon);
  };
}

/** Any move of one's own ends it: a key, a wheel, a press, the way back. What is marked `data-follow-keep` does not. */
export function onOwnMove(stop: () => void): () => void {
  const touched = (event: Event) => {
    if (event.target instanceof Element && event.target.closest('[data-follow-keep]') !== null) return;
    stop();
  };
  const pressed = (event: KeyboardEvent) => {
    if (MODIFIERS.has(event.key)) return;
    // This Escape was for following: nothing else is closed by it.
    if (event.key === 'Escape') event.stopPropagation();
    if (event.key === 'Escape') return stop();
    // The face that was pressed to follow has the focus still: other keys are meant for the page.
    if (KEYS_OF_BUTTONS.has(event.key)) touched(event);
    else stop();
  };
  const listeners: [string, (event: never) => void][] = [
    ['wheel', touched],
    ['touchmove', touched],
    ['pointerdown', touched],
    ['keydown', pressed],
    ['popstate', stop],
  ];
  const options = { capture: true, passive: true };
  for (const [name, listener] of listeners) window.addEventListener(name, listener as EventListener, options);
  return () => {
    for (const [name, listener] of listeners)
      window.removeEventListener(name, listener as EventListener, options);
  };
}
