import ICAL from 'ical.js';
import { sameValue } from '../../records.ts';
import { formatDate, isDate, isWall, parseDate, WEEKDAYS, type Weekday } from '../dates.ts';
import { whenOn } from '../occurrences.ts';
import { seriesDays } from '../repeats.ts';
import {
  EVENT_LIMITS,
  EVENT_TYPES,
  repeatsSchema,
  whenSchema,
  type EventPerson,
  type EventType,
  type OccurrenceChanges,
  type Repeats,
  type When,
} from '../schema.ts';
import { dayOf, instantOf, wallOf } from '../zones.ts';
import type { IcsEvent, IcsException } from './ics-event.ts';
import type { Property } from './lines.ts';
import { ICS_LIMITS, scanIcs, type IcsFileProblem, type ScannedEvent } from './scan.ts';
import { zoneReader, type ZoneReader } from './zone-names.ts';

/** Why one event of a file is left out. */
export type IcsEventProblem =
  /** A line that is none: cut wrongly, or far too long. */
  | 'bad_line'
  | 'no_uid'
  | 'bad_time'
  | 'unknown_zone'
  /** It repeats more often than daily, or by what this calendar does not know. */
  | 'unsupported_rule'
  | 'too_many_exceptions';

export interface IcsSkipped {
  code: IcsEventProblem;
  line: number;
  title: string;
}

/** A file, read. What cannot be read of it is said; nothing throws. */
export type IcsReading =
  | { ok: true; name: string; events: IcsEvent[]; skipped: IcsSkipped[] }
  | { ok: false; code: IcsFileProblem; line: number };

export interface ReadIcs {
  /** What clocks without a zone mean, and single events in UTC are shown in: the project's. */
  zone: string;
}

export function readIcs(file: string | Uint8Array, { zone }: ReadIcs): IcsReading {
  if (file.length > ICS_LIMITS.file) return { ok: false, code: 'too_large', line: 0 };
  const text = typeof file === 'string' ? file : new TextDecoder().decode(file);
  const scan = scanIcs(text);
  if (!scan.ok) return scan;
  const zones = zoneReader(scan.zones, zone);
  const skipped: IcsSkipped[] = [];
  const parts = new Map<string, Part[]>();
  for (const scanned of scan.events) {
    const read = partOf(scanned, zones);
    if (typeof read === 'string') {
      skipped.push({ code: read, line: scanned.line, title: titleOf(scanned) });
      continue;
    }
    const list = parts.get(read.uid) ?? [];
    parts.set(read.uid, list);
    list.push(read);
  }
  const events: IcsEvent[] = [];
  for (const list of parts.values()) {
    const event = eventOf(list);
    if (typeof event === 'string') skipped.push({ code: event, line: list[0]!.line, title: list[0]!.title });
    else events.push(...event);
  }
  return { ok: true, name: scan.name, events, skipped };
}

/** One VEVENT: an event, or one occurrence of it. */
interface Part extends Omit<IcsEvent, 'exceptions'> {
  line: number;
  /** Days left out. */
  without: string[];
  /** Which of the series it stands for, as the file has it; null: it is the event. */
  instead: { wall: string; zone: string } | null;
  cancelled: boolean;
}

class Unreadable extends Error {
  readonly code: IcsEventProblem;
  constructor(code: IcsEventProblem) {
    super(code);
    this.code = code;
  }
}

function partOf(scanned: ScannedEvent, zones: ZoneReader): Part | IcsEventProblem {
  if (scanned.badLine !== null) return 'bad_line';
  let properties: Property[];
  try {
    properties = ICAL.parse(['BEGIN:VEVENT', ...scanned.lines, 'END:VEVENT'].join('\r\n'))[1] as Property[];
  } catch (error) {
    // ical.js throws on a rule it does not know just as on a line it cannot split.
    return /frequency|integer|until|byday|recur/i.test(String(error)) ? 'unsupported_rule' : 'bad_line';
  }
  try {
    return readPart(properties, scanned.line, zones);
  } catch (error) {
    if (error instanceof Unreadable) return error.code;
    throw error;
  }
}

