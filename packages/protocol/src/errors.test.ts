import { describe, expect, it } from 'vitest';
import { asClapperError, ClapperError, ERROR_CODES, ERRORS, isErrorCode } from './errors.ts';

describe.each(ERROR_CODES)('%s', (code) => {
  const row = ERRORS[code];

  it('has an HTTP status for errors and a close code of ours', () => {
    expect(row.http).toBeGreaterThanOrEqual(400);
    expect(row.http).toBeLessThan(600);
    expect(row.close).toBeGreaterThanOrEqual(4400);
    expect(row.close).toBeLessThan(4600);
  });

  it('is not closed for good when the same may succeed later', () => {
    // 44xx stops a y-websocket client for ever. Two codes are only ever answers to one request.
    const answeredOnly = ['STALE'];
    expect(row.retry && row.close < 4500 && !answeredOnly.includes(code)).toBe(false);
  });
});

it('keeps the close codes that other programs rely on', () => {
  const close = Object.fromEntries(ERROR_CODES.map((code) => [code, ERRORS[code].close]));
  expect(close).toMatchObject({
    INVALID_MESSAGE: 4400,
    REFUSED: 4400,
    UNAUTHENTICATED: 4401,
    FORBIDDEN: 4403,
    ORIGIN: 4403,
    NOT_FOUND: 4404,
    TOO_LARGE: 4413,
    CLIENT_TOO_OLD: 4426,
    INTERNAL: 4500,
    SERVER_TOO_OLD: 4501,
    UNAVAILABLE: 4503,
    TOO_SLOW: 4513,
    TOO_MANY_CONNECTIONS: 4529,
    TICKET_USED: 4541,
  });
});

it('never says that an outage is a denial', () => {
  for (const code of ['UNAVAILABLE', 'DISK_FULL', 'INTERNAL'] as const) {
    expect(ERRORS[code]).toMatchObject({ retry: true, log: 'error' });
    expect(ERRORS[code].http).toBeGreaterThanOrEqual(500);
  }
});

it('knows its codes and nothing else', () => {
  expect(ERROR_CODES.every(isErrorCode)).toBe(true);
  expect(['', 'not_found', 'toString', null, 404].some(isErrorCode)).toBe(false);
});

it('carries the facts: code, sentence, cause, details and when to come back', () => {
  const cause = new Error('disk');
  const details = [{ field: 'name', code: 'taken' }];
  const error = new ClapperError('TAKEN', 'The name is taken.', { cause, details, retryAfterMs: 5 });
  expect(error).toMatchObject({
    name: 'ClapperError',
    code: 'TAKEN',
    message: 'The name is taken.',
    cause,
    details,
    retryAfterMs: 5,
  });
  expect(error).toBeInstanceOf(Error);
  expect('cause' in new ClapperError('TAKEN', 'x')).toBe(false);
});

it('wraps what is not ours once, with its cause, and says nothing of it to others', () => {
  const bug = new TypeError('secret is undefined');
  const wrapped = asClapperError(bug);
  expect([wrapped.code, wrapped.cause, wrapped.message.includes('secret')]).toEqual(['INTERNAL', bug, false]);
  expect(asClapperError(wrapped)).toBe(wrapped);
});
