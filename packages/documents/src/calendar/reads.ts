import type * as Y from 'yjs';
import type { Problem } from '../define-document.ts';
import type { ReadRecord } from '../fields.ts';
import { isText, readFields, readRecords, readVotes, recordOf, rootMap } from '../records.ts';
import type { Vote } from '../votes.ts';
import { isDate } from './dates.ts';
import { standing } from './proposals.ts';
import {
  EVENT_FIELDS,
  exceptionSchema,
  moveSchema,
  SETTINGS_FIELDS,
  type EventText,
  type ExceptionValue,
  type Move,
  type OccurrenceChanges,
  type When,
} from './schema.ts';
import { isKnownZone } from './zones.ts';

/** Where somebody wants an event to stand. */
export interface Proposal {
  /** The event it is of; another one where two people split a series on the same day. */
  event: string;
  by: string | null;
  at: number;
  when: When;
}

/** One occurrence of a series that is not as the rule has it. */
export interface EventException {
  /** The day on which the rule has it. */
  date: string;
  cancelled: boolean;
  when: When | null;
  changes: OccurrenceChanges;
  by: string;
  at: number;
  n: number;
  /** What others made of it who had not seen this; empty where nobody was apart. */
  others: Vote<ExceptionValue>[];
}

export interface CalendarEvent extends ReadRecord<typeof EVENT_FIELDS> {
  id: string;
  /** Where it stands, whoever put it there. */
  when: When;
  /** The first event of the series it belongs to; its own id if it follows no other. */
  series: string;
  /** The day on which those that follow it begin: from there on it does not take place. */
  endsBefore: string | null;
  /** By the day on which the rule has it. */
  exceptions: ReadonlyMap<string, EventException>;
  /** Two or more, the one it stands at first: people put it to different places, apart from each other. Else empty. */
  proposals: Proposal[];
  /** SEQUENCE: grows with every change that others have to hear of. */
  sequence: number;
  /** The last change that left a time; words that are being typed leave none. */
  changedAt: number;
}

export interface Calendar {
  /** By start, not deleted. */
  events: CalendarEvent[];
  deleted: CalendarEvent[];
  /** "This and following" made apart for the same day: the other one stands, this one is among its proposals. */
  outdone: CalendarEvent[];
  /** Whose days and hours the production goes by; null: nobody has said, or nobody here knows it. */
  zone: string | null;
  problems: Problem[];
}

const NO_EXCEPTIONS: ReadonlyMap<string, EventException> = new Map();

export function readCalendar(doc: Y.Doc): Calendar {
  const problems: Problem[] = [];
  const moves = bySubject(readVotes(doc, 'moves', moveSchema, problems));
  const exceptions = exceptionsByEvent(readVotes(doc, 'exceptions', exceptionSchema, problems), problems);
  const all: CalendarEvent[] = [];
  for (const [id, record] of readRecords(doc, 'events', EVENT_FIELDS, problems)) {
    const event = eventOf(id, record, moves.get(id) ?? [], exceptions.get(id) ?? NO_EXCEPTIONS);
    if (!event.when.allDay && !isKnownZone(event.when.zone)) {
      problems.push({
        path: `events/${id}/when`,
        code: 'unknown_reference',
        message: `The zone ${event.when.zone} is unknown here.`,
      });
    }
    all.push(event);
  }
  const outdone = endSeries(all);
  all.sort(compareStart);
  const of = (wanted: (event: CalendarEvent) => boolean): CalendarEvent[] => all.filter(wanted);
  return {
    zone: readZone(doc, problems),
    events: of((event) => event.deleted === null && !outdone.has(event.id)),
    deleted: of((event) => event.deleted !== null),
    outdone: of((event) => event.deleted === null && outdone.has(event.id)),
    problems,
  };
}

/** Whose days and hours the production goes by; null: nobody has said, or nobody here knows it. */
export function readZone(doc: Y.Doc, problems: Problem[] = []): string | null {
  const settings = rootMap(doc, 'settings', problems);
  const zone = settings === null ? null : readFields(settings, 'settings', SETTINGS_FIELDS, problems)?.zone;
  return zone != null && isKnownZone(zone) ? zone : null;
}

/** The shared text an input binds to; null when there is no such event or it holds no text there. */
export function eventText(doc: Y.Doc, id: string, field: EventText): Y.Text | null {
  const text = recordOf(doc, 'events', id)?.get(field);
  return isText(text) ? text : null;
}

function eventOf(
  id: string,
  record: ReadRecord<typeof EVENT_FIELDS>,
  moves: readonly Vote<Move>[],
  exceptions: ReadonlyMap<string, EventException>,
): CalendarEvent {
  const open = standing(moves);
  const times = moves.map(({ value }) => value);
  const single = [...exceptions.values()];
  const sum = (values: readonly { n: number }[]): number => values.reduce((total, { n }) => total + n, 0);
  return {
    id,
    ...record,
    when: open[0]?.value.when ?? record.when,
    series: record.follows?.event ?? id,
    endsBefore: null,
    exceptions,
    proposals: differing(
      open.map(({ user, value }) => ({ event: id, by: user, at: value.at, when: value.when })),
    ),
    sequence: record.revision.n + sum(times) + sum(single),
    changedAt: [record.revision, record.deleted, ...times, ...single].reduce(
      (latest, change) => Math.max(latest, change?.at ?? 0),
      record.createdAt ?? 0,
    ),
  };
}

