import type * as Y from 'yjs';
import type { Act } from '../act.ts';
import { sameValue } from '../records.ts';
import { parseDate } from './dates.ts';
import { whenOn } from './occurrences.ts';
import { movedRule } from './repeats.ts';
import type { Calendar, CalendarEvent, EventException } from './reads.ts';
import type { OccurrenceChanges, When } from './schema.ts';
import {
  addEvent,
  cancelOccurrence,
  changeOccurrence,
  deleteEvents,
  keepProposal,
  restoreEvents,
} from './writes.ts';

/** Where one of several people wants something, who were apart when they put it there. */
export interface Choice {
  by: string | null;
  at: number;
  when: When;
  /** They took the day out. */
  cancelled: boolean;
  /** The event it is of; another one where two people split a series on the same day. */
  event: string;
  changes: OccurrenceChanges;
}

/** Moves made apart, to decide between. The first choice is the one that stands meanwhile. */
export interface Conflict {
  event: CalendarEvent;
  /** The day of the series it is about; null: the event, or the series as a whole. */
  date: string | null;
  choices: readonly [Choice, Choice, ...Choice[]];
}

/** Everything there is to decide, by start. */
export function conflictsOf({ events }: Calendar): Conflict[] {
  return events.flatMap((event) => [
    ...conflictOver(event, null, placesOf(event)),
    ...[...event.exceptions.values()].flatMap((exception) =>
      conflictOver(event, exception.date, placesOn(event, exception)),
    ),
  ]);
}

function placesOf({ proposals }: CalendarEvent): Choice[] {
  return proposals.map((proposal) => ({ ...proposal, cancelled: false, changes: {} }));
}

/** Of one day: only where it stands, or that it does not, is asked about. */
function placesOn(event: CalendarEvent, { date, others, ...first }: EventException): Choice[] {
  const values = [first, ...others.map(({ user, value }) => ({ ...value, by: user }))];
  const choices = values.map(({ by, at, when, cancelled, changes }): Choice => {
    const place = when ?? whenOn(event.when, parseDate(date));
    return { by, at, when: place, cancelled, event: event.id, changes };
  });
  return choices.filter((choice, index) => choices.findIndex((other) => samePlace(other, choice)) === index);
}

function samePlace(a: Choice, b: Choice): boolean {
  return a.cancelled === b.cancelled && (a.cancelled || sameValue(a.when, b.when));
}

function conflictOver(event: CalendarEvent, date: string | null, choices: Choice[]): Conflict[] {
  const [first, second, ...more] = choices;
  return first === undefined || second === undefined
    ? []
    : [{ event, date, choices: [first, second, ...more] }];
}

/** Decides for one of the choices, whosever it is. */
export function keepChoice(
  doc: Y.Doc,
  { event, date }: Conflict,
  choice: Choice,
  act: Act,
  origin: unknown,
): void {
  const { when, cancelled, changes } = choice;
  if (date === null) keepProposal(doc, event.id, choice, act, origin);
  else if (cancelled) cancelOccurrence(doc, event.id, date, act, origin);
  else changeOccurrence(doc, event.id, date, { when, instead: changes }, act, origin);
}

/**
 * Lets the first choice stand, and puts a second event like it where each of the others wants it. Those are made as
 * deleted ones and then restored: undoing takes them back and removes no record. Returns their ids.
 */
export function keepAllChoices(
  doc: Y.Doc,
  conflict: Conflict,
  act: Act,
  origin: unknown,
  createOrigin: unknown,
): string[] {
  const { event, date, choices } = conflict;
  const [stands, ...others] = choices;
  const made: string[] = [];
  doc.transact(() => {
    for (const { when } of others.filter(({ cancelled }) => !cancelled)) {
      const { title, description, type, status, people, location, shots, callTime } = event;
      const fields = { title, description, type, status, people, location, shots, callTime };
      const repeats =
        date !== null || event.repeats === null
          ? null
          : movedRule(event.repeats, parseDate(event.when.start), parseDate(when.start));
      made.push(addEvent(doc, { when, fields, repeats, ...act }, createOrigin));
    }
    deleteEvents(doc, made, act, createOrigin);
  }, createOrigin);
  doc.transact(() => {
    keepChoice(doc, conflict, stands, act, origin);
    restoreEvents(doc, made, act, origin);
  }, origin);
  return made;
}
