import { ClapperError } from '@clapper/protocol/errors';
import postgres from 'postgres';
import { findCause, storageErrors } from '../errors.ts';

/** What went wrong, in our codes: https://www.postgresql.org/docs/current/errcodes-appendix.html */
export function fromPostgres(error: unknown): ClapperError {
  if (error instanceof ClapperError) return error;
  const refusal = findCause(
    error,
    (at): at is postgres.PostgresError => at instanceof postgres.PostgresError,
  );
  switch (refusal?.code) {
    case undefined:
      break;
    case '53100':
      return storageErrors.full(refusal);
    case '23503':
      return storageErrors.missing(refusal);
    case '23505':
      return storageErrors.taken(refusal);
    default:
      return storageErrors.unavailable(`${refusal!.message} (${refusal!.code}).`, refusal);
  }
  // The system's errors and the driver's own (connection refused, closed, timed out) carry a code; bugs do not.
  const lost = findCause(
    error,
    (at): at is Error & { code: string } => 'code' in at && typeof at.code === 'string',
  );
  return lost === null ? storageErrors.bug(error) : storageErrors.unavailable(`${lost.message}.`, lost);
}

/** Deadlock or serialization: Postgres has rolled the transaction back and asks to try it again. */
export function mayRepeat(error: unknown): boolean {
  const refusal = findCause(
    error,
    (at): at is postgres.PostgresError => at instanceof postgres.PostgresError,
  );
  return refusal !== null && (refusal.code === '40P01' || refusal.code === '40001');
}
