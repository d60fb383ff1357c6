import { expect, it } from 'vitest';
import { rulerLabel, rulerOf } from './ruler.ts';

it('a ruler has round times, as many as there is room for', () => {
  expect(rulerOf(30, 8)).toEqual([0, 5, 10, 15, 20, 25, 30]);
  expect(rulerOf(7200, 8)).toEqual([0, 1800, 3600, 5400, 7200]);
  expect(rulerOf(0.4, 8)).toEqual([0]);
  expect(rulerOf(0, 8)).toEqual([0]);
  expect([0, 65, 3725].map(rulerLabel)).toEqual(['00:00', '01:05', '1:02:05']);
});
