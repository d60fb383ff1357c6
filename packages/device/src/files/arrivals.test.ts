import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { silent } from '../environment.ts';
import { createArrivals } from './arrivals.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function given() {
  const server = {
    there: new Set<string>(),
    arriving: new Map<string, number>(),
    online: true,
    fails: false,
    asked: [] as string[],
  };
  const arrivals = createArrivals({
    ask(document, hashes) {
      server.asked.push(`${document}: ${hashes.join(' ')}`);
      if (server.fails) return Promise.reject(new Error('Nobody answers.'));
      const there = new Set(hashes.filter((hash) => server.there.has(hash)));
      return Promise.resolve({ there, arriving: new Map(server.arriving) });
    },
    online: () => server.online,
    log: silent,
  });
  return { server, arrivals };
}

describe('files that are waited for', () => {
  it('are asked about together, later each time, and each is told once', async () => {
    const { server, arrivals } = given();
    const come: string[] = [];
    for (const hash of ['a', 'b']) arrivals.watch('one', hash, { come: () => come.push(hash) });
    arrivals.watch('two', 'c', { come: () => come.push('c') });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(server.asked).toEqual(['one: a b', 'two: c']);
    server.there.add('b');
    await vi.advanceTimersByTimeAsync(1_499);
    expect(server.asked).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(1);
    expect(come).toEqual(['b']);
    server.asked.length = 0;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(new Set(server.asked)).toEqual(new Set(['one: a', 'two: c']));
    expect(server.asked.length).toBeLessThan(20);
    arrivals.stop();
  });

  it('are asked about once a second while somebody sends one, and how far it is is told until nobody does', async () => {
    const { server, arrivals } = given();
    const told: (number | string | null)[] = [];
    arrivals.watch('one', 'a', { come: () => told.push('here'), goes: (percent) => told.push(percent) });
    await vi.advanceTimersByTimeAsync(40_000);
    told.length = 0;
    server.arriving.set('a', 7);
    await vi.advanceTimersByTimeAsync(20_000);
    server.asked.length = told.length = 0;
    server.arriving.set('a', 43);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(told).toEqual([43, 43, 43]);
    expect(server.asked).toHaveLength(3);
    server.arriving.delete('a');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(told.at(-1)).toBeNull();
    server.there.add('a');
    await vi.advanceTimersByTimeAsync(20_000);
    expect(told.at(-1)).toBe('here');
    arrivals.stop();
  });

  it('are asked about no more when nobody waits, without a network, or after the end', async () => {
    const { server, arrivals } = given();
    const leave = arrivals.watch('one', 'a', { come: () => undefined });
    leave();
    await vi.advanceTimersByTimeAsync(30_000);
    expect(server.asked).toEqual([]);
    arrivals.watch('one', 'a', { come: () => undefined });
    server.online = false;
    await vi.advanceTimersByTimeAsync(30_000);
    expect(server.asked).toEqual([]);
    server.online = true;
    arrivals.kick();
    await vi.advanceTimersByTimeAsync(0);
    expect(server.asked).toEqual(['one: a']);
    arrivals.stop();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(server.asked).toHaveLength(1);
  });

  it('are asked about again after nobody answered', async () => {
    const { server, arrivals } = given();
    const come = vi.fn();
    arrivals.watch('one', 'a', { come });
    server.fails = true;
    await vi.advanceTimersByTimeAsync(1_000);
    await expect(arrivals.isThere('one', 'a')).rejects.toThrow('Nobody answers.');
    server.fails = false;
    server.there.add('a');
    expect(await arrivals.isThere('one', 'a')).toBe(true);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(come).toHaveBeenCalledOnce();
    arrivals.stop();
  });

  it('are asked about in one request by all who ask at the same moment', async () => {
    const { server, arrivals } = given();
    server.there.add('c');
    const answers = ['a', 'b', 'c'].map((hash) => arrivals.isThere('one', hash));
    expect(await Promise.all(answers)).toEqual([false, false, true]);
    expect(server.asked).toEqual(['one: a b c']);
  });
});
