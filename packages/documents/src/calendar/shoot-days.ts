import { formatDate, parseDate } from './dates.ts';
import type { Occurrence } from './occurrences.ts';
import { wallOf } from './zones.ts';

/** "Day 3 of 7": the days of an occurrence among all shooting days. A two-day one is `first` 3, `last` 4. */
export interface ShootDay {
  first: number;
  last: number;
  of: number;
}

/** Every day on which is shot, each once, in order. A pick-up is no day of the shoot: it comes when that is over. */
export function shootDays(occurrences: readonly Occurrence[], zone: string): string[] {
  const shoots = occurrences.filter(({ event }) => event.type === 'shoot');
  return [...new Set(shoots.flatMap((shoot) => datesOf(shoot, zone)))].toSorted();
}

/** null for what is no shoot, or lies outside those days. */
export function shootDayOf(occurrence: Occurrence, days: readonly string[], zone: string): ShootDay | null {
  if (occurrence.event.type !== 'shoot') return null;
  const dates = datesOf(occurrence, zone);
  const [first, last] = [days.indexOf(dates[0]!), days.indexOf(dates.at(-1)!)];
  return first < 0 || last < 0 ? null : { first: first + 1, last: last + 1, of: days.length };
}

/** When each shot is shot: its days by shot id. */
export function daysByShot(occurrences: readonly Occurrence[], zone: string): Map<string, string[]> {
  const shots = new Map<string, Set<string>>();
  for (const occurrence of occurrences) {
    if (occurrence.event.type !== 'shoot' && occurrence.event.type !== 'pickup') continue;
    for (const shot of occurrence.event.shots) {
      const days = shots.get(shot) ?? new Set();
      shots.set(shot, days);
      for (const date of datesOf(occurrence, zone)) days.add(date);
    }
  }
  return new Map([...shots].map(([shot, days]) => [shot, [...days].toSorted()]));
}

/** The dates an occurrence stands on, in a zone. One that ends at midnight does not stand on the next day. */
export function datesOf({ when, start, end }: Occurrence, zone: string): string[] {
  const [first, last] = when.allDay
    ? [parseDate(when.start), parseDate(when.end) - 1]
    : [parseDate(wallOf(start, zone)), parseDate(wallOf(Math.max(end - 1, start), zone))];
  return Array.from({ length: last - first + 1 }, (_, index) => formatDate(first + index));
}

/** Days until a project's deadline, on the day it is at `now` in the project's zone; negative when it has passed. */
export function daysLeft(deadline: string, now: number, zone: string): number {
  return parseDate(deadline) - parseDate(wallOf(now, zone));
}
