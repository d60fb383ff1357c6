import { createHash } from 'node:crypto';
import { subjectKey, type CalendarEvent, type EventType } from '@clapper/documents';
import { dayOf, formatDate, instantOf, occurrencesIn, parseDate, wallOf } from '@clapper/documents/calendar';
import { formatUuid } from '@clapper/protocol';
import type { Facts, Place } from './recipients.ts';

/** What a deadline is told of by: a week and a day ahead, when people begin to work. */
const DAYS_AHEAD = [7, 1] as const;
const TOLD_AT = '09:00';
/** Of these every day is one by which something has to be done. */
const DEADLINES: ReadonlySet<EventType> = new Set(['deadline', 'delivery']);

/** A deadline within the days ahead. */
export interface Deadline {
  place: Place;
  /** Of the event; '' for the project's own. */
  label: string;
  /** `2026-12-18`, in the project's zone. */
  day: string;
  /** Whom it names; null: everybody. */
  people: readonly string[] | null;
  /** By which it is told, ever: one for each day it may stand on and each time it is told ahead of it. */
  ids: readonly string[];
  /** Which of them it is told by now; null: it is not the day for it. */
  due: string | null;
}

export interface Production {
  project: string;
  /** The project's own day. */
  deadline: string | null;
  events: readonly CalendarEvent[];
  zone: string;
}

/** The day whose nine o'clock was the last, counted since 1970: what is due goes by it until the next. */
export function tellingDay(now: number, zone: string): number {
  const today = dayOf(now, zone);
  return parseDate(today) - (now < instantOf(`${today}T${TOLD_AT}`, zone) ? 1 : 0);
}

/** What stands from today until a week from now, by when it begins. */
export function deadlinesAhead({ project, deadline, events, zone }: Production, now: number): Deadline[] {
  const telling = tellingDay(now, zone);
  const first = parseDate(wallOf(now, zone));
  const last = first + Math.max(...DAYS_AHEAD);
  const midnight = (day: number) => instantOf(`${formatDate(day)}T00:00`, zone);
  const window = { from: midnight(first), to: midnight(last + 1), zone };
  const found: Deadline[] = [];

  function add(source: string, day: number, of: Pick<Deadline, 'place' | 'label' | 'people'>): void {
    if (day < first || day > last) return;
    const date = formatDate(day);
    const idOf = (ahead: number) => deadlineId([project, source, date, String(ahead)]);
    const ahead = DAYS_AHEAD.find((days) => telling + days === day);
    const due = ahead === undefined ? null : idOf(ahead);
    found.push({ ...of, day: date, ids: DAYS_AHEAD.map(idOf), due });
  }

  if (deadline !== null) {
    add('project', parseDate(deadline), {
      place: { type: 'project', id: null },
      label: '',
      people: null,
    });
  }
  for (const { event, start } of occurrencesIn(events, window)) {
    if (!DEADLINES.has(event.type)) continue;
    // Of the series and not of the part of it: who splits it does not make another deadline of the day.
    add(`event ${event.series}`, parseDate(wallOf(start, zone)), {
      place: { type: 'event', id: event.id },
      label: event.title,
      people: event.people.flatMap(({ user }) => (user === null ? [] : [user])),
    });
  }
  return found;
}

/** Security: ids of events are whatever devices made; another's notification is not to be met by one. */
function deadlineId(words: readonly string[]): string {
  const bytes = createHash('sha256').update(JSON.stringify(words)).digest();
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return formatUuid(bytes);
}

/** Members alone: those whom it names, those who follow the project, and for the project's own all who did not mute it. */
export function toldOfDeadline(
  { people }: Pick<Deadline, 'people'>,
  { project, members, follows }: Pick<Facts, 'project' | 'members' | 'follows'>,
): Set<string> {
  const stance = (user: string) => follows(user).get(subjectKey({ type: 'project', id: project }));
  return new Set(
    [...members.keys()].filter((user) =>
      people === null ? stance(user) !== 'mute' : people.includes(user) || stance(user) === 'follow',
    ),
  );
}
