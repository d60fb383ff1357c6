import { daysInMonth, formatDate, parseDate, weekdayOf, yearMonthDay } from '@clapper/documents/calendar';

/** What the page shows at once. Days are numbers since 1970-01-01, as the calendar counts them. */
export const VIEWS = ['month', 'week', 'day', 'agenda', 'people'] as const;
export type View = (typeof VIEWS)[number];

/** From `from` to before `to`. */
export interface Span {
  from: number;
  to: number;
}

/** So many days make a list that is worth scrolling and still has an end. */
const AGENDA_DAYS = 28;

/** `weekStart` counts from Monday, 0. */
export function startOfWeek(day: number, weekStart: number): number {
  return day - ((weekdayOf(day) - weekStart + 7) % 7);
}

/** On a phone more days beside each other are too narrow for a finger. */
const PHONE_DAYS = 3;

/** The days a view shows around a day; a month in whole weeks, and of a week's hours as many days as there is room for. */
export function spanOf(view: View, day: number, weekStart: number, phone = false): Span {
  switch (view) {
    case 'month': {
      const first = firstOfMonth(day);
      const { year, month } = yearMonthDay(day);
      const last = first + daysInMonth(year, month) - 1;
      return { from: startOfWeek(first, weekStart), to: startOfWeek(last, weekStart) + 7 };
    }
    case 'week':
      return phone ? { from: day, to: day + PHONE_DAYS } : weekOf(day, weekStart);
    case 'people':
      return weekOf(day, weekStart);
    case 'day':
      return { from: day, to: day + 1 };
    case 'agenda':
      return { from: day, to: day + AGENDA_DAYS };
    default:
      return view satisfies never;
  }
}

function weekOf(day: number, weekStart: number): Span {
  const from = startOfWeek(day, weekStart);
  return { from, to: from + 7 };
}

/** The next page of a view, or with −1 the one before: a month keeps its day as far as it has one. */
export function turned(view: View, day: number, by: 1 | -1, phone = false): number {
  switch (view) {
    case 'month': {
      const { year, month, day: ofMonth } = yearMonthDay(day);
      const next = new Date(Date.UTC(year, month - 1 + by, 1)).toISOString().slice(0, 10);
      const { year: y, month: m } = yearMonthDay(parseDate(next));
      return parseDate(next) + Math.min(ofMonth, daysInMonth(y, m)) - 1;
    }
    case 'week':
      return day + (phone ? PHONE_DAYS : 7) * by;
    case 'people':
      return day + 7 * by;
    case 'day':
      return day + by;
    case 'agenda':
      return day + AGENDA_DAYS * by;
    default:
      return view satisfies never;
  }
}

export function firstOfMonth(day: number): number {
  return parseDate(`${formatDate(day).slice(0, 7)}-01`);
}

export function isInMonth(day: number, month: number): boolean {
  return formatDate(day).slice(0, 7) === formatDate(month).slice(0, 7);
}

export function daysIn({ from, to }: Span): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}

/** 0 is Monday. As the browser's own region has it, where it speaks the language; else as most do who speak it. */
export function weekStartOf(language: 'ko' | 'en', spoken: readonly string[]): number {
  const tag = spoken.find((one) => one.split('-')[0] === language) ?? (language === 'ko' ? 'ko-KR' : 'en-GB');
  // Named so in some browsers and so in others; TypeScript knows neither yet.
  const locale = new Intl.Locale(tag) as Intl.Locale & {
    getWeekInfo?: () => { firstDay: number };
    weekInfo?: { firstDay: number };
  };
  const first = locale.getWeekInfo?.().firstDay ?? locale.weekInfo?.firstDay;
  return ((first ?? (language === 'ko' ? 7 : 1)) + 6) % 7;
}
