import { expect, test } from 'vitest';
import { CHANGE_GAP_MS, nextMark, PendingIndex, type ChangeMark } from './changes.ts';

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
  const index = new PendingIndex();
  index.add(
    'x',
    edits.map((edit, n) => ({ ...edit, n, clientId: 1, at: n })),
  );
  expect(index.changes('x')).toBe(3);
  // Of what is not on disk yet, only what belongs to no change that is counted already.
  expect(index.changes('x', [edits[0]!, { tab: 'b', change: 2 }, { tab: 'b', change: 2 }])).toBe(4);
  expect(index.changes('y', edits)).toBe(3);
  index.remove('x', [{ n: 0, clientId: 1 }]);
  expect(index.changes('x')).toBe(3);
  index.remove('x', [{ n: 1, clientId: 1 }]);
  expect(index.changes('x')).toBe(2);
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

test('the index knows since when the oldest waits', () => {
  const index = new PendingIndex();
  const head = (n: number, at: number) => ({ n, clientId: 7, tab: 'a', change: 1, at });
  expect(index.oldest('x')).toBeNull();
  // One that a repair wrote anew stands last and is the oldest.
  index.add('x', [head(1, 20), head(2, 30), head(3, 10)]);
  expect(index.oldest('x')).toBe(10);
  index.remove('x', [head(3, 10)]);
  expect(index.oldest('x')).toBe(20);
  index.remove('x', [head(1, 20)]);
  index.add('x', [head(4, 40)]);
  expect(index.oldest('x')).toBe(30);
  index.remove('x', [head(2, 30), head(4, 40)]);
  expect(index.oldest('x')).toBeNull();
});
