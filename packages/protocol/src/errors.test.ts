import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { asClapperError, ClapperError, ERROR_CODES, ERRORS, isErrorCode } from './errors.ts';

test.each(ERROR_CODES)('[CL3] %s closes with a code that says whether to come back', (code) => {
  const { close, retry } = ERRORS[code];
  expect(close).toBeGreaterThanOrEqual(4400);
  expect(close).toBeLessThan(4600);
  // On a socket 45xx is retried by y-websocket; what cannot help to be retried stays below.
  if (close < 4500) expect(retry && code !== 'STALE').toBe(false);
});

test('[CL3] each code closes as SPEC’s table says', () => {
  const spec = readFileSync(fileURLToPath(new URL('../SPEC.md', import.meta.url)), 'utf8');
  const table = [...spec.matchAll(/\| (4\d{3}) \|/g)].map(([, code]) => Number(code));
  expect(new Set(ERROR_CODES.map((code) => ERRORS[code].close))).toEqual(new Set(table));
  const closing = (close: number) => ERROR_CODES.filter((code) => ERRORS[code].close === close);
  expect(closing(4400)).toEqual(
    expect.arrayContaining(['INVALID_MESSAGE', 'INVALID_UPDATE', 'REFUSED', 'CLIENT_ID_REUSED', 'EPOCH']),
  );
  expect(closing(4401)).toEqual(['UNAUTHENTICATED', 'BAD_CREDENTIALS']);
  expect(closing(4403)).toEqual(['FORBIDDEN', 'ORIGIN', 'REGISTRATION_CLOSED', 'LAST_OWNER']);
  expect(closing(4404)).toEqual(['NOT_FOUND', 'INVITE_NOT_FOUND']);
  expect(closing(4413)).toEqual(['TOO_LARGE']);
  expect(closing(4426)).toEqual(['CLIENT_TOO_OLD']);
  expect(closing(4500)).toEqual(['INTERNAL']);
  expect(closing(4501)).toEqual(['SERVER_TOO_OLD', 'NOT_IMPLEMENTED']);
  expect(closing(4503)).toEqual(['GAP', 'UNAVAILABLE', 'DISK_FULL']);
  expect(closing(4513)).toEqual(['TOO_SLOW']);
  expect(closing(4529)).toEqual(['RATE_LIMITED', 'TOO_MANY_CONNECTIONS']);
  expect(closing(4541)).toEqual(['TICKET_USED']);
});

test('an error of ours stays what it is, anything else becomes INTERNAL with its cause', () => {
  const ours = new ClapperError('GAP', 'Something is missing.', { retryAfterMs: 5 });
  expect(asClapperError(ours)).toBe(ours);
  const cause = new Error('bug');
  expect(asClapperError(cause)).toMatchObject({ code: 'INTERNAL', cause });
});

test('names of inherited properties are no codes', () => {
  expect(['toString', '__proto__', 'constructor'].filter(isErrorCode)).toEqual([]);
});
