import { expect, it } from 'vitest';
import { nextMorning, planMail, type MailFacts } from './schedule.ts';

const HOUR_MS = 3_600_000;
const at = Date.UTC(2026, 10, 20, 1, 20);
const facts = (rest: Partial<MailFacts> = {}): MailFacts => ({
  at,
  dueAt: at,
  frequency: 'hourly',
  zone: 'Asia/Seoul',
  settled: false,
  ...rest,
});
const iso = (time: number) => new Date(time).toISOString();

it('mails at once, at the full hour, or at nine in the morning', () => {
  expect(planMail(facts({ frequency: 'instant' }), at)).toEqual({ do: 'tell' });
  expect(planMail(facts(), at)).toEqual({ do: 'wait', until: Date.UTC(2026, 10, 20, 2) });
  expect(planMail(facts({ frequency: 'daily' }), at)).toEqual({
    do: 'wait',
    until: Date.UTC(2026, 10, 21, 0),
  });
});

it('waits no longer once its hour has come, whatever came to it since', () => {
  const hour = Date.UTC(2026, 10, 20, 2);
  for (const frequency of ['hourly', 'instant'] as const)
    expect(planMail(facts({ frequency, dueAt: hour, at: hour - 1 }), hour)).toEqual({ do: 'tell' });
  const morning = Date.UTC(2026, 10, 21, 0);
  expect(planMail(facts({ frequency: 'daily', dueAt: morning, at: morning - 1 }), morning)).toEqual({
    do: 'tell',
  });
});

it('[ML4] mails nothing to who wants none or has read it, and no old news', () => {
  expect(planMail(facts({ frequency: 'off' }), at)).toEqual({ do: 'drop' });
  expect(planMail(facts({ settled: true }), at)).toEqual({ do: 'drop' });
  expect(planMail(facts(), at + 73 * HOUR_MS)).toEqual({ do: 'drop' });
});

it('finds nine o’clock across changes of the clock', () => {
  const morning = (from: string, zone: string) => iso(nextMorning(Date.parse(from), zone));
  expect(morning('2026-11-20T00:00:00Z', 'Asia/Seoul')).toBe('2026-11-20T00:00:00.000Z');
  expect(morning('2026-11-20T00:00:01Z', 'Asia/Seoul')).toBe('2026-11-21T00:00:00.000Z');
  // The clocks of New York went forward at two that night, and back in November.
  expect(morning('2026-03-07T20:00:00Z', 'America/New_York')).toBe('2026-03-08T13:00:00.000Z');
  expect(morning('2026-10-31T20:00:00Z', 'America/New_York')).toBe('2026-11-01T14:00:00.000Z');
});
