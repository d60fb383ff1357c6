import { DRAWING_LIMITS } from '@clapper/documents';
import { expect, test } from 'vitest';
import { sceneOf } from '../paint/scene.ts';
import { Draft, movedPoints, textPlace } from './draft.ts';

const scene = sceneOf(16 / 9);
const look = { color: '#ffd43b', width: 4 };
const at = (x: number, y: number, pressure: number | null = null) => ({
  x: x * scene.width,
  y: y * scene.height,
  pressure,
});

function drag(type: 'pen' | 'arrow' | 'rectangle' | 'text', ...places: [number, number][]) {
  const [first, ...others] = places;
  const draft = new Draft(type, look, scene, at(...first!));
  for (const place of others) draft.moveTo(at(...place), false);
  return draft;
}

test('a stroke keeps what one sees of it, and its pressures go with its points', () => {
  const draft = new Draft('pen', look, scene, at(0, 0.5, 0.1));
  for (let step = 1; step <= 5_000; step++) {
    draft.moveTo(at(step / 5_000, 0.5 + Math.sin(step / 3) / 4, 0.5), false);
  }
  const finished = draft.finished()!;
  expect(finished.points.length).toBeLessThanOrEqual(2 * DRAWING_LIMITS.penPoints);
  expect(finished.points.length).toBeGreaterThan(1_000);
  expect(finished.pressures).toHaveLength(finished.points.length / 2);
  expect(finished.pressures[0]).toBe(0.1);
});

test('a mouse knows no pressure, and a straight line is two points', () => {
  const places = Array.from({ length: 50 }, (_, index): [number, number] => [index / 50, index / 50]);
  expect(drag('pen', ...places).finished()).toMatchObject({ points: [0, 0, 0.98, 0.98], pressures: [] });
});

test('a touch of the pen is a dot; of other tools it is nothing, of words a place for them', () => {
  expect(drag('pen', [0.5, 0.5]).finished()?.points).toEqual([0.5, 0.5, 0.5, 0.5]);
  expect(drag('rectangle', [0.5, 0.5]).finished()).toBeNull();
  expect(drag('text', [0.9, 0.99]).finished()?.points).toEqual(textPlace(look, { x: 0.9, y: 0.99 }, scene));
});

test('nothing leaves the picture', () => {
  expect(drag('arrow', [0.5, 0.5], [1.4, -0.2]).finished()?.points).toEqual([0.5, 0.5, 1, 0]);
  for (const share of textPlace(look, { x: 0.99, y: 0.99 }, scene)) {
    expect(share).toBeGreaterThanOrEqual(0);
    expect(share).toBeLessThanOrEqual(1);
  }
  expect(movedPoints([0.2, 0.2, 0.9, 0.4], { x: 0.5, y: -0.1 })).toEqual([0.3, 0.1, 1, 0.3]);
});

test('with Shift a rectangle is a square as it is seen', () => {
  const draft = new Draft('rectangle', look, scene, at(0, 0));
  draft.moveTo({ x: 200, y: 90, pressure: null }, true);
  const [x, y] = draft.drawn.points.slice(2) as [number, number];
  expect(x * scene.width).toBeCloseTo(200, 0);
  expect(y * scene.height).toBeCloseTo(200, 0);
});
