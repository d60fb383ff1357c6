import { expect, test, vi } from 'vitest';
import { isUuid, newId, type Randomness } from './ids.ts';

test('ids are version 7, of variant 1, and sort by their time', () => {
  const ids = [1, 1_000, 1_700_000_000_000, 2 ** 47].map((now) => newId(now));
  for (const id of ids) {
    expect(isUuid(id)).toBe(true);
    expect(id[14]).toBe('7');
    expect('89ab').toContain(id[19]);
  }
  expect(ids.toSorted()).toEqual(ids);
});

test('[DV12] ids are made of what a page on plain http is given', () => {
  const { crypto } = globalThis as unknown as { crypto: Randomness };
  vi.stubGlobal('crypto', {
    getRandomValues: (array: Uint8Array<ArrayBuffer>) => crypto.getRandomValues(array),
  });
  expect(isUuid(newId())).toBe(true);
  vi.unstubAllGlobals();
});

test('two ids of one moment differ', () => {
  expect(new Set(Array.from({ length: 1_000 }, () => newId(5))).size).toBe(1_000);
});
