import { expect, it } from 'vitest';
import { FADES_MS, isSeenAt, laserAt, readLaser } from './laser.ts';
import { Trail } from './trail.ts';

const cut = 'c';

it('says where on the picture it points, and nothing beside it', () => {
  expect(laserAt(cut, 0.123456, 1)).toEqual({ cut, x: 0.1235, y: 1 });
  expect([laserAt(cut, -0.01, 0.5), laserAt(cut, 0.5, 1.01), laserAt(cut, Number.NaN, 0)]).toEqual([
    null,
    null,
    null,
  ]);
});

it('what makes no sense was not said', () => {
  const laser = { cut, x: 0, y: 1 };
  expect(readLaser({ laser: { ...laser, more: 1 } })).toEqual(laser);
  const odd = [
    null,
    'x',
    { ...laser, cut: '' },
    { ...laser, cut: 'c'.repeat(101) },
    { ...laser, x: 2 },
    { ...laser, y: '0' },
    { ...laser, x: Number.NaN },
  ];
  for (const one of odd) expect(readLaser({ laser: one })).toBeNull();
  expect(readLaser({})).toBeNull();
});

it('is seen by those who look at about the same frame of the same cut', () => {
  const laser = { cut, x: 0.5, y: 0.5 };
  const head = { cut, frame: 100, speed: 0, at: 0, draws: null };
  const here = { cut, frame: 100, fps: 24, frames: 720 };
  expect(isSeenAt(laser, head, here, 9_000)).toBe(true);
  expect(isSeenAt(laser, head, { ...here, frame: 124 }, 0)).toBe(true);
  expect(isSeenAt(laser, head, { ...here, frame: 125 }, 0)).toBe(false);
  // They play, and are where I am by now.
  expect(isSeenAt(laser, { ...head, speed: 1 }, { ...here, frame: 340 }, 10_000)).toBe(true);
  expect(isSeenAt(laser, head, { ...here, cut: 'other' }, 0)).toBe(false);
  expect(isSeenAt(laser, { ...head, cut: 'other' }, here, 0)).toBe(false);
  expect(isSeenAt(laser, null, here, 0)).toBe(false);
});

it('a trail glows out within two seconds, oldest first, and a hand that rests adds nothing', () => {
  const trail = new Trail();
  trail.add({ x: 0.1, y: 0.1 }, 0);
  trail.add({ x: 0.2, y: 0.1 }, 1_000);
  trail.add({ x: 0.2, y: 0.1 }, 1_500);
  expect(trail.glows(1_000)).toEqual([
    { x: 0.1, y: 0.1, left: 0.5 },
    { x: 0.2, y: 0.1, left: 1 },
  ]);
  expect(trail.glows(2_500)).toEqual([{ x: 0.2, y: 0.1, left: 0.25 }]);
  expect(trail.glows(1_000 + FADES_MS)).toEqual([]);
});
