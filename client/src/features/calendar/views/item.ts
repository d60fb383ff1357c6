import { minutesOfDay, parseDate, wallOf, type Occurrence } from '@clapper/documents/calendar';

const DAY_MINUTES = 1_440;

/** An occurrence as it stands on days and at times of one zone. */
export interface Item {
  key: string;
  occurrence: Occurrence;
  /** The first and the last day it stands on. */
  first: number;
  last: number;
  /** Of its first and of its last day; the end of a day is minute 1440. */
  startMinute: number;
  endMinute: number;
  /** It is no matter of hours: it stands above them. */
  bar: boolean;
}

export function itemOf(occurrence: Occurrence, zone: string): Item {
  const { key, when, start, end } = occurrence;
  if (when.allDay) {
    const [first, last] = [parseDate(when.start), parseDate(when.end) - 1];
    return { key, occurrence, first, last, startMinute: 0, endMinute: DAY_MINUTES, bar: true };
  }
  const [from, to] = [wallOf(start, zone), wallOf(end, zone)];
  const first = parseDate(from);
  let last = parseDate(to);
  let endMinute = minutesOfDay(to.slice(11));
  // What ends at midnight does not stand on the next day.
  if (endMinute === 0 && last > first) {
    last -= 1;
    endMinute = DAY_MINUTES;
  }
  const startMinute = minutesOfDay(from.slice(11));
  return { key, occurrence, first, last, startMinute, endMinute, bar: end - start >= 86_400_000 };
}
