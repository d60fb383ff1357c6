import { addDays, instantOf, parseDate } from '@clapper/documents/calendar';
import type { Span } from '../storage/storage.ts';

/** Days in a row, the last one too, as they are in a zone. */
export interface Days {
  dates: string[];
  /** Of each the time from its midnight to the next: 23 or 25 hours where clocks are changed. */
  spans: Span[];
}

export function daysFrom(from: string, to: string, zone: string): Days {
  const length = parseDate(to) - parseDate(from) + 1;
  const dates = Array.from({ length }, (_, index) => addDays(from, index));
  const spans = dates.map((date) => ({ from: midnight(date, zone), to: midnight(addDays(date, 1), zone) }));
  return { dates, spans };
}

function midnight(date: string, zone: string): number {
  return instantOf(`${date}T00:00`, zone);
}