function readPart(properties: readonly Property[], line: number, zones: ZoneReader): Part {
  const all = (name: string): Property[] => properties.filter(([own]) => own === name);
  const text = (name: string, max: number): string =>
    cut(all(name).flatMap(([, , , value]) => [`${value}`])[0] ?? '', max);
  const uid = text('uid', Infinity);
  if (uid === '' || uid.length > EVENT_LIMITS.uid) throw new Unreadable('no_uid');
  const when = whenOf(all('dtstart')[0], all('dtend')[0], all('duration')[0], all('rrule').length > 0, zones);
  const repeats = ruleOf(when, all('rrule'), [...all('rdate'), ...all('exrule')], zones);
  const dates = (name: string): string[] =>
    all(name).flatMap((property) => property.slice(3).map((value) => dateIn(when, property, value, zones)));
  const without = dates('exdate');
  if (without.length > ICS_LIMITS.exceptions) throw new Unreadable('too_many_exceptions');
  const status = text('status', 20).toLowerCase();
  const changedAt = Date.parse(text('last-modified', 40));
  const shots = text('x-clapper-shots', 65 * EVENT_LIMITS.shots);
  return {
    line,
    uid,
    sequence: Math.max(Number(all('sequence')[0]?.[3] ?? 0) || 0, 0),
    changedAt: Number.isNaN(changedAt) ? null : Math.max(changedAt, 0),
    title: text('summary', EVENT_LIMITS.title),
    description: text('description', EVENT_LIMITS.description),
    location: text('location', EVENT_LIMITS.location),
    status: status === 'tentative' ? 'tentative' : 'confirmed',
    when,
    repeats,
    type: typeOf(all('categories').flatMap((property) => property.slice(3))),
    people: peopleOf(all('attendee')),
    callTime: /^([01]\d|2[0-3]):[0-5]\d$/.exec(text('x-clapper-call-time', 5))?.[0] ?? null,
    shots:
      shots === ''
        ? null
        : shots.split(' ').filter((id) => id !== '' && id.length <= 64 && !id.includes('/')),
    without,
    instead: insteadOf(all('recurrence-id')[0], zones),
    cancelled: status === 'cancelled',
  };
}

/** The event of all that goes by one UID: its last version, and the occurrences that are different. */
function eventOf(parts: readonly Part[]): IcsEvent[] | IcsEventProblem {
  const latest = parts.toSorted((a, b) => b.sequence - a.sequence);
  const master = latest.find(({ instead }) => instead === null);
  const singles = new Map<string, Part>();
  for (const part of latest) {
    const date = part.instead === null ? null : dayIn(master?.when, part.instead);
    if (date !== null && !singles.has(date)) singles.set(date, part);
  }
  // An invitation to one day of a series that is not ours to see: an event by itself.
  if (master === undefined) {
    return [...singles]
      .filter(([, { cancelled }]) => !cancelled)
      .map(([date, part]) => ({
        ...plain(part),
        uid: cut(`${part.uid}#${date}`, EVENT_LIMITS.uid),
        repeats: null,
      }));
  }
  if (master.cancelled) return [];
  const event = plain(master);
  if (event.repeats === null) return [event];
  const exceptions = new Map<string, IcsException>();
  for (const date of master.without) exceptions.set(date, { date, cancelled: true, when: null, changes: {} });
  for (const [date, part] of singles) exceptions.set(date, exceptionOf(event, date, part));
  if (exceptions.size > ICS_LIMITS.exceptions) return 'too_many_exceptions';
  const last = [...exceptions.keys()].toSorted().at(-1);
  const to = last === undefined ? undefined : parseDate(last);
  const days =
    to === undefined ? [] : seriesDays(parseDate(event.when.start), event.repeats, { to }).map(formatDate);
  const different = days.flatMap((date) => exceptions.get(date) ?? []).filter(saysSomething);
  // All of an event is one edit, which a device sends whole or not at all.
  if (JSON.stringify(different).length > ICS_LIMITS.changes) return 'too_many_exceptions';
  return [{ ...event, exceptions: different }];
}

function saysSomething({ cancelled, when, changes }: IcsException): boolean {
  return cancelled || when !== null || !sameValue(changes, {});
}

function exceptionOf(event: IcsEvent, date: string, part: Part): IcsException {
  if (part.cancelled) return { date, cancelled: true, when: null, changes: {} };
  const changes: Record<string, unknown> = {};
  for (const field of [
    'title',
    'description',
    'location',
    'status',
    'type',
    'people',
    'callTime',
    'shots',
  ] as const) {
    const [was, is] = [event[field], part[field]];
    if (is !== null && !sameValue(was, is)) changes[field] = is;
  }
  const stands = sameValue(part.when, whenOn(event.when, parseDate(date)));
  return { date, cancelled: false, when: stands ? null : part.when, changes: changes as OccurrenceChanges };
}

function plain(part: Part): IcsEvent {
  const { line: _line, without: _without, instead: _instead, cancelled: _cancelled, ...event } = part;
  return { ...event, exceptions: [] };
}

