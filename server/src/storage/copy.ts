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
 * meanwhile, or it is refused. @returns where the old database lies, if it was kept
 */
export async function replaceDatabase(
  databaseUrl: string,
  work: () => Promise<string>,
  { log, at }: { log: StorageLog; at: number },
): Promise<string | null> {
  switch (schemeOf(databaseUrl)) {
    case 'file':
      return replaceSqlite(filePath(databaseUrl), work, at);
    case 'postgres':
      await replacePostgres(databaseUrl, work, log);
      return null;
  }
}
