import Database from 'better-sqlite3';
import { ClapperError } from '@clapper/protocol/errors';

/**
 * One server at a time: rooms hold documents in memory, and two that hold the same one would each show a
 * state the other does not know. The lock is SQLite's own, on a file beside the database: the system
 * takes it back when the process dies, however it dies.
 */
export function takeOwnership(file: string): { release(): void } {
  const lock = new Database(`${file}.lock`, { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) {
      throw new ClapperError('UNAVAILABLE', `Another Clapper server has ${file} open; stop it first.`, {
        cause: error,
      });
    }
    throw error;
  }
  return { release: () => void lock.close() };
}
