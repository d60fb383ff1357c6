import type { FileVariant } from '@clapper/protocol';
import type { Environment, Logger } from '../environment.ts';
import type { StorageProblem } from '../local-store.ts';
import type { FileDatabase, NewBytes } from './file-database.ts';
import type { HereRow, WaitingRow } from './file-rows.ts';
import { tooMany } from './let-go.ts';
import { nowAndThen } from './now-and-then.ts';

/** Bytes of what was looked at that stay on a device. */
const BUDGET = 512 * 1024 * 1024;
/** How often it is written down what was looked at, and room is made. */
const TIDY_MS = 2_000;

export interface HeldFilesOptions {
  database: FileDatabase;
  environment: Pick<Environment, 'now'>;
  log: Logger;
  /** What must not be let go, however long nobody looks at it. */
  stays(row: HereRow): boolean;
}

/** The bytes on this device's disk, and which of them go when there are too many. */
export interface HeldFiles {
  /** Null: not here, or not to be read. */
  bytes(hash: string, as: FileVariant): Promise<Blob | null>;
  /** As `bytes`, by somebody who looks at it: what was looked at last stays longest. */
  look(document: string, hash: string, as: FileVariant): Promise<Blob | null>;
  row(document: string, hash: string, as: FileVariant, blob: Blob): HereRow;
  /** Why it could not be written; null: it was. */
  write(write: () => Promise<void>): Promise<StorageProblem | null>;
  /** Bytes that exist nowhere else: what was only looked at makes room for them. */
  add(bytes: readonly NewBytes[], waiting: WaitingRow): Promise<StorageProblem | null>;
  /** Something was kept: soon there may be too much. */
  tidy(): void;
  stop(): void;
}

export function createHeldFiles({ database, environment, log, stays }: HeldFilesOptions): HeldFiles {
  /** By document, hash and form, since the last time it was written down. */
  const lookedAt = new Map<string, HereRow>();
  const noteLooks = nowAndThen(async () => {
    const looks = [...lookedAt.values()];
    lookedAt.clear();
    await database.used(looks).catch((error: unknown) => log.warn({ error }, 'files.unused'));
  }, TIDY_MS);
  const tidy = nowAndThen(
    () => makeRoom().catch((error: unknown) => log.warn({ error }, 'files.noRoom')),
    TIDY_MS,
  );

  async function makeRoom(): Promise<void> {
    const gone = tooMany(await database.here(), { budget: BUDGET, stays });
    if (gone.length > 0) await database.letGo(gone);
  }

  const row: HeldFiles['row'] = (document, hash, as, blob) => ({
    ...{ hash, as, documents: [document], bytes: blob.size },
    usedAt: environment.now(),
  });

  async function bytes(hash: string, as: FileVariant): Promise<Blob | null> {
    try {
      return await database.bytes(hash, as);
    } catch (error) {
      log.error({ error }, 'files.unreadable');
      return null;
    }
  }

  async function write(act: () => Promise<void>): Promise<StorageProblem | null> {
    try {
      await act();
      return null;
    } catch (error) {
      const full = error instanceof Error && error.name === 'QuotaExceededError';
      log.error({ error }, full ? 'files.storageFull' : 'files.storageFailed');
      return full ? 'full' : 'failed';
    }
  }

  return {
    bytes,
    row,
    write,
    async look(document, hash, as) {
      const blob = await bytes(hash, as);
      if (blob === null) return null;
      lookedAt.set(`${document} ${hash}/${as}`, row(document, hash, as, blob));
      noteLooks.ask();
      return blob;
    },
    async add(files, waiting) {
      const problem = await write(() => database.add(files, waiting));
      if (problem !== 'full') return problem;
      return write(async () => {
        const needed = new Set((await database.waiting()).map(({ hash }) => hash));
        await database.letGo((await database.here()).filter(({ hash }) => !needed.has(hash)));
        await database.add(files, waiting);
      });
    },
    tidy: () => tidy.ask(),
    stop() {
      noteLooks.stop();
      tidy.stop();
    },
  };
}
