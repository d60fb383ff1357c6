import { expect, it } from 'vitest';
import { koreanHolidays, koreanHolidaysBetween } from './korean-holidays.ts';

const dates = (year: number): string =>
  koreanHolidays(year)
    .map(({ date, substitute }) => `${date.slice(5)}${substitute ? '*' : ''}`)
    .join(' ');

// As the government's calendars have them, without elections and days that were added.
it.each([
  [
    2024,
    '01-01 02-09 02-10 02-11 02-12* 03-01 05-05 05-06* 05-15 06-06 08-15 09-16 09-17 09-18 10-03 10-09 12-25',
  ],
  [
    2025,
    '01-01 01-28 01-29 01-30 03-01 03-03* 05-05 05-05 05-06* 06-06 08-15 10-03 10-05 10-06 10-07 10-08* 10-09 12-25',
  ],
  [
    2026,
    '01-01 02-16 02-17 02-18 03-01 03-02* 05-05 05-24 05-25* 06-06 07-17 08-15 08-17* 09-24 09-25 09-26 10-03 10-05* 10-09 12-25',
  ],
])('%d has its holidays, and days for those that fell on a weekend', (year, expected) => {
  expect(dates(year)).toBe(expected);
});

it('gives a span, over the end of a year', () => {
  expect(koreanHolidaysBetween('2026-12-01', '2027-01-31').map(({ date, name }) => [date, name])).toEqual([
    ['2026-12-25', 'christmas'],
    ['2027-01-01', 'newYear'],
  ]);
});
