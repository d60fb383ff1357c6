import { describe, expect, it } from 'vitest';
import { formatDate, parseDate } from './dates.ts';
import { movedRule, seriesDays, startsInRule } from './repeats.ts';
import { repeatsSchema, type Repeats } from './schema.ts';

function days(start: string, rule: Partial<Repeats>, to = '2027-12-31', limit = 6): string[] {
  const repeats = repeatsSchema.parse({ freq: 'daily', interval: 1, ...rule });
  return seriesDays(parseDate(start), repeats, { to: parseDate(to), limit }).map(formatDate);
}

const at = (month: string, ...numbers: string[]): string[] => numbers.map((number) => `${month}-${number}`);

describe('a rule gives the days that RFC 5545 says', () => {
  it.each<[string, string, Partial<Repeats>, string[]]>([
    ['every third day', '2026-11-09', { interval: 3, count: 3 }, at('2026-11', '09', '12', '15')],
    [
      'weekdays',
      '2026-11-12',
      { freq: 'weekly', byDay: ['MO', 'TU', 'WE', 'TH', 'FR'].map((day) => ({ day }) as never), count: 4 },
      at('2026-11', '12', '13', '16', '17'),
    ],
    [
      'every other week from Monday on, by the RFC’s example',
      '1997-08-05',
      { freq: 'weekly', interval: 2, count: 4, byDay: [{ day: 'TU' }, { day: 'SU' }], weekStart: 'MO' },
      at('1997-08', '05', '10', '19', '24'),
    ],
    [
      'the same from Sunday on',
      '1997-08-05',
      { freq: 'weekly', interval: 2, count: 4, byDay: [{ day: 'TU' }, { day: 'SU' }], weekStart: 'SU' },
      at('1997-08', '05', '17', '19', '31'),
    ],
    [
      'the 31st, where there is one',
      '2026-10-31',
      { freq: 'monthly' },
      ['2026-10-31', '2026-12-31', '2027-01-31'],
    ],
    [
      'the last day of the month',
      '2026-11-30',
      { freq: 'monthly', byMonthDay: [-1] },
      ['2026-11-30', '2026-12-31', '2027-01-31', '2027-02-28'],
    ],
    [
      'the second Tuesday',
      '2026-11-10',
      { freq: 'monthly', byDay: [{ day: 'TU', nth: 2 }] },
      ['2026-11-10', '2026-12-08', '2027-01-12'],
    ],
    [
      'Friday the 13th',
      '2026-11-13',
      { freq: 'monthly', byDay: [{ day: 'FR' }], byMonthDay: [13] },
      ['2026-11-13', '2027-08-13'],
    ],
    [
      'the last working day',
      '2026-11-30',
      {
        freq: 'monthly',
        byDay: ['MO', 'TU', 'WE', 'TH', 'FR'].map((day) => ({ day }) as never),
        bySetPos: [-1],
      },
      ['2026-11-30', '2026-12-31', '2027-01-29', '2027-02-26'],
    ],
    ['29 February', '2028-02-29', { freq: 'yearly' }, ['2028-02-29', '2032-02-29']],
    [
      'Thanksgiving',
      '2026-11-26',
      { freq: 'yearly', byMonth: [11], byDay: [{ day: 'TH', nth: 4 }] },
      ['2026-11-26', '2027-11-25'],
    ],
    [
      'the last Monday of the year',
      '2026-12-28',
      { freq: 'yearly', byDay: [{ day: 'MO', nth: -1 }] },
      ['2026-12-28', '2027-12-27', '2028-12-25'],
    ],
    ['until a day', '2026-11-09', { until: '2026-11-11' }, at('2026-11', '09', '10', '11')],
    [
      'what it never comes to again',
      '2026-11-09',
      { freq: 'yearly', byMonth: [2], byMonthDay: [30] },
      ['2026-11-09'],
    ],
    ['an end before its beginning', '2026-11-09', { until: '2026-01-01' }, ['2026-11-09']],
  ])('%s', (_, start, rule, expected) => {
    expect(days(start, rule, '2032-12-31', expected.length)).toEqual(expected);
  });

  it('walks no further than the calendar goes', () => {
    const never: Repeats = { freq: 'yearly', interval: 1, byMonth: [2], byMonthDay: [30] };
    expect(seriesDays(parseDate('2026-01-01'), never, {})).toEqual([parseDate('2026-01-01')]);
    expect(days('2199-12-30', {}, '2199-12-31', 10)).toEqual(['2199-12-30', '2199-12-31']);
  });

  it('says whether the rule gives its own first day', () => {
    const mondays: Repeats = { freq: 'weekly', interval: 1, byDay: [{ day: 'MO' }] };
    expect(['2026-11-09', '2026-11-10'].map((date) => startsInRule(parseDate(date), mondays))).toEqual([
      true,
      false,
    ]);
  });
});

describe('a rule refuses what no calendar can hold', () => {
  it.each([
    [{ count: 3, until: '2026-11-10' }],
    [{ freq: 'hourly' }],
    [{ interval: 0 }],
    [{ freq: 'weekly', byDay: [{ day: 'MO', nth: 2 }] }],
    [{ freq: 'weekly', byMonthDay: [3] }],
    [{ freq: 'monthly', byMonthDay: [0] }],
    [{ freq: 'monthly', byDay: [{ day: 'MO', nth: 0 }] }],
    [{ freq: 'monthly', byDay: [{ day: 'MO', nth: 1 }], byMonthDay: [3] }],
    [{ bySetPos: [1] }],
    [{ until: '2026-02-30' }],
  ])('%j', (rule) => {
    expect(repeatsSchema.safeParse({ freq: 'daily', interval: 1, ...rule }).success).toBe(false);
  });
});

describe('a rule that moves says of the new day what it said of the old', () => {
  it.each<[string, string, string, Repeats, Partial<Repeats>]>([
    [
      'weekdays turn',
      '2026-11-09',
      '2026-11-10',
      { freq: 'weekly', interval: 1, byDay: [{ day: 'MO' }, { day: 'SU' }] },
      { byDay: [{ day: 'MO' }, { day: 'TU' }] },
    ],
    [
      'the second Tuesday becomes the third Thursday',
      '2026-11-10',
      '2026-11-19',
      { freq: 'monthly', interval: 1, byDay: [{ day: 'TU', nth: 2 }] },
      { byDay: [{ day: 'TH', nth: 3 }] },
    ],
    [
      'the last one stays one from the end',
      '2026-11-30',
      '2026-11-27',
      { freq: 'monthly', interval: 1, byDay: [{ day: 'MO', nth: -1 }] },
      { byDay: [{ day: 'FR', nth: -1 }] },
    ],
    [
      'a date becomes another',
      '2026-11-10',
      '2026-12-12',
      { freq: 'yearly', interval: 1, byMonth: [11], byMonthDay: [10] },
      { byMonth: [12], byMonthDay: [12] },
    ],
    [
      'its end goes along',
      '2026-11-09',
      '2026-11-11',
      { freq: 'daily', interval: 1, until: '2026-11-20' },
      { until: '2026-11-22' },
    ],
  ])('%s', (_, from, to, rule, expected) => {
    expect(movedRule(rule, parseDate(from), parseDate(to))).toEqual({ ...rule, ...expected });
  });
});
