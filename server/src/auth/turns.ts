import { ClapperError } from '@clapper/protocol';

/**
 * Runs at most `atOnce` of what it is given; the rest waits in order.
 * @throws ClapperError UNAVAILABLE when more than `maxWaiting` wait
 */
export function createTurns(atOnce: number, maxWaiting: number) {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async function turn<T>(work: () => Promise<T>): Promise<T> {
    if (running >= atOnce) {
      if (waiting.length >= maxWaiting) {
        throw new ClapperError('UNAVAILABLE', 'Too many ask for this at once.', {
          retryAfterMs: 2_000,
        });
      }
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else {
      running++;
    }
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running--;
      else next(); // takes over this place, so nobody slips in between
    }
  };
}
