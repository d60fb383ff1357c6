import type { Shot } from '@clapper/documents';

/** Each shot's share of the time, together 1. A shot without a length gets the width of a short one. */
export function shares(shots: readonly Pick<Shot, 'duration'>[]): number[] {
  const known = shots.map(({ duration }) => duration ?? 0).filter((seconds) => seconds > 0);
  const shortest = known.length === 0 ? 1 : Math.min(...known);
  const weights = shots.map(({ duration }) => (duration !== null && duration > 0 ? duration : shortest / 2));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/** The piece at this place of the bar, from 0 at its left to 1 at its right. */
export function segmentAt(parts: readonly number[], place: number): number {
  let end = 0;
  for (const [index, part] of parts.entries()) {
    end += part;
    if (place < end) return index;
  }
  return parts.length - 1;
}
