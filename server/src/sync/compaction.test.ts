import { expect, test } from 'vitest';
import { pruneRows } from './compaction.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

test('[RC5] rows give their bytes back after 30 days, a bounded number at a time until none is left', async () => {
  const asked: number[] = [];
  const left = [1_000, 300, 0];
  const prune = (before: number) => {
    asked.push(before);
    return Promise.resolve(left.shift()!);
  };
  expect(await pruneRows({ prune }, 100 * DAY_MS)).toBe(1_300);
  expect(asked).toEqual([70 * DAY_MS, 70 * DAY_MS, 70 * DAY_MS]);
});
