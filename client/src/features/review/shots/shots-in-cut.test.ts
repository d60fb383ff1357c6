import { expect, it } from 'vitest';
import { shotAtFrame, shotsInCut, stepFrom } from './shots-in-cut.ts';

const NO = new Map();
const shot = (number: string, duration: number | null) => ({ id: number, number, title: '', duration });

it('shots stand one after the other at the film’s frames; one without a length is nowhere', () => {
  const shots = shotsInCut([shot('1', 2.5), shot('2', null), shot('3A', 1), shot('4', 0)], NO, {
    frames: 240,
    fps: 24,
  });
  expect(shots.map(({ number, frame, endFrame }) => [number, frame, endFrame])).toEqual([
    ['1', 0, 60],
    ['3A', 60, 84],
  ]);
  expect([0, 59, 60, 83, 84, 239].map((frame) => shotAtFrame(shots, frame))).toEqual([0, 0, 1, 1, -1, -1]);
});

it('what begins behind the end of the film is not in it, and the last one ends with it', () => {
  const board = [shot('1', 2), shot('2', 2), shot('3', 2)];
  expect(shotsInCut(board, NO, { frames: 72, fps: 24 }).map(({ endFrame }) => endFrame)).toEqual([48, 72]);
  expect(shotsInCut(board, NO, { frames: 48, fps: 24 })).toHaveLength(1);
});

it('at broken rates every frame is of the shot that begins nearest to it', () => {
  const shots = shotsInCut([shot('1', 2.5), shot('2', 2.52), shot('3', 3)], NO, {
    frames: 1_000,
    fps: 24_000 / 1_001,
  });
  expect(shots.map(({ frame, endFrame }) => [frame, endFrame])).toEqual([
    [0, 60],
    [60, 120],
    [120, 192],
  ]);
});

it('a step back goes to the beginning of the shot, and from there to the one before', () => {
  const shots = shotsInCut([shot('1', 1), shot('2', 1), shot('3', 1)], NO, { frames: 72, fps: 24 });
  expect(stepFrom(shots, 30, -1)?.number).toBe('2');
  expect(stepFrom(shots, 24, -1)?.number).toBe('1');
  expect(stepFrom(shots, 0, -1)).toBeNull();
  expect(stepFrom(shots, 30, 1)?.number).toBe('3');
  expect(stepFrom(shots, 71, 1)).toBeNull();
});
