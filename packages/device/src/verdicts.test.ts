import { expect, test } from 'vitest';
import { ERROR_CODES, ERRORS } from '@clapper/protocol';
import { backoff, judgeRefusedDocument, judgeRefusedPush } from './verdicts.ts';

test('[RP6] one edit or all of them leave when the server will never take it, what it takes later waits', () => {
  for (const code of ['REFUSED', 'CLIENT_ID_REUSED', 'INVALID_UPDATE', 'TOO_LARGE'] as const) {
    expect(judgeRefusedPush(code, ERRORS[code].retry)).toBe('refuse');
  }
  for (const code of ['FORBIDDEN', 'NOT_FOUND'] as const) {
    expect(judgeRefusedPush(code, ERRORS[code].retry)).toBe('rebuild');
  }
  for (const code of ['UNAVAILABLE', 'DISK_FULL', 'INTERNAL', 'RATE_LIMITED', 'SERVER_TOO_OLD'] as const) {
    expect(judgeRefusedPush(code, ERRORS[code].retry)).toBe('wait');
  }
  expect(judgeRefusedPush('GAP', true)).toBe('gap');
  expect(judgeRefusedPush('EPOCH', false)).toBe('rejoin');
  expect(judgeRefusedPush('CLIENT_TOO_OLD', false)).toBe('hold');
});

test('[RP9] [J11] no outage is ever read as a denial', () => {
  const passing = ERROR_CODES.filter((code) => ERRORS[code].retry);
  expect(passing.filter((code) => judgeRefusedDocument(code) === 'gone')).toEqual([]);
  expect(passing.filter((code) => ['refuse', 'rebuild'].includes(judgeRefusedPush(code, true)))).toEqual([]);
  expect(judgeRefusedDocument('NOT_FOUND')).toBe('gone');
  expect(judgeRefusedDocument('CLIENT_TOO_OLD')).toBe('hold');
});

test('waits grow to the most and are spread', () => {
  const low = [0, 1, 2, 3, 4, 5, 60].map((attempt) => backoff(attempt, 200, 5_000, () => 0));
  expect(low).toEqual([100, 200, 400, 800, 1_600, 2_500, 2_500]);
  expect(backoff(9, 200, 5_000, () => 0.999)).toBeLessThanOrEqual(5_000);
});
