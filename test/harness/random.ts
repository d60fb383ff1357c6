import { progressOf, type Progress } from './progress.ts';

/** The same numbers for the same seed, everywhere. */
export interface Random {
  /** 0 ≤ n < below. */
  below(below: number): number;
  pick<T>(from: readonly T[]): T;
  chance(probability: number): boolean;
}

/** mulberry32: short, and good enough to choose what happens next. */
export function seeded(seed: number): Random {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    below,
    pick: (from) => {
      const chosen = from[below(from.length)];
      if (chosen === undefined && from.length === 0) throw new Error('nothing to pick from');
      return chosen as (typeof from)[number];
    },
    chance: (probability) => next() < probability,
  };
}

/** The seeds of one run: `SEED=17` replays one, `SEED=501-1000` a part of a long run, else `how many` from 1 on, and those in `always`. */
export function seeds(howMany: number, always: readonly number[] = []): number[] {
  const asked = process.env['SEED'];
  if (asked === undefined) return [...new Set([...always, ...range(1, howMany)])];
  const [, first, last = first] = /^(\d+)(?:-(\d+))?$/.exec(asked) ?? [];
  if (first === undefined)
    throw new Error(`SEED=${asked} is neither a number nor two with a dash between them`);
  return range(Number(first), Number(last));
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

/**
 * Runs once per seed, so many at once, says how far it is, and how to run the one that failed again. After that none
 * begins, and those under way are waited for.
 */
export async function eachSeed(
  all: readonly number[],
  suite: string,
  run: (seed: number) => Promise<void>,
  { done = progressOf(`${suite}, seeds`, all.length), atOnce = 1 }: { done?: Progress; atOnce?: number } = {},
): Promise<void> {
  const left = all.values();
  let failed = false;
  const lane = async (): Promise<void> => {
    for (const seed of left) {
      if (failed) return;
      await runOne(seed);
    }
  };
  const runOne = async (seed: number): Promise<void> => {
    try {
      await run(seed);
      done();
    } catch (cause) {
      failed = true;
      const why = cause instanceof Error ? cause.message : String(cause);
      const failure = new Error(`seed ${seed} (SEED=${seed} npm test -- ${suite}): ${why}`, { cause });
      // At once: what is told beside it goes on, and whoever gives up waiting for that should know the seed.
      console.log(failure.message);
      throw failure;
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: atOnce }, lane));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}
