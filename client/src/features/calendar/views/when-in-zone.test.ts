import { expect, test } from 'vitest';
import { whenInZone } from './when-in-zone.ts';

test('a time is said as the clocks of the page show it, over midnight too', () => {
  const when = { allDay: false, start: '2026-11-26T20:00', end: '2026-11-26T21:30', zone: 'UTC' } as const;
  expect(whenInZone(when, 'Asia/Seoul')).toEqual({
    allDay: false,
    start: '2026-11-27T05:00',
    end: '2026-11-27T06:30',
    zone: 'Asia/Seoul',
  });
});

test('whole days, and what is in the page’s zone, stay as they are', () => {
  const days = { allDay: true, start: '2026-11-26', end: '2026-11-27' } as const;
  expect(whenInZone(days, 'America/New_York')).toBe(days);
  const here = {
    allDay: false,
    start: '2026-11-26T20:00',
    end: '2026-11-26T21:30',
    zone: 'Asia/Seoul',
  } as const;
  expect(whenInZone(here, 'Asia/Seoul')).toBe(here);
});
