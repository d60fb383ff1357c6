import { describe, expect, it } from 'vitest';
import { createTurns } from './turns.ts';

/** Work that ends when it is told to. */
function held() {
  const order: number[] = [];
  const release: (() => void)[] = [];
  const work = (name: number) => () => {
    order.push(name);
    return new Promise<number>((resolve) => {
      release[name] = () => resolve(name);
    });
  };
  return { order, release, work };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('turns', () => {
  it('run so many at once, the others in the order they came', async () => {
    const turn = createTurns(2, 10);
    const { order, release, work } = held();
    const all = [0, 1, 2, 3].map((name) => turn(work(name)));
    await settled();
    expect(order).toEqual([0, 1]);
    release[1]?.();
    await settled();
    expect(order).toEqual([0, 1, 2]);
    release[0]?.();
    await settled();
    release[2]?.();
    release[3]?.();
    expect(await Promise.all(all)).toEqual([0, 1, 2, 3]);
  });

  it('say "later" when too many wait, and go on afterwards', async () => {
    const turn = createTurns(1, 1);
    const { release, work } = held();
    const [running, waiting] = [turn(work(0)), turn(work(1))];
    await expect(turn(work(2))).rejects.toMatchObject({ code: 'UNAVAILABLE', retryAfterMs: 2_000 });
    release[0]?.();
    await running;
    await settled();
    release[1]?.();
    expect(await waiting).toBe(1);
    expect(await turn(async () => 3)).toBe(3);
  });

  it('pass on what fails, and give its place to the next', async () => {
    const turn = createTurns(1, 1);
    const fails = turn(() => Promise.reject(new Error('no')));
    const next = turn(async () => 'next');
    await expect(fails).rejects.toThrow('no');
    expect(await next).toBe('next');
  });
});
