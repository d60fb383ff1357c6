import { ClapperError, api } from '@clapper/protocol';
import { safeParse, type z } from 'zod';

const BASE = '/api/v1';
/** A server that does not answer by then is as good as away; the page says so and keeps working. */
const TIMEOUT_MS = 20_000;

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface RequestOptions {
  body?: unknown;
  token?: string;
}

export interface Answer<T> {
  value: T;
  /** The server's clock when it answered: this device's own may be wrong by hours. */
  serverTime: number;
}

/** One HTTP call. Whatever goes wrong is a `ClapperError` with a code that screens translate. */
export async function request<T>(
  schema: z.core.$ZodType<T> | null,
  method: Method,
  path: string,
  { body, token }: RequestOptions = {},
): Promise<Answer<T>> {
  const response = await ask(method, path, body, token);
  if (!response.ok) throw await refusal(response);
  const serverTime = Date.parse(response.headers.get('date') ?? '') || Date.now();
  if (schema === null) return { value: undefined as T, serverTime };
  const parsed = safeParse(schema, await json(response));
  if (!parsed.success) {
    throw new ClapperError('INTERNAL', `${method} ${path} answered something unexpected.`, {
      cause: parsed.error,
    });
  }
  return { value: parsed.data, serverTime };
}

/** The same for bytes. */
export async function requestBytes(path: string, token: string): Promise<Uint8Array> {
  const response = await ask('GET', path, undefined, token);
  if (!response.ok) throw await refusal(response);
  try {
    return new Uint8Array(await response.arrayBuffer());
  } catch (cause) {
    throw new ClapperError('UNAVAILABLE', 'The answer was cut off.', { cause });
  }
}

async function ask(
  method: Method,
  path: string,
  body: unknown,
  token: string | undefined,
): Promise<Response> {
  const headers = new Headers({ accept: 'application/json' });
  const isForm = body instanceof FormData;
  // A form names its own boundaries.
  if (body !== undefined && !isForm) headers.set('content-type', 'application/json');
  if (token !== undefined) headers.set('authorization', `Bearer ${token}`);
  try {
    return await fetch(BASE + path, {
      method,
      headers,
      body: body === undefined ? null : isForm ? body : JSON.stringify(body),
      credentials: 'same-origin',
      cache: 'no-store',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch (cause) {
    throw new ClapperError('UNAVAILABLE', 'The server cannot be reached.', { cause });
  }
}

async function refusal(response: Response): Promise<ClapperError> {
  const retryAfter = Number(response.headers.get('retry-after'));
  const retryAfterMs = Number.isFinite(retryAfter) && retryAfter > 0 ? retryAfter * 1000 : undefined;
  const parsed = api.errorSchema.safeParse(await json(response));
  const more = retryAfterMs === undefined ? {} : { retryAfterMs };
  if (parsed.success) {
    const { code, message, details } = parsed.data.error;
    return new ClapperError(code, message, details === undefined ? more : { ...more, details });
  }
  // A proxy in between answers in its own words.
  const away = [502, 503, 504].includes(response.status);
  return new ClapperError(away ? 'UNAVAILABLE' : 'INTERNAL', `HTTP ${response.status}`, more);
}

async function json(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch (cause) {
    if (!response.ok) return null;
    throw new ClapperError('UNAVAILABLE', 'The answer was cut off.', { cause });
  }
}
