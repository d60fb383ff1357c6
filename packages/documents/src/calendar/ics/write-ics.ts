import { addDays, formatDate, parseDate } from '../dates.ts';
import { occurrencesOf, whenOn, type Window } from '../occurrences.ts';
import type { CalendarEvent } from '../reads.ts';
import { seriesDays, startsInRule } from '../repeats.ts';
import type { Repeats, When } from '../schema.ts';
import { FALLBACK_ZONE, instantOf, isKnownZone } from '../zones.ts';
import { icsEventOf, type IcsEvent, type IcsException } from './ics-event.ts';
import { componentText, type Component, type Property } from './lines.ts';
import { timeZoneOf } from './time-zone.ts';

export interface WriteIcs {
  /** As calendars show it. */
  name: string;
  /** The project's. */
  zone: string;
  now: number;
  /** Name of a member. Never an e-mail address: a file goes to anybody. */
  nameOf(user: string): string;
}

/** Series without an end are given zones for so long; later than that the rule of the last year holds. */
const YEARS_AHEAD = 10;
/** How often who subscribes shall ask again. Many ask far less often, whatever is written here. */
const REFRESH = 'PT1H';
/** What stands where an attendee's address would. */
const NO_ADDRESS = 'invalid:nomail';

/** A calendar file of these events. For one event or a range pass those alone (`eventsIn`). */
export function writeIcs(events: readonly CalendarEvent[], options: WriteIcs): string {
  const written = events.map(icsEventOf);
  return componentText([
    'vcalendar',
    [
      ['version', {}, 'text', '2.0'],
      ['prodid', {}, 'text', '-//Clapper//Calendar//EN'],
      ['calscale', {}, 'text', 'GREGORIAN'],
      ['method', {}, 'text', 'PUBLISH'],
      ['x-wr-calname', {}, 'text', options.name],
      ['x-wr-timezone', {}, 'text', options.zone],
      ['refresh-interval', {}, 'duration', REFRESH],
      ['x-published-ttl', {}, 'duration', REFRESH],
    ],
    [...zonesOf(written, options.now), ...written.flatMap((event) => eventComponents(event, options))],
  ]);
}

/** The events that take place in a window, whole: a series with all of its days. */
export function eventsIn(events: readonly CalendarEvent[], window: Window): CalendarEvent[] {
  return events.filter((event) => occurrencesOf(event, window).length > 0);
}

function zonesOf(events: readonly IcsEvent[], now: number): Component[] {
  const years = new Map<string, { first: number; last: number }>();
  const ahead = new Date(now).getUTCFullYear() + YEARS_AHEAD;
  for (const { when, repeats, exceptions } of events) {
    for (const place of [when, ...exceptions.map((exception) => exception.when)]) {
      if (place === null || place.allDay) continue;
      const zone = knownZone(place.zone);
      const known = years.get(zone) ?? { first: Infinity, last: -Infinity };
      const last = repeats === null ? Number(place.end.slice(0, 4)) : ahead;
      years.set(zone, {
        // A year before, so that the first event has a change to stand behind.
        first: Math.min(known.first, Number(place.start.slice(0, 4)) - 1),
        last: Math.max(known.last, last, Number(place.start.slice(0, 4)) + 1),
      });
    }
  }
  return [...years].map(([zone, span]) => timeZoneOf(zone, span));
}

function eventComponents(event: IcsEvent, options: WriteIcs): Component[] {
  const { when, repeats, exceptions } = event;
  const cancelled = exceptions.filter((exception) => exception.cancelled);
  const own = eventProperties(event, options);
  const master: Component = [
    'vevent',
    [
      ...own,
      ...timeProperties(when),
      ...(repeats === null ? [] : ruleProperties(when, repeats)),
      ...cancelled.map(({ date }) => timeProperty('exdate', startOn(when, date))),
    ],
    [],
  ];
  const others = exceptions.filter((exception) => !exception.cancelled);
  return [master, ...others.map((exception) => exceptionComponent(event, exception, options))];
}

