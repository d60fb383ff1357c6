import { join } from 'node:path';
import { filePath, schemeOf } from './database-url.ts';
import type { StorageLog } from './log.ts';
import { copyPostgres, replacePostgres } from './postgres/copy.ts';
import { copySqlite, replaceSqlite } from './sqlite/copy.ts';

/**
 * Copies of a whole database are SQLite files, whatever the database is: one format to keep, to look into
 * with any tool, and to carry from one kind of database to the other.
 */
export async function copyDatabase(databaseUrl: string, to: string): Promise<void> {
  switch (schemeOf(databaseUrl)) {
    case 'file':
      return copySqlite(filePath(databaseUrl), to);
    case 'postgres':
      return copyPostgres(databaseUrl, to);
  }
}

/**
 * Puts the SQLite file that `work` makes in the database's place, all at once. No server runs on it
 * meanwhile, or it is refused. @returns the file that holds the old database, if there was one
 */
export async function replaceDatabase(
  databaseUrl: string,
  work: () => Promise<string>,
  { log, at, dataDir }: { log: StorageLog; at: number; dataDir: string },
): Promise<string | null> {
  const end = `.before-${new Date(at).toISOString().replaceAll(/[:.]/g, '-')}`;
  switch (schemeOf(databaseUrl)) {
    case 'file':
      return replaceSqlite(filePath(databaseUrl), work, filePath(databaseUrl) + end);
    case 'postgres':
      return replacePostgres(databaseUrl, work, join(dataDir, `clapper.db${end}`), log);
  }
}
