import { expect, it } from 'vitest';
import { stepOf } from './keep-in-step.ts';

const stands = (frame: number) => ({ frame, speed: 0 });

it('a second cut stands where the first one stands, and at its own end where that is nearer', () => {
  expect(stepOf(stands(40), stands(40), 40, 99)).toEqual({ do: 'nothing' });
  expect(stepOf(stands(41), stands(40), 41, 99)).toEqual({ do: 'show', frame: 41 });
  expect(stepOf(stands(150), stands(99), 150, 99)).toEqual({ do: 'nothing' });
  expect(stepOf({ frame: 150, speed: 1 }, { frame: 98, speed: 1 }, 150, 99)).toEqual({
    do: 'show',
    frame: 99,
  });
  // Backwards nothing plays: it goes from frame to frame as the first one does.
  expect(stepOf({ frame: 30, speed: -2 }, stands(32), 30, 99)).toEqual({ do: 'show', frame: 30 });
});

it('while the first one plays the second hurries when it is a little off, and jumps when it is far', () => {
  const plays = (frame: number, speed = 1) => ({ frame, speed });
  expect(stepOf(plays(10), stands(4), 10, 99)).toEqual({ do: 'run', speed: 1, from: 10 });
  expect(stepOf(plays(10), plays(10), 10, 99)).toEqual({ do: 'nothing' });
  expect(stepOf(plays(12), plays(10), 12, 99)).toEqual({ do: 'run', speed: 1.1, from: null });
  expect(stepOf(plays(10), plays(12, 1.1), 10, 99)).toEqual({ do: 'run', speed: 0.9, from: null });
  expect(stepOf(plays(60), plays(10), 60, 99)).toEqual({ do: 'jump', frame: 60 });
});
