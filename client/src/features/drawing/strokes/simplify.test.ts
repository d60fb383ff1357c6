import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keptPoints } from './simplify.ts';

const stroke = fc
  .array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 4, maxLength: 400 })
  .map((numbers) => (numbers.length % 2 === 0 ? numbers : numbers.slice(1)));

test('what lies on a line is left out, a corner stays', () => {
  const points = [0, 0, 0.1, 0, 0.2, 0, 0.5, 0, 0.5, 0.1, 0.5, 0.4];
  expect(keptPoints(points, 0.001, 100)).toEqual([0, 3, 5]);
});

test('the first and the last stay, and there are never too many', () => {
  fc.assert(
    fc.property(stroke, fc.integer({ min: 2, max: 60 }), (points, most) => {
      const kept = keptPoints(points, 0, most);
      expect([kept[0], kept.at(-1)]).toEqual([0, points.length / 2 - 1]);
      expect(kept.length).toBeLessThanOrEqual(most);
      expect(kept).toEqual([...new Set(kept)].toSorted((a, b) => a - b));
    }),
  );
});

test('the stroke moves nowhere by more than it may', () => {
  const tolerance = 0.05;
  fc.assert(
    fc.property(stroke, (points) => {
      const kept = keptPoints(points, tolerance, Infinity);
      for (let index = 0; index < points.length / 2; index++) {
        const next = kept.findIndex((one) => one >= index);
        const [from, to] = [kept[Math.max(0, next - 1)]!, kept[next]!];
        expect(away(points, index, from, to)).toBeLessThanOrEqual(tolerance + 1e-9);
      }
    }),
  );
});

/** Slowly and another way: the least distance to many places between the two. */
function away(points: readonly number[], at: number, from: number, to: number): number {
  let least = Infinity;
  for (let step = 0; step <= 2_000; step++) {
    const share = step / 2_000;
    const x = points[2 * from]! + share * (points[2 * to]! - points[2 * from]!);
    const y = points[2 * from + 1]! + share * (points[2 * to + 1]! - points[2 * from + 1]!);
    least = Math.min(least, Math.hypot(points[2 * at]! - x, points[2 * at + 1]! - y));
  }
  return least - 0.001;
}
