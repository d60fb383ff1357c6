import { afterEach, expect, test } from 'vitest';
import { createCell } from './store.ts';

const handlers = process.listeners('uncaughtException');
afterEach(() => {
  process.removeAllListeners('uncaughtException');
  for (const handler of handlers) process.on('uncaughtException', handler);
});

test('a listener that throws keeps nobody from being told, and is heard of', async () => {
  process.removeAllListeners('uncaughtException');
  const thrown = new Promise((resolve) => process.once('uncaughtException', resolve));
  const cell = createCell(0);
  const told: number[] = [];
  cell.subscribe(() => {
    throw new Error('cannot show it');
  });
  cell.subscribe(() => told.push(cell.get()));
  cell.set(1);
  expect(told).toEqual([1]);
  expect(await thrown).toEqual(new Error('cannot show it'));
});
