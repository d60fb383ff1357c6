import {
  addEvent,
  cancelOccurrence,
  changeOccurrence,
  deleteEvents,
  deleteSeries,
  endSeriesBefore,
  moveEvent,
  partsBehind,
  partsOf,
  readCalendar,
  restoreEvents,
  setCalendarZone,
  setEvent,
  setEventText,
  setRepeats,
  splitSeries,
  type CalendarEvent,
  type EventChange,
  type EventText,
  type Repeats,
  type When,
} from '@clapper/documents';
import { daysOf, parseDate, whenOn, type Occurrence } from '@clapper/documents/calendar';
import type * as Y from 'yjs';
import type { RecordUndo } from '../../../app/record-undo.ts';
import { CALENDAR_ORIGIN, CREATE_ORIGIN } from './undo.ts';

/** How much of a series is meant. */
export type Scope = 'this' | 'following' | 'all';

export type EventFields = EventChange & Partial<Record<EventText, string>>;

/** What is to be otherwise; what is left out stays. */
export interface EventEdit {
  when?: When;
  fields?: EventFields;
  repeats?: Repeats | null;
}

/** Everything the page does to events; each call is one step of undo, and none without the right to write. */
export interface CalendarActions {
  add(event: { when: When; fields: EventFields; repeats: Repeats | null }): string | null;
  /** Returns the event that now has the occurrence: another one where a series was split. */
  edit(occurrence: Occurrence, edit: EventEdit, scope: Scope): string;
  /** A second one like it, once. */
  copy(occurrence: Occurrence, when: When): string | null;
  remove(occurrence: Occurrence, scope: Scope): void;
  setZone(zone: string): void;
}

interface ActionsOptions {
  doc: Y.Doc;
  undo: RecordUndo;
  writable: boolean;
  user: string;
  now: () => number;
  /** Of the person who acts: what a calendar without a zone of its own goes by from now on. */
  zone: string;
  hasZone: () => boolean;
}

export function calendarActions(options: ActionsOptions): CalendarActions {
  const { doc, undo, writable, user, now, zone, hasZone } = options;
  const act = () => ({ by: user, at: now() });

  const add: CalendarActions['add'] = ({ when, fields, repeats }) => {
    if (!writable) return null;
    let id = '';
    doc.transact(() => {
      if (!hasZone()) setCalendarZone(doc, zone, CREATE_ORIGIN);
      id = addEvent(doc, { when, fields, repeats, ...act() }, CREATE_ORIGIN);
      deleteEvents(doc, [id], act(), CREATE_ORIGIN);
    }, CREATE_ORIGIN);
    undo.step(() => restoreEvents(doc, [id], act(), CALENDAR_ORIGIN));
    return id;
  };

  return {
    add,
    edit(occurrence, edit, scope) {
      const { id } = occurrence.event;
      if (!writable) return id;
      return undo.step(() => editOccurrence(doc, occurrence, edit, scope, act()));
    },
    copy: ({ event }, when) => add({ when, fields: fieldsOf(event), repeats: null }),
    remove({ event, date }, scope) {
      if (!writable) return;
      undo.step(() => {
        if (date === null) deleteEvents(doc, [event.id], act(), CALENDAR_ORIGIN);
        else if (scope === 'all') deleteSeries(doc, event.id, act(), CALENDAR_ORIGIN);
        else if (scope === 'this') cancelOccurrence(doc, event.id, date, act(), CALENDAR_ORIGIN);
        else endSeriesBefore(doc, event.id, date, act(), CALENDAR_ORIGIN);
      });
    },
    setZone(chosen) {
      if (writable) setCalendarZone(doc, chosen, CALENDAR_ORIGIN);
    },
  };
}

type Act = Parameters<typeof deleteEvents>[2];

