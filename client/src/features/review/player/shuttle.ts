/** Times as fast as it was shot; below 0 backwards, 0 stands. */
export type Speed = number;

/** As editing programs have it: each further press of J or L doubles, and no more than this. */
const FASTEST = 8;

/** What J (-1) or L (1) makes of the speed. The other direction first goes at its ordinary speed. */
export function shuttle(speed: Speed, direction: -1 | 1): Speed {
  if (Math.sign(speed) !== direction) return direction;
  return direction * Math.min(FASTEST, Math.abs(speed) * 2);
}

/** What one may choose to watch at. */
export const SPEEDS = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 2] as const;

/** The next slower or faster one of them. */
export function nextSpeed(speed: number, direction: -1 | 1): number {
  const list = direction === 1 ? SPEEDS : SPEEDS.toReversed();
  return list.find((one) => (one - speed) * direction > 0) ?? speed;
}
