import { describe, expect, it } from 'vitest';
import { constantClock, variableClock } from './clock.ts';

describe('the clock of a video', () => {
  it('names the frame whose middle it gives, to the last of two hours, at any rate', () => {
    for (const rate of [
      { num: 24, den: 1 },
      { num: 24_000, den: 1001 },
      { num: 30_000, den: 1001 },
      { num: 60_000, den: 1001 },
    ]) {
      const clock = constantClock(rate, Math.floor((7200 * rate.num) / rate.den));
      for (const frame of [0, 1, 1799, 1800, 86_399, clock.frames - 1]) {
        expect(clock.at(clock.middle(frame))).toBe(frame);
        expect(clock.at(clock.begins(frame))).toBe(frame);
      }
    }
  });

  it('of frames at unequal distances the n-th is the n-th that is shown', () => {
    const clock = variableClock(Float64Array.of(0, 0.033, 0.1, 0.4), 0.5);
    expect([0, 0.02, 0.0325, 0.09, 0.1, 0.399, 0.6].map((at) => clock.at(at))).toEqual([0, 0, 1, 1, 2, 3, 3]);
    for (const frame of [0, 1, 2, 3]) expect(clock.at(clock.middle(frame))).toBe(frame);
    expect(clock.middle(9)).toBeCloseTo(0.45);
    expect(clock.begins(4)).toBeCloseTo(0.5);
  });

  it('goes no further than the last frame', () => {
    const clock = constantClock({ num: 25, den: 1 }, 50);
    expect(clock.at(10)).toBe(49);
    expect(clock.middle(60)).toBeCloseTo(49.5 / 25);
    expect(clock.middle(-1)).toBeCloseTo(0.5 / 25);
  });
});
