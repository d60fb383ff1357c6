import { dayNumber, formatDate, parseDate, weekdayOf, yearMonthDay } from './dates.ts';

/**
 * Public holidays of Korea by the law as it stands in 2026, from 2021's rules of substitute days on. Worked out from the lunar
 * calendar that browsers bring with them: no table to grow old. (The tables of the usual library have the two
 * feasts begin a day late.) Days of elections, and those the government adds in a year, are not among them.
 */
export type KoreanHolidayName =
  | 'newYear'
  | 'seollal'
  | 'march1'
  | 'buddha'
  | 'children'
  | 'memorial'
  | 'constitution'
  | 'liberation'
  | 'chuseok'
  | 'foundation'
  | 'hangeul'
  | 'christmas';

export interface KoreanHoliday {
  date: string;
  name: KoreanHolidayName;
  /** Given for one that fell on a weekend or on another. */
  substitute: boolean;
}

/** Which weekends give a day back, counted from Monday. */
type Substitute = readonly number[];
const NONE: Substitute = [];
const SUNDAY: Substitute = [6];
const WEEKEND: Substitute = [5, 6];

interface Rule {
  name: KoreanHolidayName;
  /** Month and day; lunar ones with the days around them. */
  solar?: readonly [month: number, day: number];
  lunar?: readonly [month: number, day: number];
  around?: number;
  substitute: Substitute;
  since?: number;
}

const RULES: readonly Rule[] = [
  { name: 'newYear', solar: [1, 1], substitute: NONE },
  { name: 'seollal', lunar: [1, 1], around: 1, substitute: SUNDAY },
  { name: 'march1', solar: [3, 1], substitute: WEEKEND },
  { name: 'buddha', lunar: [4, 8], substitute: WEEKEND },
  { name: 'children', solar: [5, 5], substitute: WEEKEND },
  { name: 'memorial', solar: [6, 6], substitute: NONE },
  { name: 'constitution', solar: [7, 17], substitute: WEEKEND, since: 2026 },
  { name: 'liberation', solar: [8, 15], substitute: WEEKEND },
  { name: 'chuseok', lunar: [8, 15], around: 1, substitute: SUNDAY },
  { name: 'foundation', solar: [10, 3], substitute: WEEKEND },
  { name: 'hangeul', solar: [10, 9], substitute: WEEKEND },
  { name: 'christmas', solar: [12, 25], substitute: WEEKEND },
];

const years = new Map<number, readonly KoreanHoliday[]>();

/** Those of a year, by date. Where the lunar calendar is missing, without the three that follow it. */
export function koreanHolidays(year: number): readonly KoreanHoliday[] {
  const known = years.get(year);
  if (known !== undefined) return known;
  const days = RULES.filter(({ since = 0 }) => year >= since).flatMap((rule) =>
    daysOf(rule, year).map((day) => ({ day, rule })),
  );
  days.sort((a, b) => a.day - b.day);
  const taken = new Set(days.map(({ day }) => day));
  const given: KoreanHoliday[] = [];
  for (const [index, { day, rule }] of days.entries()) {
    // Of two on one day the second is given back, once.
    const meets = rule.substitute.length > 0 && index > 0 && days[index - 1]!.day === day;
    if (!meets && !rule.substitute.includes(weekdayOf(day))) continue;
    let free = day + 1;
    while (taken.has(free) || weekdayOf(free) > 4) free++;
    taken.add(free);
    given.push({ date: formatDate(free), name: rule.name, substitute: true });
  }
  const holidays = [
    ...days.map(({ day, rule }) => ({ date: formatDate(day), name: rule.name, substitute: false })),
    ...given,
  ].toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  years.set(year, holidays);
  return holidays;
}

/** Of a span of dates, both ends among them. */
export function koreanHolidaysBetween(from: string, to: string): KoreanHoliday[] {
  const [first, last] = [yearMonthDay(parseDate(from)).year, yearMonthDay(parseDate(to)).year];
  const span = Array.from({ length: last - first + 1 }, (_, index) => koreanHolidays(first + index));
  return span.flat().filter(({ date }) => date >= from && date <= to);
}

function daysOf({ solar, lunar, around = 0 }: Rule, year: number): number[] {
  if (solar !== undefined) return [dayNumber({ year, month: solar[0], day: solar[1] })];
  const day = lunar === undefined ? null : lunarDay(year, lunar);
  if (day === null) return [];
  return Array.from({ length: 2 * around + 1 }, (_, index) => day - around + index);
}

/** The day of a year on which the lunar calendar shows this one; leap months are others. */
function lunarDay(year: number, [month, day]: readonly [number, number]): number | null {
  const format = new Intl.DateTimeFormat('en-u-ca-dangi', {
    timeZone: 'UTC',
    month: 'numeric',
    day: 'numeric',
  });
  if (format.resolvedOptions().calendar !== 'dangi') return null;
  // A lunar month begins three to seven weeks behind the solar one of its number.
  const first = dayNumber({ year, month, day: 1 });
  for (let at = first; at < first + 90; at++) {
    const parts = format.formatToParts(at * 86_400_000);
    const shown = ['month', 'day'].map((wanted) => parts.find(({ type }) => type === wanted)?.value);
    if (shown[0] === `${month}` && shown[1] === `${day}`) return at;
  }
  return null;
}
