import { expect, test } from 'vitest';
import { PushQueue, WINDOW } from './push-queue.ts';
import type { PendingRow } from './rows.ts';

const row = (n: number, clientId = 1, bytes = 3): PendingRow => ({
  document: 'd',
  n,
  clientId,
  update: new Uint8Array(bytes),
  tab: 't',
  at: 0,
  change: 1,
});
const numbers = (rows: readonly PendingRow[]) => rows.map(({ n }) => n);

test('rows leave in the order they were stored, whoever wrote them', () => {
  const queue = new PushQueue();
  queue.add([row(3), row(5)]);
  queue.add([row(4, 2), row(3)]);
  expect(numbers(queue.take())).toEqual([3, 4, 5]);
  expect(queue.take()).toEqual([]);
});

test('at most a window is unanswered, in rows and in bytes', () => {
  const queue = new PushQueue();
  queue.add(Array.from({ length: WINDOW + 5 }, (_, i) => row(i + 1)));
  expect(queue.take()).toHaveLength(WINDOW);
  expect(queue.acknowledged(1)?.n).toBe(1);
  expect(numbers(queue.take())).toEqual([WINDOW + 1]);
  const large = new PushQueue();
  large.add([row(1, 1, 3 << 20), row(2)]);
  expect(numbers(large.take())).toEqual([1]);
});

test('a refused row waits at its place, a lost connection returns all', () => {
  const queue = new PushQueue();
  queue.add([row(1), row(2), row(3)]);
  queue.take();
  queue.returned(2);
  queue.acknowledged(1);
  expect(queue.inFlight).toBe(1);
  queue.reset();
  expect(queue.inFlight).toBe(0);
  expect(numbers(queue.take())).toEqual([2, 3]);
});

test('answers to what is not in flight are nobody’s', () => {
  const queue = new PushQueue();
  queue.add([row(1)]);
  expect(queue.acknowledged(1)).toBeNull();
  expect(queue.returned(9)).toBeNull();
  expect(queue.size).toBe(1);
});

test('two rows with one number go one after the other, since answers carry the number alone', () => {
  const queue = new PushQueue();
  queue.add([row(1, 1), row(1, 2)]);
  expect(queue.take()).toHaveLength(1);
  queue.acknowledged(1);
  expect(queue.take().map(({ clientId }) => clientId)).toEqual([2]);
});

test('what another tab had acknowledged is not pushed', () => {
  const queue = new PushQueue();
  queue.add([row(1), row(2)]);
  queue.remove([{ n: 1, clientId: 1 }]);
  expect(numbers(queue.take())).toEqual([2]);
});

test('what was stored long ago and comes late stands at its place, once', () => {
  const queue = new PushQueue();
  queue.add([row(9), row(2), row(5, 2), row(5, 1)]);
  queue.add([row(7), row(5, 2), row(1)]);
  queue.remove([row(7), row(8)]);
  expect(queue.rows().map(({ n, clientId }) => [n, clientId])).toEqual([
    [1, 1],
    [2, 1],
    [5, 1],
    [5, 2],
    [9, 1],
  ]);
});