/**
 * Each part of a series ends where the next begins. Of several that begin on one day the latest stands, living ones
 * before deleted ones; the others are outdone.
 */
function endSeries(all: readonly CalendarEvent[]): Set<string> {
  const parts = new Map<string, CalendarEvent[]>();
  for (const event of all) {
    if (event.follows === null) continue;
    const list = parts.get(event.series) ?? [];
    parts.set(event.series, list);
    list.push(event);
  }
  const outdone = new Set<string>();
  if (parts.size === 0) return outdone;
  for (const list of parts.values()) {
    const byDay = Map.groupBy(list, ({ follows }) => follows!.from);
    for (const rivals of byDay.values()) {
      const [first, ...others] = rivals.toSorted(compareRivals);
      const living = others.filter(({ deleted }) => deleted === null);
      for (const { id } of others) outdone.add(id);
      first!.proposals = differing([
        ...(first!.proposals.length > 0 ? first!.proposals : [placeOf(first!)]),
        ...living.map(placeOf),
      ]);
    }
  }
  for (const event of all) {
    // The first of a series may be gone; those that follow it know each other by its id.
    const list = parts.get(event.series);
    if (list === undefined) continue;
    const from = fromOf(event);
    const later = list.map(fromOf).filter((start) => start > from);
    event.endsBefore = later.toSorted()[0] ?? null;
  }
  for (const list of parts.values()) {
    // Of all before it is given to any: what one inherits is not its own.
    const inherited = list.map((event) => inheritedExceptions(event, list, all));
    list.forEach((event, at) => (event.exceptions = inherited[at]!));
  }
  return outdone;
}

function fromOf({ follows }: CalendarEvent): string {
  return follows?.from ?? '';
}

/**
 * What somebody made of a day of the series while another split it before that day: it holds for whoever has the
 * day now, unless something was made of it since. Of parts that begin on one day the one that stands has the last word.
 */
function inheritedExceptions(
  event: CalendarEvent,
  parts: readonly CalendarEvent[],
  all: readonly CalendarEvent[],
): CalendarEvent['exceptions'] {
  const from = fromOf(event);
  const first = all.filter(({ id }) => id === event.series);
  const earlier = [...first, ...parts].filter((part) => part.id !== event.id && fromOf(part) < from);
  const dates = new Map<string, EventException>();
  for (const part of earlier.toSorted(compareParts)) {
    for (const [date, exception] of part.exceptions) if (date >= from) dates.set(date, exception);
  }
  return dates.size > 0 ? new Map([...dates, ...event.exceptions]) : event.exceptions;
}

/** The earlier first; of rivals, the one that stands last. */
function compareParts(a: CalendarEvent, b: CalendarEvent): number {
  const [one, other] = [fromOf(a), fromOf(b)];
  return one === other ? compareRivals(b, a) : one < other ? -1 : 1;
}

function placeOf({ id, createdBy, createdAt, when }: CalendarEvent): Proposal {
  return { event: id, by: createdBy, at: createdAt ?? 0, when };
}

/** There is nothing to decide where all say the same. */
function differing(proposals: readonly Proposal[]): Proposal[] {
  const places = new Map<string, Proposal>();
  for (const proposal of proposals) {
    const { when } = proposal;
    const key = [when.start, when.end, when.allDay ? '' : when.zone].join();
    if (!places.has(key)) places.set(key, proposal);
  }
  return places.size > 1 ? [...places.values()] : [];
}

function exceptionsByEvent(
  votes: readonly Vote<ExceptionValue>[],
  problems: Problem[],
): Map<string, Map<string, EventException>> {
  const events = new Map<string, Map<string, EventException>>();
  for (const [subject, values] of bySubject(votes)) {
    const { event, date } = occurrenceOf(subject);
    if (!isDate(date)) {
      problems.push({
        path: `exceptions/${subject}`,
        code: 'malformed_record',
        message: 'It is of no day.',
      });
      continue;
    }
    const [first, ...others] = standing(values);
    const { saw: _saw, ...value } = first!.value;
    const dates = events.get(event) ?? new Map<string, EventException>();
    events.set(event, dates);
    const n = values.reduce((total, { value }) => total + value.n, 0);
    dates.set(date, { ...value, date, by: first!.user, n, others });
  }
  return events;
}

/** How one occurrence is named among the keys of `exceptions`. */
export function occurrenceSubject(event: string, date: string): string {
  return `${event}@${date}`;
}

function occurrenceOf(subject: string): { event: string; date: string } {
  const cut = subject.lastIndexOf('@');
  return { event: subject.slice(0, Math.max(cut, 0)), date: subject.slice(cut + 1) };
}

function bySubject<T>(votes: readonly Vote<T>[]): Map<string, Vote<T>[]> {
  return Map.groupBy(votes, ({ subject }) => subject);
}

function compareStart(a: CalendarEvent, b: CalendarEvent): number {
  return a.when.start < b.when.start ? -1 : a.when.start > b.when.start ? 1 : a.id < b.id ? -1 : 1;
}

function compareRivals(a: CalendarEvent, b: CalendarEvent): number {
  return (
    Number(a.deleted !== null) - Number(b.deleted !== null) ||
    (b.createdAt ?? 0) - (a.createdAt ?? 0) ||
    (a.id < b.id ? 1 : -1)
  );
}
