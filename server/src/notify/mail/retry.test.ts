import { expect, it } from 'vitest';
import { afterFailure } from './retry.ts';

const MINUTE_MS = 60_000;
const fresh = { attempts: 0, createdAt: 0 };

it('tries again after one, two, four minutes, and later less often', () => {
  const busy = { responseCode: 451, command: 'DATA' };
  const waits = [0, 1, 2, 30].map((attempts) => afterFailure(busy, { attempts, createdAt: 0 }, 0));
  expect(waits).toEqual([1, 2, 4, 240].map((minutes) => ({ do: 'retry', at: minutes * MINUTE_MS })));
});

it('gives a mail up that is refused for good, and after three days', () => {
  expect(afterFailure({ responseCode: 550, command: 'RCPT TO' }, fresh, 0)).toEqual({ do: 'giveUp' });
  const away = { responseCode: undefined, command: undefined };
  expect(afterFailure(away, fresh, 3 * 24 * 60 * MINUTE_MS)).toEqual({ do: 'giveUp' });
});

it('keeps mails when the operator’s password is wrong', () => {
  const login = { responseCode: 535, command: 'AUTH PLAIN' };
  expect(afterFailure(login, fresh, 0)).toEqual({ do: 'retry', at: MINUTE_MS });
});
