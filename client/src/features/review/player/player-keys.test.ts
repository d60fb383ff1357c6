import { describe, expect, it } from 'vitest';
import { constantClock } from './clock.ts';
import type { Player, PlayerState } from './player.ts';
import { beginAt, commandOf, endAt, obey } from './player-keys.ts';
import { nextSpeed, shuttle } from './shuttle.ts';

describe('keys of the player', () => {
  const press = (code: string, more: { shiftKey?: boolean; holdsK?: boolean } = {}) =>
    commandOf({ code, shiftKey: false, holdsK: false, ...more });

  it('are taken by their place; with K held J and L go frame by frame', () => {
    expect(press('KeyJ')).toEqual({ do: 'shuttle', direction: -1 });
    expect(press('KeyL', { holdsK: true })).toEqual({ do: 'step', direction: 1 });
    expect(press('KeyL', { shiftKey: true })).toEqual({ do: 'loop' });
    expect(press('ArrowRight', { shiftKey: true })).toEqual({ do: 'second', direction: 1 });
    expect(press('KeyZ')).toBeNull();
  });

  it('J and L double the speed up to eight, and the other direction begins anew', () => {
    expect([1, 2, 4, 8].map((speed) => shuttle(speed, 1))).toEqual([2, 4, 8, 8]);
    expect(shuttle(4, -1)).toBe(-1);
    expect(shuttle(-1, -1)).toBe(-2);
    expect([nextSpeed(1, 1), nextSpeed(2, 1), nextSpeed(1, -1)]).toEqual([1.25, 2, 0.75]);
  });

  it('I and O make a range of at least a frame, whichever comes first', () => {
    expect(beginAt(null, 10, 100)).toEqual({ start: 10, end: 100 });
    expect(endAt({ start: 10, end: 100 }, 20)).toEqual({ start: 10, end: 21 });
    expect(endAt({ start: 30, end: 100 }, 20)).toEqual({ start: 0, end: 21 });
    expect(beginAt({ start: 0, end: 21 }, 40, 100)).toEqual({ start: 40, end: 100 });
  });

  it('Shift and an arrow go a second, by the rate of the video; what needs more than the player is left alone', () => {
    const state: PlayerState = {
      ...{ frame: 100, shown: true, speed: 0, pace: 1, muted: false },
      ...{ range: null, loops: false, ready: true, failed: false },
    };
    const steps: number[] = [];
    const player = {
      clock: constantClock({ num: 24_000, den: 1001 }, 240),
      get: () => state,
      step: (frames: number) => steps.push(frames),
    } satisfies Partial<Record<keyof Player, unknown>> as unknown as Player;
    expect(obey(player, { do: 'second', direction: 1 })).toBe(true);
    expect(obey(player, { do: 'step', direction: -1 })).toBe(true);
    expect(obey(player, { do: 'note', direction: 1 })).toBe(false);
    expect(steps).toEqual([24, -1]);
  });
});