function whenOf(
  start: Property | undefined,
  end: Property | undefined,
  duration: Property | undefined,
  repeats: boolean,
  zones: ZoneReader,
): When {
  if (start === undefined) throw new Unreadable('bad_time');
  const [, , type, value] = start;
  if (type === 'date') {
    const first = checkedDate(value);
    const last = end?.[2] === 'date' ? checkedDate(end[3]) : null;
    const days = last === null ? Math.floor(minutesIn(duration) / 1_440) : parseDate(last) - parseDate(first);
    return checkedWhen({ allDay: true, start: first, end: formatDate(parseDate(first) + Math.max(days, 1)) });
  }
  const zone = zoneOf(start, repeats, zones);
  const from = wallIn(start, zone, zones);
  const instant = instantOf(from, zone);
  const until =
    end === undefined
      ? wallOf(instant + minutesIn(duration) * 60_000, zone)
      : end[2] === 'date'
        ? `${checkedDate(end[3])}T00:00`
        : wallIn(end, zone, zones);
  return checkedWhen({ allDay: false, start: from, end: until < from ? from : until, zone });
}

/** Single events in UTC are shown where the project is; a series stays on the clock it is counted by. */
function zoneOf(property: Property, repeats: boolean, zones: ZoneReader): string {
  const zone = writtenZone(property, zones);
  if (zone === 'UTC' && property[1]['tzid'] === undefined && !repeats) return zones.own;
  return zone;
}

function writtenZone([, parameters, , value]: Property, zones: ZoneReader): string {
  if (`${value}`.endsWith('Z')) return 'UTC';
  const { tzid } = parameters;
  if (tzid === undefined) return zones.own;
  const zone = zones.named(`${tzid}`);
  if (zone === null) throw new Unreadable('unknown_zone');
  return zone;
}

/** A clock of the file as it stands in `zone`. Seconds are no matter of schedules. */
function wallIn(property: Property, zone: string, zones: ZoneReader, value: unknown = property[3]): string {
  const wall = `${value}`.slice(0, 16);
  if (!isWall(wall)) throw new Unreadable('bad_time');
  const written = writtenZone([property[0], property[1], property[2], value], zones);
  return written === zone ? wall : wallOf(instantOf(wall, written), zone);
}

/** The day, of the event's own clock, that an EXDATE means. */
function dateIn(when: When, property: Property, value: unknown, zones: ZoneReader): string {
  if (property[2] === 'date') return checkedDate(value);
  if (when.allDay) return checkedDate(`${value}`.slice(0, 10));
  return wallIn(property, when.zone, zones, value).slice(0, 10);
}

function insteadOf(property: Property | undefined, zones: ZoneReader): Part['instead'] {
  if (property === undefined) return null;
  if (property[2] === 'date') return { wall: checkedDate(property[3]), zone: zones.own };
  const zone = writtenZone(property, zones);
  return { wall: wallIn(property, zone, zones), zone };
}

/** The day it means on the clock of its series, which need not be its own. */
function dayIn(series: When | undefined, { wall, zone }: NonNullable<Part['instead']>): string {
  if (series === undefined || series.allDay || wall.length === 10 || series.zone === zone)
    return wall.slice(0, 10);
  return dayOf(instantOf(wall, zone), series.zone);
}

function checkedDate(value: unknown): string {
  const date = `${value}`;
  if (!isDate(date)) throw new Unreadable('bad_time');
  return date;
}

function checkedWhen(when: When): When {
  const checked = whenSchema.safeParse(when);
  if (!checked.success) throw new Unreadable('bad_time');
  return checked.data;
}

function minutesIn(duration: Property | undefined): number {
  if (duration === undefined) return 0;
  const found = /^P(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,8})M)?(?:\d+S)?)?$/.exec(
    `${duration[3]}`,
  );
  if (found === null) throw new Unreadable('bad_time');
  const [weeks, days, hours, minutes] = found.slice(1).map((part) => Number(part ?? 0));
  return ((weeks! * 7 + days!) * 24 + hours!) * 60 + minutes!;
}

const RULE_KEYS = new Set([
  ...['freq', 'interval', 'count', 'until', 'wkst'],
  ...['byday', 'bymonthday', 'bymonth', 'bysetpos', 'byhour', 'byminute', 'bysecond'],
]);

