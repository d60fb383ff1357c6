import { expect, test } from 'vitest';
import { paceOf } from './video-facts.ts';

const even = (frames: number, rate: number, from = 0) =>
  Float64Array.from({ length: frames }, (_, frame) => from + frame / rate);

test.each([
  [24, { num: 24, den: 1 }],
  [24_000 / 1001, { num: 24_000, den: 1001 }],
  [30_000 / 1001, { num: 30_000, den: 1001 }],
  [60_000 / 1001, { num: 60_000, den: 1001 }],
  [15, { num: 15, den: 1 }],
])('[FB9] %d frames a second are a fraction, from whenever they begin', (rate, fraction) => {
  const paced = paceOf(even(200, rate, 0.08), 1 / rate);
  expect(paced).toMatchObject({ rate: fraction, variable: false });
  expect(paced.durationSeconds).toBeCloseTo(200 / rate, 2);
});

test('[FB9] whole milliseconds, as Matroska has them, are even all the same', () => {
  const times = even(1_000, 24_000 / 1001).map((time) => Math.round(time * 1_000) / 1_000);
  expect(paceOf(times, 0.042)).toMatchObject({ rate: { num: 24_000, den: 1001 }, variable: false });
});

test('[FB9] frames that were left out make it uneven', () => {
  const times = even(300, 30).filter((_, frame) => frame < 100 || frame % 3 === 0);
  const { variable, durationSeconds } = paceOf(times, 1 / 30);
  expect(variable).toBe(true);
  expect(durationSeconds).toBeCloseTo(297 / 30 + 1 / 30, 5);
});

test('[FB9] one frame says how long it is shown, or is taken for one of 25', () => {
  expect(paceOf(Float64Array.of(0), 0.5)).toMatchObject({ rate: { num: 2, den: 1 }, variable: false });
  expect(paceOf(Float64Array.of(0), 0)).toMatchObject({ rate: { num: 25, den: 1 }, durationSeconds: 0.04 });
});
