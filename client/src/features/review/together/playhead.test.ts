import { expect, it } from 'vitest';
import { frameNow, readPlayhead } from './playhead.ts';

it('a playhead that plays is further on by as much as has passed since, and never behind the end', () => {
  const clip = { fps: 24, frames: 720 };
  const said = { frame: 100, speed: 1, at: 5_000 };
  expect([5_000, 6_000, 7_500, 90_000].map((now) => frameNow(said, clip, now))).toEqual([100, 124, 160, 719]);
  expect(frameNow({ ...said, speed: 0 }, clip, 9_000)).toBe(100);
  expect(frameNow({ ...said, speed: -2 }, clip, 6_000)).toBe(52);
  // Clocks differ: nobody is taken to where they were before they said so.
  expect(frameNow(said, clip, 4_000)).toBe(100);
});

it('what makes no sense was not said', () => {
  const playhead = { cut: 'c', frame: 3, speed: 1, at: 1, draws: { of: 'n', frame: 3 } };
  expect(readPlayhead({ playhead })).toEqual(playhead);
  expect(readPlayhead({ playhead: { ...playhead, draws: 'n' } })).toEqual({ ...playhead, draws: null });
  const odd = [
    null,
    'x',
    { ...playhead, cut: 7 },
    { ...playhead, frame: -1 },
    { ...playhead, frame: 1.5 },
    { ...playhead, speed: Number.NaN },
    { ...playhead, speed: 1000 },
    { ...playhead, at: Number.POSITIVE_INFINITY },
  ];
  for (const one of odd) expect(readPlayhead({ playhead: one })).toBeNull();
});
