import { storageErrors } from './errors.ts';
import { methodOf, storageThrough, type StorageMethod } from './methods.ts';
import type { Storage } from './storage.ts';

/**
 * What becomes of one call. `fail-after` is the commit whose answer is lost: it happened, and nobody is told.
 * `stop` never settles and never happens, as when the process dies there.
 */
export type Fate =
  | { kind: 'pass' }
  | { kind: 'fail-before' }
  | { kind: 'fail-after' }
  | { kind: 'delay'; until: Promise<void> }
  | { kind: 'stop' };

/** Asked once for every call, in the order they are made. */
export type Plan = (method: StorageMethod | 'probe', args: unknown[]) => Fate;

/** A storage whose calls fail as a plan says: for tests of what stands on it. */
export function flakyStorage(storage: Storage, plan: Plan): Storage {
  async function suffer(fate: Fate, call: () => Promise<unknown>): Promise<unknown> {
    switch (fate.kind) {
      case 'pass':
        return call();
      case 'fail-before':
        throw storageErrors.unavailable('it was planned to fail before the commit.');
      case 'fail-after':
        await call();
        throw storageErrors.unavailable('it was planned to fail after the commit.');
      case 'delay':
        await fate.until;
        return call();
      case 'stop':
        return new Promise(() => undefined);
    }
  }

  return {
    ...storageThrough((method, _mode, args) =>
      suffer(plan(method, args), () => methodOf<Promise<unknown>>(storage, method)(...args)),
    ),
    durability: () => storage.durability(),
    probe: async (at) => {
      await suffer(plan('probe', [at]), () => storage.probe(at));
    },
    close: () => storage.close(),
  };
}
