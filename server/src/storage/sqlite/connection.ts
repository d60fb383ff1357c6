import Database from 'better-sqlite3';
import { drizzle, type BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';

/** A connection twice: as SQLite knows it for statements that run ten thousand times a second, through drizzle for the rest. */
export interface Connection {
  client: Database.Database;
  db: BetterSQLite3Database;
}

/** Longer than a checkpoint or a command-line tool's write takes. */
const BUSY_TIMEOUT_MS = 5_000;

/**
 * So much log before it is folded into the file, with two more syncs of the disk, by the commit that filled it: 16 MiB. A
 * busy server would do that several times a second at SQLite's own 4 MiB, and pages that are written again and again
 * are folded once.
 */
const CHECKPOINT_PAGES = 4_000;

/** The connection that writes: a commit is on disk when it returns. */
export function openWriter(file: string): Connection {
  const client = new Database(file, { timeout: BUSY_TIMEOUT_MS });
  client.pragma('journal_mode = WAL');
  client.pragma('synchronous = FULL');
  client.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
  client.pragma('foreign_keys = ON');
  return { client, db: drizzle({ client }) };
}

export function openReader(file: string): Connection {
  const client = new Database(file, { timeout: BUSY_TIMEOUT_MS, readonly: true, fileMustExist: true });
  return { client, db: drizzle({ client }) };
}
