import { expect, it } from 'vitest';
import { instantOf, isKnownZone, offsetAt, transitionsIn, wallOf } from './zones.ts';

const utc = (text: string): number => Date.parse(`${text}Z`);

it.each([
  ['Seoul has one clock', '2026-11-10T06:00', 'Asia/Seoul', '2026-11-09T21:00'],
  ['New York in winter', '2026-11-10T06:00', 'America/New_York', '2026-11-10T11:00'],
  ['New York in summer', '2026-07-10T06:00', 'America/New_York', '2026-07-10T10:00'],
  [
    'a clock that is skipped is read as before the change',
    '2026-03-08T02:30',
    'America/New_York',
    '2026-03-08T07:30',
  ],
  ['a clock that comes twice is the first', '2026-11-01T01:30', 'America/New_York', '2026-11-01T05:30'],
  ['the last before the change', '2026-03-08T01:59', 'America/New_York', '2026-03-08T06:59'],
  ['the first behind it', '2026-03-08T03:00', 'America/New_York', '2026-03-08T07:00'],
  ['half an hour off', '2026-04-05T01:45', 'Australia/Lord_Howe', '2026-04-04T14:45'],
  ['where days were skipped', '2011-12-31T08:00', 'Pacific/Apia', '2011-12-30T18:00'],
  ['Seoul when it had summers', '1988-07-01T12:00', 'Asia/Seoul', '1988-07-01T02:00'],
])('%s', (_, wall, zone, expected) => {
  expect(instantOf(wall, zone)).toBe(utc(expected));
});

it('shows each instant on the clock it stands for', () => {
  const zones = ['Asia/Seoul', 'America/New_York', 'Europe/Dublin', 'Asia/Kathmandu', 'Africa/Casablanca'];
  for (const zone of zones) {
    for (let instant = utc('2026-01-01T00:00'); instant < utc('2028-01-01T00:00'); instant += 7 * 3_600_000) {
      const format = new Intl.DateTimeFormat('sv', {
        timeZone: zone,
        dateStyle: 'short',
        timeStyle: 'short',
      });
      expect(`${zone} ${wallOf(instant, zone)}`).toBe(`${zone} ${format.format(instant).replace(' ', 'T')}`);
    }
  }
});

it('finds when clocks change, to the minute', () => {
  expect(transitionsIn(2026, 'America/New_York')).toEqual([
    { at: utc('2026-03-08T07:00'), before: -300, after: -240 },
    { at: utc('2026-11-01T06:00'), before: -240, after: -300 },
  ]);
  expect(transitionsIn(2026, 'Asia/Seoul')).toEqual([]);
});

it('knows what it does not know, and reads it as UTC', () => {
  expect([isKnownZone('Asia/Seoul'), isKnownZone('Moon/Tranquility')]).toEqual([true, false]);
  expect(offsetAt(utc('2026-07-01T00:00'), 'Moon/Tranquility')).toBe(0);
});
