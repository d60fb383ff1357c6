/**
 * Dates as people write them (`2026-11-10`), counted as days since 1970-01-01. Nothing here knows of hours or
 * zones: a rule such as "every second Tuesday" is about days of a calendar.
 */
export const DAY_MS = 86_400_000;

/** Monday first, as RRULE counts weeks unless told otherwise. */
export const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;

export type Weekday = (typeof WEEKDAYS)[number];

/** Schedules of films are made in these years; a bound keeps every walk through a rule finite. */
export const FIRST_YEAR = 1970;
export const LAST_YEAR = 2199;

export interface YearMonthDay {
  year: number;
  month: number;
  day: number;
}

export function dayNumber({ year, month, day }: YearMonthDay): number {
  return Math.round(Date.UTC(year, month - 1, day) / DAY_MS);
}

export function parseDate(date: string): number {
  return dayNumber({
    year: Number(date.slice(0, 4)),
    month: Number(date.slice(5, 7)),
    day: Number(date.slice(8, 10)),
  });
}

export function yearMonthDay(day: number): YearMonthDay {
  const date = new Date(day * DAY_MS);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

export function formatDate(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** 0 is Monday. */
export function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

export function addDays(date: string, days: number): string {
  return formatDate(parseDate(date) + days);
}

/** Minutes since 1970 of a wall clock, `2026-11-10T06:00`, as if every day had 24 hours. */
export function wallMinutes(wall: string): number {
  return parseDate(wall) * 1_440 + minutesOfDay(wall.slice(11));
}

/** Of `06:30`. */
export function minutesOfDay(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
}

export function formatWall(minutes: number): string {
  return new Date(minutes * 60_000).toISOString().slice(0, 16);
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const WALL = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/;

export function isDate(text: string): boolean {
  if (!DATE.test(text)) return false;
  const year = Number(text.slice(0, 4));
  const month = Number(text.slice(5, 7));
  const day = Number(text.slice(8, 10));
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12) return false;
  return day >= 1 && day <= daysInMonth(year, month);
}

export function isWall(text: string): boolean {
  return WALL.test(text) && isDate(text.slice(0, 10)) && isClock(text.slice(11));
}

export function isClock(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
}
