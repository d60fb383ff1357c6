import fc from 'fast-check';
import { expect, test } from 'vitest';
import { framesOf, lengthOf, segmentAt, segmentsOf } from './segments.ts';

const shots = (...durations: (number | null)[]) =>
  durations.map((duration, index) => ({ id: `${index}`, duration }));

const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);

test('shots stand one after the other; one without a length for two seconds', () => {
  const segments = segmentsOf(shots(1.5, null, 0, 3));
  expect(segments.map(({ start }) => start)).toEqual([0, 1.5, 3.5, 5.5]);
  expect(lengthOf(segments)).toBe(8.5);
  expect([0, 1.49, 1.5, 5.4, 5.5, 99].map((at) => segmentAt(segments, at))).toEqual([0, 0, 1, 2, 3, 3]);
  expect(lengthOf([])).toBe(0);
  expect(segmentAt([], 1)).toBe(0);
});

test('frames add up to the length of the whole, whatever the lengths are', () => {
  expect(framesOf(segmentsOf(shots(0.5, 0.3, 0.3, 0.3)), 24)).toEqual([12, 7, 7, 8]);
  // A frame is the least that can be shown.
  const frame = 1 / 12;
  const duration = fc.double({ min: frame, max: 30, noNaN: true });
  fc.assert(
    fc.property(fc.array(duration, { maxLength: 40 }), fc.constantFrom(12, 24, 25, 30), (durations, fps) => {
      const segments = segmentsOf(shots(...durations));
      const frames = framesOf(segments, fps);
      expect(Math.abs(sum(frames) - lengthOf(segments) * fps)).toBeLessThanOrEqual(0.5 + 1e-6);
      expect(frames.every((one) => one >= 1)).toBe(true);
    }),
  );
});

test('a shot shorter than a frame is shown for one, and makes the whole longer by less than that', () => {
  expect(framesOf(segmentsOf(shots(0.05, 0.05)), 12)).toEqual([1, 1]);
  const duration = fc.double({ min: 0.001, max: 30, noNaN: true });
  fc.assert(
    fc.property(fc.array(duration, { maxLength: 40 }), fc.constantFrom(12, 24, 25, 30), (durations, fps) => {
      const frames = framesOf(segmentsOf(shots(...durations)), fps);
      const short = durations.filter((one) => one * fps < 1).length;
      const longer = sum(frames) - sum(durations) * fps;
      expect(frames.every((one) => one >= 1)).toBe(true);
      expect(longer).toBeGreaterThanOrEqual(-0.5 - 1e-6);
      expect(longer).toBeLessThanOrEqual(0.5 + short + 1e-6);
    }),
  );
});
