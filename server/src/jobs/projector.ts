import { ClapperError } from '@clapper/protocol';
import type { Logger } from '../log.ts';
import type { Outbox } from '../storage/storage.ts';

/** Rows taken at once: a project's removal writes one per member. */
const BATCH = 500;
const FIRST_RETRY_MS = 200;
const MAX_RETRY_MS = 30_000;

export interface ProjectorOptions {
  outbox: Outbox;
  /** Brings one document up to date with SQL; resolves when that is on disk. */
  refresh: (document: string) => Promise<void>;
  log: Logger;
}

export interface Projector {
  /** Looks at once, or once more when it is looking. */
  wake(): void;
  /** Finishes what it is doing, and does nothing more. */
  stop(): Promise<void>;
}

/**
 * Empties the outbox. A row is forgotten only when its document is on disk, so a crash in between
 * repeats a projection, which changes nothing, and loses none.
 */
export function startProjector({ outbox, refresh, log }: ProjectorOptions): Projector {
  let stopped = false;
  let again = false;
  let running: Promise<void> | undefined;
  let retry: NodeJS.Timeout | undefined;
  let failures = 0;

  function wake(): void {
    if (stopped) return;
    clearTimeout(retry);
    again = true;
    running ??= run();
  }

  async function run(): Promise<void> {
    while (again && !stopped) {
      again = false;
      try {
        const left = await drain();
        failures = left ? failures + 1 : 0;
      } catch (error) {
        failures++;
        log.error({ error }, 'projector.failed');
      }
    }
    // In the same breath as the last look at `again`: whoever wakes it from now on begins anew.
    running = undefined;
    if (failures > 0 && !stopped) {
      retry = setTimeout(wake, Math.min(MAX_RETRY_MS, FIRST_RETRY_MS * 2 ** (failures - 1)));
    }
  }

  /** Whether rows are left that could not be done. */
  async function drain(): Promise<boolean> {
    for (;;) {
      const rows = await outbox.take(BATCH);
      const documents = Map.groupBy(rows, (row) => row.document);
      const done: number[] = [];
      for (const [document, group] of documents) {
        if (stopped) break;
        if (await refreshed(document)) done.push(...group.map(({ id }) => id));
      }
      await outbox.done(done);
      if (done.length < rows.length) return !stopped;
      if (rows.length < BATCH) return false;
    }
  }

  async function refreshed(document: string): Promise<boolean> {
    try {
      await refresh(document);
      return true;
    } catch (error) {
      // A project that was deleted meanwhile has nothing left to show.
      if (error instanceof ClapperError && error.code === 'NOT_FOUND') return true;
      log.error({ document, error }, 'projector.documentFailed');
      return false;
    }
  }

  wake();
  return {
    wake,
    async stop() {
      stopped = true;
      clearTimeout(retry);
      await running;
    },
  };
}
