import { expect, test } from 'vitest';
import { CHANGE_GAP_MS, countChanges, nextMark, PendingIndex, type ChangeMark } from './changes.ts';

function marks(times: number[]): number[] {
  let previous: ChangeMark | null = null;
  return times.map((at) => (previous = nextMark(previous, at)).change);
}

test('typing a word is one change, a pause begins the next', () => {
  expect(marks([0, 120, 240, 400])).toEqual([1, 1, 1, 1]);
  expect(marks([0, CHANGE_GAP_MS - 1, 2 * CHANGE_GAP_MS - 1, 9_000])).toEqual([1, 1, 2, 3]);
});

test('a clock that is set back begins a new change and counts on', () => {
  expect(marks([10_000, 500, 600])).toEqual([1, 2, 2]);
});

test('changes of two tabs are counted apart', () => {
  const edits = [
    { tab: 'a', change: 1 },
    { tab: 'a', change: 1 },
    { tab: 'b', change: 1 },
    { tab: 'a', change: 2 },
  ];
  expect(countChanges(edits)).toBe(3);
});

test('the index knows what waits, per document', () => {
  const index = new PendingIndex();
  const head = { n: 1, clientId: 7, tab: 'a', change: 1, at: 0 };
  index.add('x', [head, { ...head, n: 2 }]);
  index.add('x', [head]);
  index.add('y', []);
  expect(index.documents()).toEqual(['x']);
  expect(index.of('x')).toHaveLength(2);
  index.remove('x', [{ n: 1, clientId: 7 }]);
  index.remove('unknown', [{ n: 1, clientId: 7 }]);
  expect(index.of('x').map((row) => row.n)).toEqual([2]);
  index.replace('x', []);
  expect(index.documents()).toEqual([]);
});
