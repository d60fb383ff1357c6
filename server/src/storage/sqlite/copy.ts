import { closeSync, existsSync, fsyncSync, linkSync, mkdirSync, openSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { ClapperError } from '@clapper/protocol/errors';
import { fromSqlite } from './errors.ts';
import { takeOwnership } from './owner-lock.ts';

/** Longer than a checkpoint takes. */
const BUSY_TIMEOUT_MS = 5_000;

/** Copies everything, as it is at one moment, into a new file, while a server writes. */
export function copySqlite(file: string, to: string): void {
  // Opened to write, SQLite would make the file that is missing.
  if (!existsSync(file)) throw new ClapperError('NOT_FOUND', `There is no database at ${file}.`);
  let client: Database.Database | undefined;
  try {
    client = new Database(file, { fileMustExist: true, timeout: BUSY_TIMEOUT_MS });
    if (client.prepare("SELECT 1 FROM sqlite_master WHERE name = 'documents'").get() === undefined)
      throw new ClapperError('NOT_FOUND', `${file} holds no Clapper database.`);
    // One read transaction: who writes meanwhile writes behind it.
    client.prepare('VACUUM INTO ?').run(to);
  } catch (error) {
    throw fromSqlite(error);
  } finally {
    client?.close();
  }
}

/**
 * Holds the database for `work`, which makes the file that takes its place, in one step. The old one is
 * kept as `old`, which is returned.
 */
export async function replaceSqlite(
  file: string,
  work: () => Promise<string>,
  old: string,
): Promise<string | null> {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const ownership = takeOwnership(file);
  try {
    const made = await work();
    const kept = existsSync(file);
    if (kept) setAside(file, old);
    // At no moment is there no database: a server would begin an empty one.
    renameSync(made, file);
    syncFile(dirname(file));
    return kept ? old : null;
  } finally {
    ownership.release();
  }
}

/** With its log folded in, or beside it when the file cannot be read: a log would spoil the new file. */
function setAside(file: string, old: string): void {
  try {
    const client = new Database(file, { timeout: BUSY_TIMEOUT_MS });
    client.pragma('wal_checkpoint(TRUNCATE)');
    client.close();
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error;
  }
  for (const end of ['-wal', '-shm']) if (existsSync(file + end)) renameSync(file + end, old + end);
  linkSync(file, old);
}

/** What was written to it, or which files it holds, is on disk when this returns. */
export function syncFile(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
