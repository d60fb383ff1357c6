import { describe, expect, test } from 'vitest';
import { oneAtATime, type LeaseStorage } from './lock.ts';

/** What the tabs of one browser share. */
function sharedStorage(): LeaseStorage {
  let kept: string | null = null;
  return {
    get: () => kept,
    set(value) {
      kept = value;
      return true;
    },
  };
}

/** Runs `tabs` at once and gives the most that ever overlapped. */
async function overlap(tabs: number, run: (work: () => Promise<void>) => Promise<void>): Promise<number> {
  let inside = 0;
  let most = 0;
  await Promise.all(
    Array.from({ length: tabs }, () =>
      run(async () => {
        inside += 1;
        most = Math.max(most, inside);
        await new Promise((resolve) => setTimeout(resolve, 5));
        inside -= 1;
      }),
    ),
  );
  return most;
}

describe('oneAtATime', () => {
  test('lets one tab in at a time where browsers withhold Web Locks', async () => {
    const storage = sharedStorage();
    expect(await overlap(3, (work) => oneAtATime('renew', work, { locks: null, storage }))).toBe(1);
    expect(storage.get()).toBeNull();
  });

  test('uses Web Locks where there are any', async () => {
    const { locks } = globalThis.navigator;
    expect(await overlap(3, (work) => oneAtATime('renew', work, { locks, storage: sharedStorage() }))).toBe(
      1,
    );
  });

  test('does not wait for a tab that is gone: its lease ends', async () => {
    const storage = sharedStorage();
    storage.set(JSON.stringify({ holder: 'gone', until: Date.now() - 1 }));
    expect(await oneAtATime('renew', () => Promise.resolve('in'), { locks: null, storage })).toBe('in');
  });

  test('gives the lease back when the work fails, and says why', async () => {
    const storage = sharedStorage();
    const failing = oneAtATime('renew', () => Promise.reject(new Error('refused')), { locks: null, storage });
    await expect(failing).rejects.toThrow('refused');
    expect(storage.get()).toBeNull();
  });

  test('runs anyway where storage is blocked or holds something else', async () => {
    const blocked: LeaseStorage = { get: () => null, set: () => false };
    expect(await oneAtATime('renew', () => Promise.resolve(1), { locks: null, storage: blocked })).toBe(1);
    const odd = sharedStorage();
    odd.set('{not ours');
    expect(await oneAtATime('renew', () => Promise.resolve(2), { locks: null, storage: odd })).toBe(2);
  });
});
