import type { Shot } from './reads.ts';

/** How long a shot stands that has no length yet. */
export const USUAL_SECONDS = 2;

/** One shot in time. */
export interface Segment {
  shot: string;
  /** Seconds. */
  start: number;
  seconds: number;
}

/** The shots one after the other, each as long as it says. */
export function segmentsOf(shots: readonly Pick<Shot, 'id' | 'duration'>[]): Segment[] {
  let start = 0;
  return shots.map(({ id, duration }) => {
    const seconds = duration === null || duration <= 0 ? USUAL_SECONDS : duration;
    const segment = { shot: id, start, seconds };
    start += seconds;
    return segment;
  });
}

export function lengthOf(segments: readonly Segment[]): number {
  const last = segments.at(-1);
  return last === undefined ? 0 : last.start + last.seconds;
}

/** Which of them is shown at a time; the last one after all. */
export function segmentAt(segments: readonly Segment[], seconds: number): number {
  let [low, high] = [0, Math.max(0, segments.length - 1)];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (segments[middle]!.start <= seconds + 1e-9) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * How many frames each is shown for. Rounded where they begin and not one by one, so that the whole is as
 * long as it should be; each is shown for one frame at least.
 */
export function framesOf(segments: readonly Segment[], fps: number): number[] {
  let shown = 0;
  return segments.map(({ start, seconds }) => {
    const end = Math.max(shown + 1, Math.round((start + seconds) * fps));
    const frames = end - shown;
    shown = end;
    return frames;
  });
}
