import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { ClapperError } from '@clapper/protocol/errors';
import { storageThrough } from '../methods.ts';
import type { StorageLog } from '../log.ts';
import type { OpenOptions } from '../open.ts';
import type { Storage } from '../storage.ts';
import { migrateSqlite } from './migrate.ts';
import { takeOwnership } from './owner-lock.ts';
import { startWorker, type WorkerClient } from './worker-client.ts';

/**
 * One file. A thread of its own does every write, so that a slow disk never stops the server's event
 * loop and concurrent writes share a commit; a second one reads, so that opening a document of
 * 260,000 rows holds up nobody who writes.
 */
export async function openSqlite(file: string, { log, exclusive = true }: OpenOptions): Promise<Storage> {
  const ownership = prepare(file, exclusive);
  try {
    const [writer, reader] = await startBoth(file, log);
    return {
      ...storageThrough((method, mode, args) => (mode === 'write' ? writer : reader).call(method, args)),
      durability: () => writer.call('durability', []) as Promise<Record<string, string>>,
      probe: (at) => writer.call('probe', [at]) as Promise<void>,
      async close() {
        // The reader first: the last connection to leave folds the write-ahead log into the file.
        await reader.close();
        await writer.close();
        ownership?.release();
      },
    };
  } catch (error) {
    ownership?.release();
    throw error;
  }
}

async function startBoth(file: string, log: StorageLog): Promise<[WorkerClient, WorkerClient]> {
  const start = (mode: 'write' | 'read') => startWorker({ file, mode }, log);
  const [writer, reader] = await Promise.allSettled([start('write'), start('read')]);
  if (writer.status === 'fulfilled' && reader.status === 'fulfilled') return [writer.value, reader.value];
  for (const thread of [writer, reader]) if (thread.status === 'fulfilled') await thread.value.close();
  throw writer.status === 'rejected' ? writer.reason : (reader as PromiseRejectedResult).reason;
}

function prepare(file: string, exclusive: boolean): { release(): void } | null {
  let ownership: { release(): void } | null = null;
  try {
    // It holds password hashes.
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    ownership = exclusive ? takeOwnership(file) : null;
    migrateSqlite(file);
    return ownership;
  } catch (error) {
    ownership?.release();
    if (error instanceof ClapperError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new ClapperError('UNAVAILABLE', `The database file ${file} cannot be opened: ${why}.`, {
      cause: error,
    });
  }
}