function exceptionComponent(event: IcsEvent, exception: IcsException, options: WriteIcs): Component {
  const { date, when, changes } = exception;
  const properties = eventProperties({ ...event, ...changes }, options);
  return [
    'vevent',
    [
      ...properties,
      timeProperty('recurrence-id', startOn(event.when, date)),
      ...timeProperties(when ?? whenOn(event.when, parseDate(date))),
    ],
    [],
  ];
}

function eventProperties(event: IcsEvent, { now, nameOf }: WriteIcs): Property[] {
  const { uid, sequence, changedAt, title, description, location, status, type, callTime } = event;
  const said = (name: string, value: string | null): Property[] =>
    value === null || value === '' ? [] : [[name, {}, 'text', value]];
  return [
    ['uid', {}, 'text', uid],
    ['dtstamp', {}, 'date-time', utc(now)],
    ...(changedAt === null ? [] : [['last-modified', {}, 'date-time', utc(changedAt)] as Property]),
    ['sequence', {}, 'integer', sequence],
    ['status', {}, 'text', status.toUpperCase()],
    ...said('summary', title),
    ...said('description', description),
    ...said('location', location),
    ...said('categories', type),
    ...said('x-clapper-call-time', callTime),
    ...said('x-clapper-shots', event.shots?.join(' ') ?? null),
    ...(event.people ?? []).map(({ user, name }): Property => [
      'attendee',
      {
        cn: (user === null ? name : nameOf(user)) || name,
        ...(user === null ? {} : { 'x-clapper-user': user }),
      },
      'cal-address',
      NO_ADDRESS,
    ]),
  ];
}

/** A moment has no end: an end at its start would be no event to many. */
function timeProperties(when: When): Property[] {
  const start = timeProperty('dtstart', { ...when, at: when.start });
  return when.start === when.end ? [start] : [start, timeProperty('dtend', { ...when, at: when.end })];
}

function ruleProperties(when: When, repeats: Repeats): Property[] {
  const start = parseDate(when.start);
  const { freq, interval, count, until, byDay, byMonthDay, byMonth, bySetPos, weekStart } = repeats;
  const fits = startsInRule(start, repeats);
  // Readers differ in whether a start that the rule does not give counts: then it is written apart, and nothing is counted.
  const counted = count === undefined || fits ? undefined : seriesDays(start, repeats, {}).at(-1)!;
  const last = counted === undefined ? until : formatDate(counted);
  const rule = {
    freq: freq.toUpperCase(),
    ...(interval === 1 ? {} : { interval }),
    ...(count === undefined || !fits ? {} : { count }),
    ...(last === undefined ? {} : { until: untilText(when, last) }),
    ...(byMonth === undefined ? {} : { bymonth: byMonth }),
    ...(byMonthDay === undefined ? {} : { bymonthday: byMonthDay }),
    ...(byDay === undefined ? {} : { byday: byDay.map(({ day, nth = '' }) => `${nth}${day}`) }),
    ...(bySetPos === undefined ? {} : { bysetpos: bySetPos }),
    // ical.js counts weekdays from Sunday, from 1.
    ...(weekStart === undefined
      ? {}
      : { wkst: ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'].indexOf(weekStart) + 1 }),
  };
  return [
    ['rrule', {}, 'recur', rule],
    ...(fits ? [] : [timeProperty('rdate', { ...when, at: when.start })]),
  ];
}

/** The last moment of a day: in UTC, where the start has a clock. */
function untilText(when: When, last: string): string {
  if (when.allDay) return last;
  return utc(instantOf(`${addDays(last, 1)}T00:00`, knownZone(when.zone)) - 1_000);
}

/** When an occurrence would begin if nothing had been made of it. */
function startOn(when: When, date: string): When & { at: string } {
  return { ...when, at: when.allDay ? date : `${date}${when.start.slice(10)}` };
}

function timeProperty(name: string, place: When & { at: string }): Property {
  if (place.allDay) return [name, {}, 'date', place.at];
  return [name, { tzid: knownZone(place.zone) }, 'date-time', `${place.at}:00`];
}

function knownZone(zone: string): string {
  return isKnownZone(zone) ? zone : FALLBACK_ZONE;
}

function utc(instant: number): string {
  return `${new Date(instant).toISOString().slice(0, 19)}Z`;
}
