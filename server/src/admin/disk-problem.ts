import Database from 'better-sqlite3';
import { asClapperError, ClapperError } from '@clapper/protocol';

/** Why a file could not be written, for the person at the terminal. */
export function diskProblem(error: unknown, file: string): ClapperError {
  const { code, message } = error as { code?: unknown; message?: string };
  if (code === 'ENOSPC' || code === 'SQLITE_FULL' || code === 'DISK_FULL')
    return new ClapperError('DISK_FULL', `The disk has no room for ${file}; nothing was changed.`, {
      cause: error,
    });
  if (error instanceof ClapperError) return error;
  if (error instanceof Database.SqliteError || typeof code === 'string')
    return new ClapperError('UNAVAILABLE', `${file} cannot be written: ${message ?? String(code)}.`, {
      cause: error,
    });
  return asClapperError(error);
}
