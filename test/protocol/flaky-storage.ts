import { ClapperError } from '@clapper/protocol';
import type { DocumentLog, Storage } from '../../server/src/storage/storage.ts';

/** What happens to calls of one method while a test says so. */
export interface Fault {
  /** `before`: it did not happen. `full`: it did not, because the disk is full. `after`: it happened, and nobody is told. `hold`: it waits for `release`. */
  how: 'before' | 'after' | 'hold' | 'full';
}

export interface FlakyStorage {
  wrap(storage: Storage): Storage;
  fault: Partial<Record<keyof DocumentLog | 'role', Fault['how']>>;
  /** Calls so far, in order. */
  calls: string[];
  release(): void;
}

/** A real storage that fails when told to: a full disk, a lost connection, a commit whose answer got lost. */
export function flakyStorage(): FlakyStorage {
  const calls: string[] = [];
  const fault: FlakyStorage['fault'] = {};
  let waiting: (() => void)[] = [];

  async function through<T>(name: keyof FlakyStorage['fault'], run: () => Promise<T>): Promise<T> {
    calls.push(name);
    const how = fault[name];
    if (how === 'before') throw new ClapperError('UNAVAILABLE', 'The test says that the database is away.');
    if (how === 'full') throw new ClapperError('DISK_FULL', 'The test says that the disk is full.');
    if (how === 'hold') await new Promise<void>((resolve) => waiting.push(resolve));
    const result = await run();
    if (how === 'after') throw new ClapperError('UNAVAILABLE', 'The test says that the answer got lost.');
    return result;
  }

  return {
    calls,
    fault,
    release() {
      for (const resolve of waiting.splice(0)) resolve();
      waiting = [];
    },
    wrap(storage) {
      const documents = Object.fromEntries(
        Object.keys(storage.documents).map((key) => {
          const name = key as keyof DocumentLog;
          const method = storage.documents[name] as (...args: unknown[]) => Promise<unknown>;
          return [name, (...args: unknown[]) => through(name, () => method.apply(storage.documents, args))];
        }),
      ) as unknown as DocumentLog;
      const role: Storage['projects']['role'] = (...args) =>
        through('role', () => storage.projects.role(...args));
      return { ...storage, documents, projects: { ...storage.projects, role } };
    },
  };
}
