import { sameValue } from '../../records.ts';
import { formatDate, parseDate } from '../dates.ts';
import { daysOf } from '../occurrences.ts';
import type { CalendarEvent } from '../reads.ts';
import type { EventPerson, EventStatus, EventType, OccurrenceChanges, Repeats, When } from '../schema.ts';

/** An event as calendars pass it on: what is written to a file, and what is read from one. */
export interface IcsEvent {
  uid: string;
  sequence: number;
  /** Milliseconds; null: the file does not say. */
  changedAt: number | null;
  title: string;
  description: string;
  location: string;
  status: EventStatus;
  when: When;
  repeats: Repeats | null;
  /** By date. */
  exceptions: IcsException[];
  /** What other calendars do not know of; null: the file says nothing of it. */
  type: EventType | null;
  people: EventPerson[] | null;
  callTime: string | null;
  shots: string[] | null;
}

export interface IcsException {
  /** The day on which the rule has it. */
  date: string;
  cancelled: boolean;
  when: When | null;
  changes: OccurrenceChanges;
}

/** The name an event goes by in other calendars, for ever: the one it came with, or one of ours. */
export function uidOf({ id, uid }: Pick<CalendarEvent, 'id' | 'uid'>): string {
  return uid ?? `${id}@clapper`;
}

export function icsEventOf(event: CalendarEvent): IcsEvent {
  const repeats = ruleOf(event);
  return {
    uid: uidOf(event),
    sequence: event.sequence,
    changedAt: event.changedAt,
    title: event.title,
    description: event.description,
    location: event.location,
    status: event.status,
    when: event.when,
    repeats,
    exceptions: repeats === null ? [] : exceptionsOf(event),
    type: event.type,
    people: event.people,
    callTime: event.callTime,
    shots: event.shots,
  };
}

/** The rule as far as the event itself goes: what follows it is an event of its own. */
function ruleOf(event: CalendarEvent): Repeats | null {
  const { repeats, endsBefore } = event;
  if (repeats === null) return null;
  const { until, count, weekStart, ...rule } = repeats;
  const normal = weekStart === undefined || weekStart === 'MO' ? rule : { ...rule, weekStart };
  if (endsBefore === null) {
    return {
      ...normal,
      ...(until === undefined ? {} : { until }),
      ...(count === undefined ? {} : { count }),
    };
  }
  const last = formatDate(parseDate(endsBefore) - 1);
  if (count !== undefined) return { ...normal, count: daysOf(event, parseDate(last)).length };
  return { ...normal, until: until === undefined || until > last ? last : until };
}

/** Those of days that the series has, and that say anything. */
function exceptionsOf(event: CalendarEvent): IcsException[] {
  const dates = [...event.exceptions.keys()].toSorted();
  if (dates.length === 0) return [];
  const days = new Set(daysOf(event, parseDate(dates.at(-1)!)).map(formatDate));
  return dates.flatMap((date): IcsException[] => {
    const { cancelled, when, changes } = event.exceptions.get(date)!;
    if (!days.has(date)) return [];
    if (cancelled) return [{ date, cancelled, when: null, changes: {} }];
    return when === null && sameValue(changes, {}) ? [] : [{ date, cancelled, when, changes }];
  });
}
