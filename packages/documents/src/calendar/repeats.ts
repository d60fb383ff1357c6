import {
  dayNumber,
  daysInMonth,
  LAST_YEAR,
  parseDate,
  WEEKDAYS,
  weekdayOf,
  yearMonthDay,
  type Weekday,
} from './dates.ts';
import type { Repeats } from './schema.ts';

type ByDay = NonNullable<Repeats['byDay']>;

const LAST_DAY = dayNumber({ year: LAST_YEAR, month: 12, day: 31 });

/** How far to walk through a rule: both bounds hold. */
export interface Reach {
  /** The last day to look at. */
  to?: number;
  /** The most days to give. */
  limit?: number;
}

/**
 * The days of a series, ascending. The first always takes place, also where the rule would not choose it or ends
 * before it: an event that was put somewhere is there.
 */
export function seriesDays(start: number, repeats: Repeats | null, { to, limit }: Reach): number[] {
  if (repeats === null) return [start];
  const most = Math.min(repeats.count ?? Infinity, limit ?? Infinity);
  const until = repeats.until === undefined ? LAST_DAY : parseDate(repeats.until);
  const last = Math.min(to ?? LAST_DAY, until, LAST_DAY);
  const days = [start];
  if (most <= 1) return days;
  for (const period of periods(start, repeats, last)) {
    for (const day of chosen(period, repeats)) {
      if (day <= start) continue;
      if (day > last) return days;
      days.push(day);
      if (days.length >= most) return days;
    }
  }
  return days;
}

/** Whether the rule itself gives the day it begins on: other programs may leave it out otherwise. */
export function startsInRule(start: number, repeats: Repeats): boolean {
  for (const period of periods(start, repeats, start))
    if (chosen(period, repeats).includes(start)) return true;
  return false;
}

/** The days that each day, week, month or year of the rule offers, until one begins behind `last`. */
function* periods(start: number, repeats: Repeats, last: number): Generator<number[]> {
  const { freq, interval, byMonth } = repeats;
  const { year, month, day } = yearMonthDay(start);
  const inMonth = (of: number): boolean => byMonth === undefined || byMonth.includes(yearMonthDay(of).month);
  switch (freq) {
    case 'daily':
      for (let at = start; at <= last; at += interval)
        yield [at].filter((one) => inMonth(one) && fits(one, repeats));
      return;
    case 'weekly': {
      const days = (repeats.byDay ?? [{ day: WEEKDAYS[weekdayOf(start)]! }]).map((one) =>
        weekdayIndex(one.day),
      );
      const lead = (weekdayOf(start) - weekdayIndex(repeats.weekStart ?? 'MO') + 7) % 7;
      for (let week = start - lead; week <= last; week += 7 * interval) {
        yield range(week, 7).filter((one) => days.includes(weekdayOf(one)) && inMonth(one));
      }
      return;
    }
    case 'monthly':
      for (let months = year * 12 + month - 1; ; months += interval) {
        const [of, within] = [Math.floor(months / 12), (months % 12) + 1];
        if (dayNumber({ year: of, month: within, day: 1 }) > last) return;
        yield byMonth === undefined || byMonth.includes(within) ? daysOfMonth(of, within, day, repeats) : [];
      }
    case 'yearly':
      for (let of = year; dayNumber({ year: of, month: 1, day: 1 }) <= last; of += interval) {
        yield daysOfYear(of, month, day, repeats);
      }
      return;
    default:
      freq satisfies never;
  }
}

function daysOfYear(year: number, month: number, day: number, repeats: Repeats): number[] {
  const { byDay, byMonth, byMonthDay } = repeats;
  if (byDay !== undefined && byMonth === undefined && byMonthDay === undefined) {
    const first = dayNumber({ year, month: 1, day: 1 });
    return matching(range(first, dayNumber({ year: year + 1, month: 1, day: 1 }) - first), byDay);
  }
  const months = byMonth ?? (byMonthDay === undefined ? [month] : range(1, 12));
  return [...new Set(months)].toSorted((a, b) => a - b).flatMap((of) => daysOfMonth(year, of, day, repeats));
}

