import { useEffect } from 'react';
import type { Attention } from './doing.ts';
import type { PresencePlane } from './plane.ts';

const SECOND_MS = 1_000;
export const IDLE_AFTER_MS = 120 * SECOND_MS;
export const AWAY_AFTER_MS = 600 * SECOND_MS;
/** Who flicks through tabs has not gone. */
export const HIDDEN_AFTER_MS = 5 * SECOND_MS;
const LOOK_EVERY_MS = 5 * SECOND_MS;
const SIGNS_OF_LIFE = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const;

/** By how long nothing was touched, and how long the tab has been hidden; null: it is looked at. */
export function attentionOf(quietMs: number, hiddenMs: number | null): Attention {
  if (quietMs >= AWAY_AFTER_MS || (hiddenMs !== null && hiddenMs >= HIDDEN_AFTER_MS)) return 'away';
  return quietMs >= IDLE_AFTER_MS ? 'idle' : 'here';
}

/** Tells the others whether anybody is in front of this tab. */
export function useAttention(plane: PresencePlane): void {
  useEffect(() => {
    const hiddenNow = () => (document.visibilityState === 'hidden' ? Date.now() : null);
    let touchedAt = Date.now();
    let hiddenSince = hiddenNow();
    const look = () => {
      const now = Date.now();
      plane.say({ attention: attentionOf(now - touchedAt, hiddenSince === null ? null : now - hiddenSince) });
    };
    const alive = () => {
      touchedAt = Date.now();
      if (plane.said().attention !== 'here') look();
    };
    const visibility = () => {
      hiddenSince = hiddenNow();
      if (hiddenSince === null) alive();
    };
    look();
    const timer = setInterval(look, LOOK_EVERY_MS);
    for (const event of SIGNS_OF_LIFE) window.addEventListener(event, alive, { passive: true });
    document.addEventListener('visibilitychange', visibility);
    return () => {
      clearInterval(timer);
      for (const event of SIGNS_OF_LIFE) window.removeEventListener(event, alive);
      document.removeEventListener('visibilitychange', visibility);
    };
  }, [plane]);
}
