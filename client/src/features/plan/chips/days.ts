import { addDays, isDate } from '@clapper/documents/calendar';

/** A day that is offered, and why. */
export type Day =
  | { date: string; is: 'today' | 'tomorrow' | 'deadline' | 'day' }
  | { date: string; is: 'shootDay'; day: number; of: number };

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * The day somebody types: `2026-11-12`, `12.11.`, `11/12`, `12 Nov`, `Nov 12`, `11월 12일`. Without a year it is the next
 * one there is, for plans are made ahead; null: it is no day.
 */
export function typedDay(text: string, today: string): string | null {
  const words = text.trim().toLowerCase();
  const iso = /^(\d{4})[-./](\d{1,2})[-./](\d{1,2})$/.exec(words);
  if (iso !== null) return dated(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const [month, day] = monthAndDay(words) ?? [0, 0];
  const year = Number(today.slice(0, 4));
  const thisYear = dated(year, month, day);
  // What was lately is rather looked back at than planned.
  return thisYear !== null && thisYear >= addDays(today, -LOOKING_BACK)
    ? thisYear
    : dated(year + 1, month, day);
}

/** Days. */
const LOOKING_BACK = 60;

function monthAndDay(words: string): [month: number, day: number] | null {
  const numbers = /^(\d{1,2})(?:\/|-|월\s?)(\d{1,2})일?$/.exec(words);
  if (numbers !== null) return [Number(numbers[1]), Number(numbers[2])];
  const dotted = /^(\d{1,2})\.\s?(\d{1,2})\.?$/.exec(words);
  if (dotted !== null) return [Number(dotted[2]), Number(dotted[1])];
  const named = /^(?:(\d{1,2})\.?\s?([a-z]{3,9})|([a-z]{3,9})\s?(\d{1,2}))$/.exec(words);
  const name = named?.[2] ?? named?.[3] ?? '';
  const month = MONTHS.indexOf(name.slice(0, 3)) + 1;
  return named === null || month === 0 ? null : [month, Number(named[1] ?? named[4])];
}

function dated(year: number, month: number, day: number): string | null {
  const date = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return isDate(date) ? date : null;
}
