import { filePath, schemeOf } from './database-url.ts';
import type { StorageLog } from './log.ts';
import type { Storage } from './storage.ts';

export interface OpenOptions {
  log: StorageLog;
  /**
   * A server owns its database alone (default). A tool that touches no documents, such as a password reset,
   * says false and may work beside a running server.
   */
  exclusive?: boolean;
  /** A database that has not answered by then counts as unavailable. */
  deadlineMs?: number;
}

/**
 * Opens what `DATABASE_URL` names, with its schema up to date; the other driver is not loaded. Rejects with one sentence
 * for the person who set it.
 */
export async function openStorage(databaseUrl: string, options: OpenOptions): Promise<Storage> {
  switch (schemeOf(databaseUrl)) {
    case 'file': {
      const { openSqlite } = await import('./sqlite/sqlite-storage.ts');
      return openSqlite(filePath(databaseUrl), options);
    }
    case 'postgres': {
      const { openPostgres } = await import('./postgres/postgres-storage.ts');
      return openPostgres(databaseUrl, options);
    }
  }
}
