import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { asClapperError, ERRORS, type ClapperError } from '@clapper/protocol';
import type { Logger } from '../log.ts';
import type { AppContext } from './context.ts';

/** The one place where an error becomes an answer: status and level from the table, the sentence for programs. */
export function answerError(error: unknown, c: AppContext, log: Logger): Response {
  const known = asClapperError(error);
  const row = ERRORS[known.code];
  const fields = { requestId: c.get('requestId'), code: known.code, status: row.http };
  // What went wrong on our side is told whole; what people mistype is only counted.
  log[row.log](row.log === 'error' ? { ...fields, error: known } : fields, 'http.refused');
  const wait = retryAfterSeconds(known);
  if (wait !== null) c.header('Retry-After', String(wait));
  return c.json(errorView(known), row.http as ContentfulStatusCode);
}

function errorView({ code, message, details }: ClapperError) {
  return { error: { code, message, ...(details === undefined ? {} : { details }) } };
}

/** Come back later is said with a time, also where nobody named one. */
const DEFAULT_RETRY_MS = 5_000;

function retryAfterSeconds({ code, retryAfterMs }: ClapperError): number | null {
  const { http } = ERRORS[code];
  if (retryAfterMs === undefined && http !== 503 && http !== 429) return null;
  return Math.max(1, Math.ceil((retryAfterMs ?? DEFAULT_RETRY_MS) / 1000));
}
