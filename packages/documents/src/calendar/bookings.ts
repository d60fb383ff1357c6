import type { Occurrence } from './occurrences.ts';

/** Somebody, or somewhere, wanted at two places or by two events at once. */
export interface DoubleBooking {
  of: 'person' | 'place';
  /** User id, or the name of who or what has none. */
  key: string;
  name: string;
  /** Those that overlap, by start; each is in a booking only once. */
  occurrences: Occurrence[];
  /** Whether all of them are confirmed. */
  certain: boolean;
}

/** On a whole day of these a person is there all day. Of the others one says what a time is for, not who is busy. */
const WHOLE_DAYS = new Set(['shoot', 'pickup', 'travel', 'dayOff']);
/** They are marks in time: nobody is anywhere because of them. */
const MARKS = new Set(['milestone', 'deadline', 'delivery']);

/** What occurrences (sorted by start, as `occurrencesIn` gives them) book twice: people first, then places. */
export function doubleBookings(occurrences: readonly Occurrence[]): DoubleBooking[] {
  const busy = occurrences.filter(
    ({ event, when, start, end }) =>
      end > start && !MARKS.has(event.type) && (!when.allDay || WHOLE_DAYS.has(event.type)),
  );
  const people = new Map<string, Booked>();
  const places = new Map<string, Booked>();
  for (const occurrence of busy) {
    const { event } = occurrence;
    const there = new Map(event.people.map(({ user, name }) => [user ?? `name:${comparable(name)}`, name]));
    for (const [key, name] of there) book(people, key, name, occurrence);
    const place = comparable(event.location);
    if (place !== '') book(places, place, event.location.trim(), occurrence);
  }
  return [...clashes('person', people), ...clashes('place', places)];
}

interface Booked {
  name: string;
  occurrences: Occurrence[];
}

function book(bookings: Map<string, Booked>, key: string, name: string, occurrence: Occurrence): void {
  const booked = bookings.get(key) ?? { name, occurrences: [] };
  bookings.set(key, booked);
  booked.occurrences.push(occurrence);
}

function* clashes(of: DoubleBooking['of'], bookings: ReadonlyMap<string, Booked>): Generator<DoubleBooking> {
  for (const [key, { name, occurrences }] of bookings) {
    for (const together of overlapping(occurrences)) {
      const certain = together.every(({ event }) => event.status === 'confirmed');
      yield { of, key, name, occurrences: together, certain };
    }
  }
}

/** Runs of occurrences of which each begins before all before it have ended. */
function overlapping(sorted: readonly Occurrence[]): Occurrence[][] {
  const runs: Occurrence[][] = [];
  let end = -Infinity;
  for (const occurrence of sorted) {
    if (occurrence.start < end) runs.at(-1)!.push(occurrence);
    else runs.push([occurrence]);
    end = Math.max(end, occurrence.end);
  }
  return runs.filter((run) => run.length > 1);
}

/** The same words, however they were typed. */
function comparable(words: string): string {
  return words.normalize('NFKC').trim().replaceAll(/\s+/g, ' ').toLowerCase();
}
