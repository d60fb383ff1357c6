import { ClapperError, isErrorCode, type ErrorCode } from '@clapper/protocol/errors';

/** An error as it crosses from a thread: plain data. */
export interface ErrorData {
  code: ErrorCode;
  message: string;
  cause: string | null;
}

export function errorData(error: ClapperError): ErrorData {
  const cause = error.cause instanceof Error ? error.cause.message : null;
  return { code: error.code, message: error.message, cause };
}

export function errorFrom({ code, message, cause }: ErrorData): ClapperError {
  return new ClapperError(
    isErrorCode(code) ? code : 'INTERNAL',
    message,
    cause === null ? {} : { cause: new Error(cause) },
  );
}

/** The sentences both drivers answer with, so that neither invents its own. */
export const storageErrors = {
  full: (cause: unknown) => new ClapperError('DISK_FULL', 'The disk of the database is full.', { cause }),
  unavailable: (why: string, cause?: unknown) =>
    new ClapperError('UNAVAILABLE', `The database cannot answer: ${why}`, { cause }),
  missing: (cause: unknown) =>
    new ClapperError('NOT_FOUND', 'It belongs to something that is not there any more.', { cause }),
  taken: (cause: unknown) =>
    new ClapperError('TAKEN', 'There is already one with this id or name.', { cause }),
  closed: () => new ClapperError('UNAVAILABLE', 'The storage is closed.'),
  bug: (cause: unknown) => new ClapperError('INTERNAL', 'The storage failed.', { cause }),
};

/** The error in a chain of causes that a driver threw, past what libraries wrapped around it. */
export function findCause<Found extends Error>(
  error: unknown,
  is: (error: Error) => error is Found,
): Found | null {
  for (let at = error, depth = 0; at instanceof Error && depth < 8; at = at.cause, depth++)
    if (is(at)) return at;
  return null;
}
