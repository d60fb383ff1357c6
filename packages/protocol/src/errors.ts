/**
 * Errors are data: a code, a sentence with the facts, and what a program may do next. This table is
 * the only place where a code becomes an HTTP status, a close code or a log level.
 */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

interface ErrorRow {
  http: number;
  /** Close code of a socket: 44xx is permanent, 45xx means come back later (y-websocket 3 reads them so). */
  close: number;
  /** Whether the same request may succeed later without being changed. */
  retry: boolean;
  log: LogLevel;
}

export const ERRORS = {
  // Who and whether.
  UNAUTHENTICATED: { http: 401, close: 4401, retry: false, log: 'info' },
  BAD_CREDENTIALS: { http: 401, close: 4401, retry: false, log: 'info' },
  FORBIDDEN: { http: 403, close: 4403, retry: false, log: 'info' },
  ORIGIN: { http: 403, close: 4403, retry: false, log: 'warn' },
  REGISTRATION_CLOSED: { http: 403, close: 4403, retry: false, log: 'info' },
  LAST_OWNER: { http: 409, close: 4403, retry: false, log: 'info' },
  NOT_FOUND: { http: 404, close: 4404, retry: false, log: 'info' },
  INVITE_NOT_FOUND: { http: 404, close: 4404, retry: false, log: 'info' },
  // What was sent.
  INVALID: { http: 400, close: 4400, retry: false, log: 'warn' },
  INVALID_FIELDS: { http: 422, close: 4400, retry: false, log: 'info' },
  INVALID_MESSAGE: { http: 400, close: 4400, retry: false, log: 'warn' },
  INVALID_UPDATE: { http: 400, close: 4400, retry: false, log: 'warn' },
  /** The update touches what the document's schema or rules do not allow. */
  REFUSED: { http: 403, close: 4400, retry: false, log: 'info' },
  TAKEN: { http: 409, close: 4400, retry: false, log: 'info' },
  STALE: { http: 409, close: 4400, retry: true, log: 'info' },
  /** Its bytes are of no kind that is taken, whatever its name says. */
  UNSUPPORTED_FILE: { http: 415, close: 4400, retry: false, log: 'info' },
  /** Its bytes cannot be read to their end, or are not what was announced. */
  BROKEN_FILE: { http: 422, close: 4400, retry: false, log: 'info' },
  /** The project has used up the room it has on this server. */
  QUOTA_FULL: { http: 413, close: 4400, retry: false, log: 'warn' },
  TOO_LARGE: { http: 413, close: 4413, retry: false, log: 'warn' },
  /** An update builds on something this server does not have. Nothing is ever parked. */
  GAP: { http: 409, close: 4503, retry: true, log: 'info' },
  CLIENT_ID_REUSED: { http: 409, close: 4400, retry: false, log: 'warn' },
  /** The document was rebuilt or restored; what the device has belongs to another history. */
  EPOCH: { http: 409, close: 4400, retry: false, log: 'warn' },
  // Versions.
  CLIENT_TOO_OLD: { http: 426, close: 4426, retry: false, log: 'info' },
  SERVER_TOO_OLD: { http: 501, close: 4501, retry: true, log: 'warn' },
  NOT_IMPLEMENTED: { http: 501, close: 4501, retry: false, log: 'info' },
  // Come back later.
  RATE_LIMITED: { http: 429, close: 4529, retry: true, log: 'warn' },
  TOO_MANY_CONNECTIONS: { http: 429, close: 4529, retry: true, log: 'warn' },
  TICKET_USED: { http: 401, close: 4541, retry: true, log: 'info' },
  TOO_SLOW: { http: 503, close: 4513, retry: true, log: 'warn' },
  /** Cannot store, cannot load, or the server is going away. Never means "denied", never "empty". */
  UNAVAILABLE: { http: 503, close: 4503, retry: true, log: 'error' },
  DISK_FULL: { http: 503, close: 4503, retry: true, log: 'error' },
  INTERNAL: { http: 500, close: 4500, retry: true, log: 'error' },
} as const satisfies Record<string, ErrorRow>;

export type ErrorCode = keyof typeof ERRORS;

export const ERROR_CODES = Object.keys(ERRORS) as ErrorCode[];

export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === 'string' && Object.hasOwn(ERRORS, value);
}

/** One wrong field of a request: its path and why (`required`, `too_long`, `taken`, …). */
export interface FieldProblem {
  field: string;
  code: string;
}

interface ErrorOptions_ {
  cause?: unknown;
  retryAfterMs?: number;
  details?: FieldProblem[];
}

/** Thrown anywhere, mapped in two places: the HTTP app's `onError` and a connection's `close`. */
export class ClapperError extends Error {
  readonly code: ErrorCode;
  readonly retryAfterMs: number | undefined;
  readonly details: FieldProblem[] | undefined;

  constructor(code: ErrorCode, message: string, options: ErrorOptions_ = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'ClapperError';
    this.code = code;
    this.retryAfterMs = options.retryAfterMs;
    this.details = options.details;
  }
}

/** Anything that is not already one of ours is a bug of ours: wrapped once, with its cause. */
export function asClapperError(error: unknown): ClapperError {
  if (error instanceof ClapperError) return error;
  return new ClapperError('INTERNAL', 'Something went wrong on the server.', { cause: error });
}
