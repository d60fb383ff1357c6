import { frameNow, type Playhead } from '../together/playhead.ts';

/**
 * Where on the picture somebody points, as it travels in the review's awareness under `laser`: shares of the
 * picture's width and height, so that it is the same spot at whatever size. Never stored.
 */
export interface Laser {
  cut: string;
  x: number;
  y: number;
}

/** How long what was pointed at glows. */
export const FADES_MS = 2_000;
/** Whoever is further away looks at another picture. */
const NEAR_S = 1;
/** Finer than a screen shows, and few letters. */
const STEPS = 10_000;
const LONGEST_ID = 100;

/** Null: outside of the picture nobody points at anything. */
export function laserAt(cut: string, x: number, y: number): Laser | null {
  return isShare(x) && isShare(y) ? { cut, x: rounded(x), y: rounded(y) } : null;
}

/** Total: what another program wrote there was not said. */
export function readLaser(state: Readonly<Record<string, unknown>>): Laser | null {
  const said = state['laser'];
  if (typeof said !== 'object' || said === null) return null;
  const { cut, x, y } = said as Partial<Record<keyof Laser, unknown>>;
  if (typeof cut !== 'string' || cut === '' || cut.length > LONGEST_ID) return null;
  return isShare(x) && isShare(y) ? { cut, x, y } : null;
}

/** Whether they point at about what I look at. */
export function isSeenAt(
  laser: Laser,
  head: Playhead | null,
  here: { cut: string; frame: number; fps: number; frames: number },
  now: number,
): boolean {
  if (laser.cut !== here.cut || head?.cut !== here.cut) return false;
  return Math.abs(frameNow(head, here, now) - here.frame) <= NEAR_S * here.fps;
}

function isShare(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= 1;
}

function rounded(share: number): number {
  return Math.round(share * STEPS) / STEPS;
}
