import Database from 'better-sqlite3';
import { ClapperError } from '@clapper/protocol/errors';
import { findCause, storageErrors } from '../errors.ts';

type SqliteError = InstanceType<typeof Database.SqliteError>;

/** What went wrong, in our codes: https://sqlite.org/rescode.html */
export function fromSqlite(error: unknown): ClapperError {
  if (error instanceof ClapperError) return error;
  const cause = findCause(error, (at): at is SqliteError => at instanceof Database.SqliteError);
  if (cause === null) return storageErrors.bug(error);
  switch (cause.code) {
    case 'SQLITE_FULL':
      return storageErrors.full(cause);
    case 'SQLITE_CONSTRAINT_FOREIGNKEY':
      return storageErrors.missing(cause);
    case 'SQLITE_CONSTRAINT_UNIQUE':
    case 'SQLITE_CONSTRAINT_PRIMARYKEY':
      return storageErrors.taken(cause);
    default:
      return storageErrors.unavailable(`${cause.message} (${cause.code}).`, cause);
  }
}