function ruleOf(
  when: When,
  rules: readonly Property[],
  more: readonly Property[],
  zones: ZoneReader,
): Repeats | null {
  // The start written once more is no other day.
  const others = more.filter(
    (property) =>
      property[0] !== 'rdate' || property.slice(3).some((value) => !isStart(when, property, value, zones)),
  );
  if (rules.length > 1 || others.length > 0) throw new Unreadable('unsupported_rule');
  if (rules.length === 0) return null;
  const rule = rules[0]![3] as Record<string, unknown>;
  const list = (key: string): unknown[] => [rule[key] ?? []].flat();
  if (Object.keys(rule).some((key) => !RULE_KEYS.has(key)) || !keepsItsTime(when, list)) {
    throw new Unreadable('unsupported_rule');
  }
  const numbers = (key: string): number[] | undefined =>
    list(key).length === 0 ? undefined : list(key).map(Number);
  const byDay = list('byday').map((day) => {
    const found = /^([+-]?\d{1,2})?([A-Z]{2})$/.exec(`${day}`);
    return { day: found?.[2], ...(found?.[1] === undefined ? {} : { nth: Number(found[1]) }) };
  });
  const weekStart = rule['wkst'] === undefined ? undefined : weekdayOf(rule['wkst']);
  const checked = repeatsSchema.safeParse(
    withoutMissing({
      freq: `${rule['freq']}`.toLowerCase(),
      interval: Number(rule['interval'] ?? 1),
      count: rule['count'],
      until: untilOf(when, rule['until'], zones),
      byDay: byDay.length === 0 ? undefined : byDay,
      byMonthDay: numbers('bymonthday'),
      byMonth: numbers('bymonth'),
      bySetPos: numbers('bysetpos'),
      weekStart: weekStart === 'MO' ? undefined : weekStart,
    }),
  );
  if (!checked.success) throw new Unreadable('unsupported_rule');
  return checked.data;
}

function isStart(when: When, property: Property, value: unknown, zones: ZoneReader): boolean {
  if (property[2] === 'date') return value === when.start;
  return (
    property[2] === 'date-time' && !when.allDay && wallIn(property, when.zone, zones, value) === when.start
  );
}

/** Rules of the time of day say nothing when they say the time it has. */
function keepsItsTime(when: When, list: (key: string) => unknown[]): boolean {
  const clock = when.allDay ? ['0', '0'] : [when.start.slice(11, 13), when.start.slice(14, 16)];
  return [
    ['byhour', clock[0]],
    ['byminute', clock[1]],
    ['bysecond', '0'],
  ].every(([key, value]) => list(key!).every((one) => Number(one) === Number(value)));
}

/** The last day of which a rule's end leaves the time it begins at. */
function untilOf(when: When, until: unknown, zones: ZoneReader): string | undefined {
  if (until === undefined) return undefined;
  const text = `${until}`;
  if (when.allDay || text.length === 10) return checkedDate(text.slice(0, 10));
  const wall = wallIn(['until', {}, 'date-time', text], when.zone, { ...zones, own: when.zone });
  const clock = wall.slice(11) >= when.start.slice(11) ? 0 : 1;
  return formatDate(parseDate(wall) - clock);
}

/** ical.js counts from Sunday, from 1. */
function weekdayOf(number: unknown): Weekday | undefined {
  return WEEKDAYS[(Number(number) + 5) % 7];
}

function typeOf(categories: readonly unknown[]): EventType | null {
  const names = categories.map((category) => `${category}`.toLowerCase());
  return EVENT_TYPES.find((type) => names.includes(type.toLowerCase())) ?? null;
}

/** By name alone: addresses of people who never asked to be here are not kept. */
function peopleOf(attendees: readonly Property[]): EventPerson[] | null {
  if (attendees.length === 0) return null;
  return attendees
    .slice(0, EVENT_LIMITS.people)
    .flatMap(([, { cn, 'x-clapper-user': user }]): EventPerson[] => {
      const name = cut(`${cn ?? ''}`.trim(), EVENT_LIMITS.name);
      const known = typeof user === 'string' && /^[^/]{1,64}$/.test(user) ? user : null;
      return name === '' && known === null ? [] : [{ user: known, name }];
    });
}

function withoutMissing(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

const GRAPHEMES = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  return `${text.slice(0, GRAPHEMES.segment(text).containing(max - 1)?.index ?? max - 1)}…`;
}

/** For the list of what was left out, of an event that could not be parsed. */
function titleOf({ lines }: ScannedEvent): string {
  const summary = lines.find((line) => /^SUMMARY[;:]/i.test(line)) ?? '';
  return cut(summary.slice(summary.indexOf(':') + 1), EVENT_LIMITS.title);
}
