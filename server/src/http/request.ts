import { safeParse, type z } from 'zod';
import { ClapperError, isUuid, type FieldProblem } from '@clapper/protocol';
import type { AppContext } from './context.ts';
import { peerOf, type Peer } from './peer.ts';

export function peer(c: AppContext, proxies: number): Peer {
  const socket = c.env?.incoming?.socket;
  return peerOf(
    {
      remoteAddress: socket?.remoteAddress,
      encrypted: socket !== undefined && 'encrypted' in socket && socket.encrypted === true,
      headers: { ...c.req.header(), host: c.req.header('host') ?? new URL(c.req.url).host },
    },
    proxies,
  );
}

/** Where people reach this server, as far as one can tell: what stands before the path of an address to pass on. */
export function publicOrigin(
  c: AppContext,
  { publicUrl, trustProxy }: { publicUrl: string | null; trustProxy: number },
): string {
  const { scheme, host } = peer(c, trustProxy);
  return publicUrl ?? `${scheme}://${host}`;
}

/** An id out of the path. What cannot be an id is not there. */
export function idParam(c: AppContext, name: string): string {
  const id = c.req.param(name);
  if (!isUuid(id)) throw new ClapperError('NOT_FOUND', 'There is nothing at this address.');
  return id;
}

/** How many are wanted of a list: `limit`, a whole number from 1. */
export function limitOf(c: AppContext, { usual, most }: { usual: number; most: number }): number {
  const limit = Number(c.req.query('limit') ?? usual);
  if (!Number.isInteger(limit) || limit < 1 || limit > most) throw invalidField('limit');
  return limit;
}

/** Where a list goes on: `before`, as the page in front of it named its last, by time (ms) and id; null: at its beginning. */
export function cursorOf(c: AppContext): { at: number; id: string } | null {
  const before = c.req.query('before');
  if (before === undefined) return null;
  const [, at, id = ''] = /^(\d{1,15})\.(.+)$/.exec(before) ?? [];
  if (at === undefined || !isUuid(id)) throw invalidField('before');
  return { at: Number(at), id };
}

export function invalidField(field: string): ClapperError {
  return invalidFields([{ field, code: 'invalid' }]);
}

function invalidFields(details: FieldProblem[]): ClapperError {
  const fields = [...new Set(details.map(({ field }) => field))].join(', ');
  return new ClapperError('INVALID_FIELDS', `Some fields are not right: ${fields}.`, { details });
}

/** The longest body holds a description of 5,000 characters: four bytes each, escaped threefold. */
const MAX_BODY_BYTES = 64 * 1024;

/**
 * The body, checked. An absent one counts as `{}`, for calls whose fields are all optional.
 * @throws ClapperError INVALID | INVALID_FIELDS
 */
export async function readBody<Schema extends z.core.$ZodType>(
  c: AppContext,
  schema: Schema,
  mostBytes = MAX_BODY_BYTES,
): Promise<z.output<Schema>> {
  const text = await readText(c, mostBytes);
  return checkBody(schema, text === '' ? {} : parseJson(text, c.req.header('content-type')));
}

/** @throws ClapperError INVALID_FIELDS */
export function checkBody<Schema extends z.core.$ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const result = safeParse(schema, body);
  if (result.success) return result.data;
  throw invalidFields(result.error.issues.map((issue) => problemOf(issue, body)));
}

/** Never holds more than is allowed, whatever the peer announced or did not. */
async function readText(c: AppContext, mostBytes: number): Promise<string> {
  if (Number(c.req.header('content-length') ?? 0) > mostBytes) throw tooLarge(mostBytes);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of c.req.raw.body ?? []) {
    size += chunk.byteLength;
    if (size > mostBytes) throw tooLarge(mostBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function tooLarge(mostBytes: number): ClapperError {
  return new ClapperError('TOO_LARGE', `A body may have ${mostBytes} bytes.`);
}

function parseJson(text: string, type: string | undefined): unknown {
  // Security: a form on a foreign page can send text/plain without asking first; JSON it cannot.
  if (!/^application\/(.+\+)?json\b/i.test(type ?? '')) {
    throw new ClapperError('INVALID', 'The body must be application/json.');
  }
  try {
    const body: unknown = JSON.parse(text);
    if (text.includes('\\u0000') && holdsNul(body))
      throw new ClapperError('INVALID', 'Text must not hold U+0000.');
    return body;
  } catch (cause) {
    if (cause instanceof ClapperError) throw cause;
    throw new ClapperError('INVALID', 'The body is not JSON.', { cause });
  }
}

/** U+0000 is no text: Postgres cannot store it, and C libraries end a string there. */
function holdsNul(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\0');
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, item]) => key.includes('\0') || holdsNul(item));
}

/** A zod issue as a field and one of a few codes that screens translate. */
export function problemOf(issue: z.core.$ZodIssue, body: unknown): FieldProblem {
  return { field: issue.path.map(String).join('.'), code: codeOf(issue, valueAt(body, issue.path)) };
}

function codeOf(issue: z.core.$ZodIssue, value: unknown): string {
  switch (issue.code) {
    case 'invalid_type':
      return value === undefined || value === null ? 'required' : 'invalid';
    case 'too_small':
      if (issue.origin !== 'string') return 'too_small';
      return issue.minimum === 1 ? 'required' : 'too_short';
    case 'too_big':
      return issue.origin === 'string' ? 'too_long' : 'too_big';
    case 'invalid_value':
      return value === undefined ? 'required' : 'invalid';
    case 'invalid_format':
    case 'not_multiple_of':
    case 'unrecognized_keys':
    case 'invalid_union':
    case 'invalid_key':
    case 'invalid_element':
    case 'custom':
      return value === undefined && issue.path.length > 0 ? 'required' : 'invalid';
    default:
      return issue satisfies never;
  }
}

function valueAt(body: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    body,
  );
}