function editOccurrence(doc: Y.Doc, occurrence: Occurrence, edit: EventEdit, scope: Scope, act: Act): string {
  const { event, date } = occurrence;
  const { when, fields = {} } = edit;
  if (date === null) {
    editEvent(doc, event.id, edit, act);
    return event.id;
  }
  if (scope === 'all' || (scope === 'following' && startsWith(occurrence))) {
    const parts = scope === 'all' ? partsOf : partsBehind;
    const whole = when === undefined ? {} : { when: wholeSeries(occurrence, when) };
    editEvent(doc, event.id, { ...edit, ...whole }, act);
    editLikewise(doc, parts(readCalendar(doc), event), occurrence, edit, act);
    return event.id;
  }
  if (scope === 'this') {
    const change = { ...(when === undefined ? {} : { when }), changes: fields };
    changeOccurrence(doc, event.id, date, change, act, CALENDAR_ORIGIN);
    return event.id;
  }
  const split = {
    when: when ?? whenOn(event.when, parseDate(date)),
    fields,
    ...(edit.repeats === undefined ? {} : { repeats: edit.repeats }),
  };
  const behind = partsBehind(readCalendar(doc), event);
  const next = splitSeries(doc, event.id, date, split, act, CALENDAR_ORIGIN, CREATE_ORIGIN);
  editLikewise(doc, behind, occurrence, edit, act);
  // The day at hand is the first of those that follow, not an exception to them.
  if (occurrence.exception !== null && edit.repeats !== null) {
    const day = split.when.start.slice(0, 10);
    changeOccurrence(doc, next, day, { when: null, instead: {} }, act, CALENDAR_ORIGIN);
  }
  return next;
}

function editEvent(doc: Y.Doc, id: string, { when, fields = {}, repeats }: EventEdit, act: Act): void {
  const { title, description, ...change } = fields;
  doc.transact(() => {
    if (when !== undefined) moveEvent(doc, id, when, act, CALENDAR_ORIGIN);
    setEvent(doc, id, change, act, CALENDAR_ORIGIN);
    if (title !== undefined) setEventText(doc, id, 'title', title, CALENDAR_ORIGIN);
    if (description !== undefined) setEventText(doc, id, 'description', description, CALENDAR_ORIGIN);
    if (repeats !== undefined) setRepeats(doc, id, repeats, act, CALENDAR_ORIGIN);
  }, CALENDAR_ORIGIN);
}

/** Where the series has to stand so that this day of it comes to stand there. */
function wholeSeries({ event, when: was }: Occurrence, when: When): When {
  const days = parseDate(when.start) - parseDate(was.start);
  return whenOn(when, parseDate(event.when.start) + days);
}

/** From a series' first day on there is nothing that "following" would leave as it is. */
export function isFirstOfSeries(occurrence: Occurrence): boolean {
  return occurrence.event.follows === null && startsWith(occurrence);
}

/** It is the first day of its event, which may go on from another. */
function startsWith({ event, date }: Occurrence): boolean {
  return date !== null && daysOf(event, parseDate(date)).length <= 1;
}

/**
 * What is changed of a series that was split is changed in its other parts too. Its days and its rule are each part's
 * own: a part ends where the next begins, and days moved over that border would be there twice or not at all.
 */
function editLikewise(
  doc: Y.Doc,
  parts: readonly CalendarEvent[],
  { event, when: was }: Occurrence,
  { when, fields, repeats }: EventEdit,
  act: Act,
): void {
  const sameDay = when?.start.slice(0, 10) === was.start.slice(0, 10);
  if (repeats !== undefined || (when !== undefined && !sameDay)) return;
  for (const part of parts) {
    if (part.id === event.id) continue;
    const own = when === undefined ? {} : { when: whenOn(when, parseDate(part.when.start)) };
    editEvent(doc, part.id, { ...own, ...(fields === undefined ? {} : { fields }) }, act);
  }
}

function fieldsOf(event: CalendarEvent): EventFields {
  const { title, description, type, status, people, location, shots, callTime } = event;
  return { title, description, type, status, people, location, shots, callTime };
}
