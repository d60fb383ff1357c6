import type { Awareness } from 'y-protocols/awareness';
import { FADES_MS, type Laser } from './laser.ts';

/** As often as presence sends at all. */
const SAY_EVERY_MS = 33;

/** Tells the others where I point, and that I do no more once it has faded. */
export interface LaserSender {
  say(laser: Laser): void;
  end(): void;
}

export function laserSender(awareness: Awareness): LaserSender {
  let next: Laser | null = null;
  let soon: ReturnType<typeof setTimeout> | null = null;
  let faded: ReturnType<typeof setTimeout> | undefined;
  const tell = () => {
    soon = null;
    awareness.setLocalStateField('laser', next);
  };
  const end = () => {
    if (soon !== null) clearTimeout(soon);
    soon = null;
    clearTimeout(faded);
    if (next !== null) awareness.setLocalStateField('laser', null);
    next = null;
  };
  return {
    say(laser) {
      next = laser;
      soon ??= setTimeout(tell, SAY_EVERY_MS);
      clearTimeout(faded);
      faded = setTimeout(end, FADES_MS);
    },
    end,
  };
}
