import type { Anchors } from './anchors.ts';
import { cursorHidden } from './hide-my-cursor.ts';
import type { PresencePlane } from './plane.ts';

/** The seeds' throttle: a move is told at once, the next ones every so often, the last one always. */
export const CURSOR_EVERY_MS = 50;

/** Tells the others where one points, unless one hides it. Fingers point at nothing when they are lifted. */
export function sayCursor(plane: PresencePlane, anchors: Anchors): () => void {
  let last: PointerEvent | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;
  const tell = () => {
    if (last === null || cursorHidden.get()) return plane.say({ cursor: null });
    const target = last.target instanceof Element && last.target.isConnected ? last.target : null;
    plane.say({ cursor: anchors.spotAt(target, { x: last.clientX, y: last.clientY }) });
  };
  const soon = () => {
    if (timer !== null) return;
    tell();
    timer = setTimeout(() => {
      timer = null;
      if (later) {
        later = false;
        soon();
      }
    }, CURSOR_EVERY_MS);
  };
  let later = false;
  const moved = (event: PointerEvent) => {
    if (event.pointerType === 'touch') return;
    last = event;
    if (timer === null) soon();
    else later = true;
  };
  const gone = () => {
    last = null;
    tell();
  };
  const out = (event: MouseEvent) => {
    if (event.relatedTarget === null) gone();
  };
  const hidden = () => {
    if (document.visibilityState === 'hidden') gone();
  };
  const unsubscribe = cursorHidden.subscribe(tell);
  window.addEventListener('pointermove', moved, { passive: true });
  document.addEventListener('mouseout', out);
  document.addEventListener('visibilitychange', hidden);
  return () => {
    unsubscribe();
    if (timer !== null) clearTimeout(timer);
    window.removeEventListener('pointermove', moved);
    document.removeEventListener('mouseout', out);
    document.removeEventListener('visibilitychange', hidden);
    plane.say({ cursor: null });
  };
}
