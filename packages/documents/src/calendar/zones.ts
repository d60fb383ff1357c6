import { DAY_MS, formatWall, wallMinutes, yearMonthDay } from './dates.ts';

/**
 * Wall clocks and instants, by the zone data that every browser and Node bring with them. A zone's changes are
 * found once a year and zone, since asking `Intl` for each event of a month would take longer than drawing it.
 */
export interface Transition {
  at: number;
  /** Minutes ahead of UTC. */
  before: number;
  after: number;
}

const MINUTE_MS = 60_000;
/** Zone data is asked at this distance; no zone changed and changed back within it since 1970. */
const STEP_MS = 7 * DAY_MS;

const formats = new Map<string, Intl.DateTimeFormat | null>();
const years = new Map<string, { start: number; transitions: readonly Transition[] }>();

/** Whether this machine knows the zone. */
export function isKnownZone(zone: string): boolean {
  return formatOf(zone) !== null;
}

/** What is read as the zone of an event whose own nobody here knows. */
export const FALLBACK_ZONE = 'UTC';

/**
 * The instant a wall clock shows. One that is skipped in spring is read with the offset before the change, one
 * that comes twice in autumn is the first: as RFC 5545 says.
 */
export function instantOf(wall: string, zone: string): number {
  return instantOfMinutes(wallMinutes(wall), zone);
}

export function instantOfMinutes(minutes: number, zone: string): number {
  const utc = minutes * MINUTE_MS;
  const before = offsetAt(utc - DAY_MS, zone);
  const early = utc - before * MINUTE_MS;
  if (offsetAt(early, zone) === before) return early;
  const late = utc - offsetAt(utc + DAY_MS, zone) * MINUTE_MS;
  // In the gap neither offset shows this clock: the one before the change counts.
  return offsetAt(late, zone) * MINUTE_MS + late === utc ? late : early;
}

export function wallOf(instant: number, zone: string): string {
  return formatWall(Math.floor(instant / MINUTE_MS) + offsetAt(instant, zone));
}

/** The day it is there, `YYYY-MM-DD`. */
export function dayOf(instant: number, zone: string): string {
  return wallOf(instant, zone).slice(0, 10);
}

/** Minutes ahead of UTC. */
export function offsetAt(instant: number, zone: string): number {
  const { year } = yearMonthDay(Math.floor(instant / DAY_MS));
  const { start, transitions } = yearOf(year, zone);
  let offset = start;
  for (const { at, after } of transitions) if (instant >= at) offset = after;
  return offset;
}

/** When the zone's clocks change in a year (of UTC). */
export function transitionsIn(year: number, zone: string): readonly Transition[] {
  return yearOf(year, zone).transitions;
}

function yearOf(year: number, zone: string): { start: number; transitions: readonly Transition[] } {
  const key = `${year} ${zone}`;
  const known = years.get(key);
  if (known !== undefined) return known;
  const from = Date.UTC(year, 0, 1);
  const to = Date.UTC(year + 1, 0, 1);
  const start = askOffset(from, zone);
  const transitions: Transition[] = [];
  let before = start;
  for (let low = from; low < to; low += STEP_MS) {
    const high = Math.min(low + STEP_MS, to);
    const after = askOffset(high - MINUTE_MS, zone);
    if (after === before) continue;
    transitions.push({ at: changeBetween(low - MINUTE_MS, high - MINUTE_MS, before, zone), before, after });
    before = after;
  }
  const found = { start, transitions };
  years.set(key, found);
  return found;
}

/** The first minute at which the offset is no longer `before`. */
function changeBetween(low: number, high: number, before: number, zone: string): number {
  let [from, to] = [low / MINUTE_MS, high / MINUTE_MS];
  while (to - from > 1) {
    const middle = Math.floor((from + to) / 2);
    if (askOffset(middle * MINUTE_MS, zone) === before) from = middle;
    else to = middle;
  }
  return to * MINUTE_MS;
}

function askOffset(instant: number, zone: string): number {
  const format = formatOf(zone);
  if (format === null) return 0;
  const part: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
  for (const { type, value } of format.formatToParts(instant)) part[type] = Number(value);
  const shown = Date.UTC(part.year!, part.month! - 1, part.day, part.hour, part.minute);
  return Math.round((shown - instant) / MINUTE_MS);
}

function formatOf(zone: string): Intl.DateTimeFormat | null {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  let format: Intl.DateTimeFormat | null = null;
  try {
    format = new Intl.DateTimeFormat('en-u-ca-iso8601-nu-latn', {
      timeZone: zone,
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      hourCycle: 'h23',
    });
  } catch {
    // A zone that only a newer version of the zone data knows: it is read as `FALLBACK_ZONE`, and reported.
  }
  formats.set(zone, format);
  return format;
}
