import { formatDate, formatWall, minutesOfDay, parseDate, wallMinutes } from './dates.ts';
import type { CalendarEvent, EventException } from './reads.ts';
import { seriesDays } from './repeats.ts';
import type { When } from './schema.ts';
import { FALLBACK_ZONE, instantOf, instantOfMinutes, isKnownZone, wallOf } from './zones.ts';

/** One time that an event takes place. */
export interface Occurrence {
  /** Of the event, and of the day its rule has it on: the same for as long as there is one. */
  key: string;
  /** As this occurrence has it: with what was changed of it alone. */
  event: CalendarEvent;
  /** The day on which the rule has it; null: the event happens once. */
  date: string | null;
  when: When;
  exception: EventException | null;
  /** Milliseconds; the end is exclusive. All-day ones last from midnight to midnight of the zone they are seen in. */
  start: number;
  end: number;
}

/** From `from` to before `to`, in the zone of whoever looks. */
export interface Window {
  from: number;
  to: number;
  zone: string;
}

/** What takes place in a window, by start. Ones that begin before it or end behind it are among them. */
export function occurrencesIn(events: readonly CalendarEvent[], window: Window): Occurrence[] {
  return events
    .flatMap((event) => occurrencesOf(event, window))
    .toSorted((a, b) => a.start - b.start || b.end - a.end || (a.key < b.key ? -1 : 1));
}

export function occurrencesOf(event: CalendarEvent, window: Window): Occurrence[] {
  // No clock is further from another than a day and some hours.
  const until = parseDate(wallOf(window.to, FALLBACK_ZONE)) + 2;
  const latest = [...event.exceptions.keys()].reduce((last, date) => Math.max(last, parseDate(date)), until);
  const place = placing(event.when);
  const shown = visible(window);
  return daysOf(event, latest).flatMap((day): Occurrence[] => {
    const date = event.repeats === null ? null : formatDate(day);
    const exception = date === null ? null : (event.exceptions.get(date) ?? null);
    if (exception?.cancelled === true) return [];
    const when = exception?.when ?? null;
    // Most days of a long series are of another year.
    if (when === null && day > until) return [];
    const { start, end } = when === null ? place(day, window.zone) : placing(when)(null, window.zone);
    if (!shown(start, end)) return [];
    return [
      {
        key: date === null ? event.id : `${event.id}@${date}`,
        event: exception === null ? event : { ...event, ...exception.changes },
        date,
        when: when ?? whenOn(event.when, day),
        exception,
        start,
        end,
      },
    ];
  });
}

/** The days on which an event's rule has it, up to `to`: without those that belong to the events that follow it. */
export function daysOf(event: CalendarEvent, to: number): number[] {
  const start = parseDate(event.when.start);
  const end = event.endsBefore === null ? Infinity : parseDate(event.endsBefore) - 1;
  return seriesDays(start, event.repeats, { to: Math.max(Math.min(to, end), start) });
}

/** `when` moved to another day: as long and at the same time of day. */
export function whenOn(when: When, day: number): When {
  const days = day - parseDate(when.start);
  if (days === 0) return when;
  if (when.allDay) {
    return { ...when, start: formatDate(day), end: formatDate(parseDate(when.end) + days) };
  }
  const minutes = days * 1_440;
  return {
    ...when,
    start: formatWall(wallMinutes(when.start) + minutes),
    end: formatWall(wallMinutes(when.end) + minutes),
  };
}

/**
 * The instants of `when`, or of the same on another day. What lasts from 22:00 to 06:00 lasts eight hours on every
 * day, also on the two on which clocks change: so RFC 5545 has it, and so every other calendar shows it.
 */
function placing(when: When): (day: number | null, seenIn: string) => { start: number; end: number } {
  const first = parseDate(when.start);
  if (when.allDay) {
    const days = parseDate(when.end) - first;
    return (day, seenIn) => ({
      start: instantOfMinutes((day ?? first) * 1_440, seenIn),
      end: instantOfMinutes(((day ?? first) + days) * 1_440, seenIn),
    });
  }
  const zone = isKnownZone(when.zone) ? when.zone : FALLBACK_ZONE;
  const minutes = minutesOfDay(when.start.slice(11));
  const begins = instantOf(when.start, zone);
  // The clock of the end may be skipped on that night.
  const lasts = Math.max(instantOf(when.end, zone) - begins, 0);
  return (day) => {
    const start = day === null || day === first ? begins : instantOfMinutes(day * 1_440 + minutes, zone);
    return { start, end: start + lasts };
  };
}

/** A moment without length is where it is. */
function visible({ from, to }: Window): (start: number, end: number) => boolean {
  return (start, end) => start < to && (end > from || (start === end && start >= from));
}
