import type { CalendarEvent } from '@clapper/documents';
import {
  doubleBookings,
  formatDate,
  instantOf,
  koreanHolidaysBetween,
  occurrencesIn,
  parseDate,
  shootDayOf,
  shootDays,
  wallOf,
  type DoubleBooking,
  type KoreanHolidayName,
  type Occurrence,
  type ShootDay,
} from '@clapper/documents/calendar';
import type { Span } from './span.ts';

/** What follows from the calendar as a whole for what the page shows. */
export interface Facts {
  shootDayOf(occurrence: Occurrence): ShootDay | null;
  bookings: readonly DoubleBooking[];
  bookingsOf(key: string): readonly DoubleBooking[];
  holidayOf(day: number): KoreanHolidayName | null;
  /** The day on which the project is due. */
  deadline: number | null;
  today: number;
}

/** A series of shooting days without an end is numbered so far. */
const SERIES_DAYS = 400;

interface FactsOptions {
  events: readonly CalendarEvent[];
  occurrences: readonly Occurrence[];
  span: Span;
  zone: string;
  deadline: string | null;
  now: number;
  holidays: boolean;
}

export function factsOf(options: FactsOptions): Facts {
  const { events, occurrences, span, zone, deadline, now, holidays } = options;
  const days = shootDays(allShoots(events, zone), zone);
  const bookings = doubleBookings(occurrences);
  const byKey = new Map<string, DoubleBooking[]>();
  for (const booking of bookings) {
    for (const { key } of booking.occurrences) byKey.set(key, [...(byKey.get(key) ?? []), booking]);
  }
  const named = new Map(
    (holidays ? koreanHolidaysBetween(formatDate(span.from), formatDate(span.to)) : []).map(
      ({ date, name }) => [parseDate(date), name],
    ),
  );
  return {
    shootDayOf: (occurrence) => shootDayOf(occurrence, days, zone),
    bookings,
    bookingsOf: (key) => byKey.get(key) ?? [],
    holidayOf: (day) => named.get(day) ?? null,
    deadline: deadline === null ? null : parseDate(deadline.slice(0, 10)),
    today: parseDate(wallOf(now, zone)),
  };
}

function allShoots(events: readonly CalendarEvent[], zone: string): Occurrence[] {
  const shoots = events.filter(
    ({ type, exceptions }) =>
      type === 'shoot' || [...exceptions.values()].some(({ changes }) => changes.type === 'shoot'),
  );
  if (shoots.length === 0) return [];
  const starts = shoots.map(({ when }) => parseDate(when.start));
  const ends = shoots.map(({ when, repeats }) => parseDate(when.end) + (repeats === null ? 0 : SERIES_DAYS));
  const at = (day: number) => instantOf(`${formatDate(day)}T00:00`, zone);
  return occurrencesIn(shoots, { from: at(Math.min(...starts) - 1), to: at(Math.max(...ends) + 2), zone });
}