function daysOfMonth(year: number, month: number, day: number, { byDay, byMonthDay }: Repeats): number[] {
  const first = dayNumber({ year, month, day: 1 });
  const length = daysInMonth(year, month);
  if (byMonthDay === undefined && byDay !== undefined) return matching(range(first, length), byDay);
  const wanted = (byMonthDay ?? [day]).map((number) => (number < 0 ? length + 1 + number : number));
  const days = [...new Set(wanted)]
    .filter((number) => number >= 1 && number <= length)
    .toSorted((a, b) => a - b);
  const numbers = days.map((number) => first + number - 1);
  return byDay === undefined ? numbers : numbers.filter((one) => byDay.some(isWeekday(one)));
}

/** Those of a month or year that are, say, its second Tuesday. */
function matching(days: readonly number[], byDay: ByDay): number[] {
  const wanted = new Set(
    byDay.flatMap(({ day, nth }) => {
      const found = days.filter((one) => weekdayOf(one) === weekdayIndex(day));
      if (nth === undefined) return found;
      const one = found.at(nth > 0 ? nth - 1 : nth);
      return one === undefined ? [] : [one];
    }),
  );
  return days.filter((day) => wanted.has(day));
}

function chosen(period: readonly number[], { bySetPos }: Repeats): readonly number[] {
  if (bySetPos === undefined) return period;
  const positions = new Set(
    bySetPos.map((position) => (position > 0 ? position - 1 : period.length + position)),
  );
  return period.filter((_, index) => positions.has(index));
}

function fits(day: number, { byDay, byMonthDay }: Repeats): boolean {
  if (byDay !== undefined && !byDay.some(isWeekday(day))) return false;
  if (byMonthDay === undefined) return true;
  const { year, month, day: number } = yearMonthDay(day);
  return byMonthDay.includes(number) || byMonthDay.includes(number - 1 - daysInMonth(year, month));
}

function isWeekday(of: number): (one: { day: Weekday }) => boolean {
  return ({ day }) => weekdayIndex(day) === weekdayOf(of);
}

function weekdayIndex(day: Weekday): number {
  return WEEKDAYS.indexOf(day);
}

function range(from: number, length: number): number[] {
  return Array.from({ length }, (_, index) => from + index);
}

/**
 * The rule of a series whose first day moves: what it says of the old day it says of the new one. Days that it
 * names besides stay.
 */
export function movedRule(repeats: Repeats, from: number, to: number): Repeats {
  if (from === to) return repeats;
  const [old, now] = [yearMonthDay(from), yearMonthDay(to)];
  const { byDay, byMonthDay, byMonth, until, ...rest } = repeats;
  const only = <T>(list: readonly T[] | undefined, value: T): boolean =>
    list?.length === 1 && list[0] === value;
  return {
    ...rest,
    ...(until === undefined ? {} : { until: movedDate(until, to - from) }),
    ...(byDay === undefined ? {} : { byDay: movedDays(repeats, byDay, from, to) }),
    ...(byMonthDay === undefined ? {} : { byMonthDay: only(byMonthDay, old.day) ? [now.day] : byMonthDay }),
    ...(byMonth === undefined ? {} : { byMonth: only(byMonth, old.month) ? [now.month] : byMonth }),
  };
}

function movedDays({ freq }: Repeats, byDay: ByDay, from: number, to: number): ByDay {
  if (freq === 'weekly') {
    const turned = byDay.map(({ day }) => WEEKDAYS[(((weekdayIndex(day) + to - from) % 7) + 7) % 7]!);
    return WEEKDAYS.filter((day) => turned.includes(day)).map((day) => ({ day }));
  }
  const [only] = byDay;
  if (byDay.length > 1 || only?.nth === undefined || !isWeekday(from)(only)) return byDay;
  const { year, month, day } = yearMonthDay(to);
  const fromEnd = -Math.ceil((daysInMonth(year, month) - day + 1) / 7);
  return [{ day: WEEKDAYS[weekdayOf(to)]!, nth: only.nth > 0 ? Math.ceil(day / 7) : fromEnd }];
}

function movedDate(date: string, days: number): string {
  const moved = Math.min(parseDate(date) + days, LAST_DAY);
  return new Date(Math.max(moved, 0) * 86_400_000).toISOString().slice(0, 10);
}
