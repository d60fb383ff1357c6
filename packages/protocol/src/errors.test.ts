import { expect, test } from 'vitest';
import { asClapperError, ClapperError, ERROR_CODES, ERRORS, isErrorCode } from './errors.ts';

test.each(ERROR_CODES)('[CL3] %s closes with a code that says whether to come back', (code) => {
  const { close, retry } = ERRORS[code];
  expect(close).toBeGreaterThanOrEqual(4400);
  expect(close).toBeLessThan(4600);
  // On a socket 45xx is retried by y-websocket; what cannot help to be retried stays below.
  if (close < 4500) expect(retry && code !== 'STALE').toBe(false);
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
