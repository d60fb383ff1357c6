import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ClapperError } from '@clapper/protocol';
import type { StorageLog } from './log.ts';
import { openPostgres } from './postgres/postgres-storage.ts';
import { openSqlite } from './sqlite/sqlite-storage.ts';
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

/** Opens what `DATABASE_URL` names, with its schema up to date. Rejects with one sentence for the person who set it. */
export async function openStorage(databaseUrl: string, options: OpenOptions): Promise<Storage> {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(databaseUrl)?.[1]?.toLowerCase();
  switch (scheme) {
    case 'file':
      return openSqlite(filePath(databaseUrl), options);
    case 'postgres':
    case 'postgresql':
      return openPostgres(databaseUrl, options);
    default:
      // The address may hold a password: it is not repeated.
      throw new ClapperError('INVALID', 'DATABASE_URL must start with file: or postgres://.');
  }
}

function filePath(url: string): string {
  if (url.startsWith('file://')) return fileURLToPath(url);
  const path = url.slice('file:'.length);
  if (path === '') throw new ClapperError('INVALID', 'DATABASE_URL names no file after file:.');
  return resolve(path);
}
