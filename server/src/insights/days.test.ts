import { expect, it } from 'vitest';
import { dayOf } from '@clapper/documents/calendar';
import { daysFrom } from './days.ts';

const HOUR = 3_600_000;

it('days are those of the zone, one behind the other', () => {
  const { dates, spans } = daysFrom('2026-02-27', '2026-03-01', 'Asia/Seoul');
  expect(dates).toEqual(['2026-02-27', '2026-02-28', '2026-03-01']);
  expect(spans[0]).toEqual({ from: Date.UTC(2026, 1, 26, 15), to: Date.UTC(2026, 1, 27, 15) });
  for (const [index, { to }] of spans.slice(0, -1).entries()) expect(spans[index + 1]?.from).toBe(to);
});

it('a day on which clocks are changed has 23 hours, or 25', () => {
  const hours = (date: string) => {
    const [span] = daysFrom(date, date, 'America/New_York').spans;
    return (span!.to - span!.from) / HOUR;
  };
  expect([hours('2026-03-08'), hours('2026-03-09'), hours('2026-11-01')]).toEqual([23, 24, 25]);
});

it('today is what the calendar on the wall there says', () => {
  const at = Date.UTC(2026, 10, 21, 15);
  expect([dayOf(at, 'Asia/Seoul'), dayOf(at, 'America/New_York')]).toEqual(['2026-11-22', '2026-11-21']);
});
