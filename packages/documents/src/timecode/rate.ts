/**
 * Frame rates as the ratios they are: 29.97 is 30000/1001 and no decimal is equal to it. A rate kept as 0.04 s a frame
 * or as 23.976 names another frame after an hour.
 */

/** Frames a second: `num / den`, both whole and positive. */
export interface Rate {
  num: number;
  den: number;
}

/** Rates that cameras and editing programs write; a measured one this near is that one. */
const BROADCAST: readonly Rate[] = [24, 25, 30, 48, 50, 60, 100, 120].flatMap((num) =>
  num % 25 === 0
    ? [{ num, den: 1 }]
    : [
        { num: num * 1000, den: 1001 },
        { num, den: 1 },
      ],
);

/** 24 and 23.976 are 0.1 % apart: less than half of that names one of them. 23.98, as players print it, is 0.02 % off. */
const SNAP = 0.0004;

/**
 * A time this part of a frame before a frame is that frame. Players report microseconds and some files hold whole
 * milliseconds (0.033 for 0.03337): without it the floor of such a time would be the frame before.
 */
const NEARLY_NEXT = 1 / 16;

export const fpsOf = (rate: Rate): number => rate.num / rate.den;

/** How many frames a second of timecode counts: 24 for 23.976, 30 for 29.97. */
export const labelsPerSecond = (rate: Rate): number => Math.max(1, Math.round(rate.num / rate.den));

export const sameRate = (a: Rate, b: Rate): boolean => a.num * b.den === b.num * a.den;

/** When the frame begins. */
export const secondsOf = (frame: number, rate: Rate): number => (frame * rate.den) / rate.num;

/** Where to seek to see the frame: its middle, so that neither neighbour is hit by rounding. */
export const middleOf = (frame: number, rate: Rate): number => ((frame + 0.5) * rate.den) / rate.num;

/** Which frame is on screen at the time. */
export const frameAt = (seconds: number, rate: Rate): number =>
  Math.max(0, Math.floor((seconds * rate.num) / rate.den + NEARLY_NEXT));

/** The broadcast rate that a measured one means; else the measured one, in lowest terms. */
export function snapRate(measured: number | Rate): Rate {
  const fps = typeof measured === 'number' ? measured : fpsOf(measured);
  if (!Number.isFinite(fps) || fps <= 0) throw new RangeError(`no frame rate: ${JSON.stringify(measured)}`);
  const near = BROADCAST.filter((rate) => Math.abs(fps / fpsOf(rate) - 1) < SNAP);
  const nearest = near.sort((a, b) => Math.abs(fps - fpsOf(a)) - Math.abs(fps - fpsOf(b)))[0];
  if (nearest !== undefined) return { ...nearest };
  // A thousandth of a frame a second is what measuring gives; below it, so that no rate becomes 0.
  return typeof measured === 'number'
    ? lowest({ num: Math.max(1, Math.round(measured * 1000)), den: 1000 })
    : lowest(measured);
}

function lowest({ num, den }: Rate): Rate {
  let [a, b] = [num, den];
  while (b !== 0) [a, b] = [b, a % b];
  return { num: num / a, den: den / a };
}
