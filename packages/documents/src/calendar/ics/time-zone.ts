import { daysInMonth, formatWall, WEEKDAYS, weekdayOf, yearMonthDay } from '../dates.ts';
import { offsetAt, transitionsIn, type Transition } from '../zones.ts';
import type { Component, Property } from './lines.ts';

/** Where the same change came on the same weekday of the month for so many years, it is written as a rule. */
const YEARS_OF_A_RULE = 3;

/**
 * A VTIMEZONE with the changes that the zone really has in these years, and a rule for those that go on behind them.
 */
export function timeZoneOf(zone: string, years: { first: number; last: number }): Component {
  const start = Date.UTC(years.first, 0, 1);
  const offset = offsetAt(start, zone);
  const all: Transition[] = [];
  for (let year = years.first; year <= years.last; year++) all.push(...transitionsIn(year, zone));
  const kinds = Map.groupBy(all, ({ before, after }) => `${before} ${after}`);
  return [
    'vtimezone',
    [['tzid', {}, 'text', zone]],
    [
      observance(zone, { at: start, before: offset, after: offset }, null),
      ...[...kinds.values()].flatMap((changes) => observances(zone, changes, years.last)),
    ],
  ];
}

function observances(zone: string, changes: readonly Transition[], last: number): Component[] {
  const rules = changes.map(yearly);
  const newest = rules.at(-1)!;
  // Looks back from the newest for as long as it is the same rule, year by year.
  let from = changes.length - 1;
  let common = newest.names;
  while (from > 0) {
    const [earlier, later] = [rules[from - 1]!, rules[from]!];
    const names = earlier.names.filter((name) => common.includes(name));
    if (earlier.year !== later.year - 1 || earlier.clock !== later.clock || names.length === 0) break;
    common = names;
    from--;
  }
  const goesOn = newest.year === last && changes.length - from >= YEARS_OF_A_RULE;
  const single = goesOn ? changes.slice(0, from) : changes;
  return [
    // Each by itself: of several days in one RDATE some readers take the first.
    ...single.map((change) => observance(zone, change, null)),
    ...(goesOn ? [observance(zone, changes[from]!, { month: newest.month, day: common[0]! })] : []),
  ];
}

/** What a yearly rule could say of a change: `2SU` or `-1SU` of its month. */
function yearly(change: Transition): { year: number; month: number; clock: string; names: string[] } {
  const wall = onset(change);
  const day = Math.floor((change.at / 60_000 + change.before) / 1_440);
  const { year, month, day: number } = yearMonthDay(day);
  const weekday = WEEKDAYS[weekdayOf(day)]!;
  const isLast = number + 7 > daysInMonth(year, month);
  const names = [...(isLast ? [`-1${weekday}`] : []), `${Math.ceil(number / 7)}${weekday}`];
  return { year, month, clock: wall.slice(11), names };
}

function observance(
  zone: string,
  change: Transition,
  rule: { month: number; day: string } | null,
): Component {
  const { at, before, after } = change;
  const properties: Property[] = [
    ['dtstart', {}, 'date-time', onset(change)],
    ['tzoffsetfrom', {}, 'utc-offset', offsetText(before)],
    ['tzoffsetto', {}, 'utc-offset', offsetText(after)],
    ['tzname', {}, 'text', nameOf(zone, at)],
  ];
  if (rule !== null) {
    properties.push(['rrule', {}, 'recur', { freq: 'YEARLY', bymonth: rule.month, byday: rule.day }]);
  }
  return [after > before ? 'daylight' : 'standard', properties, []];
}

/** When it comes, on the clocks that it finds. */
function onset({ at, before }: Transition): string {
  return `${formatWall(at / 60_000 + before)}:00`;
}

function offsetText(minutes: number): string {
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  const two = (number: number): string => `${number}`.padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(hours)}:${two(rest)}`;
}

function nameOf(zone: string, at: number): string {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'short' }).formatToParts(at);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? zone;
}
