import type * as Y from 'yjs';
import type { Act } from '../../act.ts';
import { sameValue } from '../../records.ts';
import { readCalendar, type Calendar, type CalendarEvent } from '../reads.ts';
import {
  addEvent,
  cancelOccurrence,
  changeOccurrence,
  deleteEvents,
  moveEvent,
  restoreEvents,
  setEvent,
  setEventText,
  setRepeats,
} from '../writes.ts';
import { icsEventOf, uidOf, type IcsEvent } from './ics-event.ts';

/** What importing an event would do, for the list that is shown before. */
export type ImportRow =
  | { what: 'new'; event: IcsEvent }
  | { what: 'same'; event: IcsEvent; id: string }
  /** `fields`: what of it is different. Of a deleted one also that it would come back. */
  | { what: 'changed'; event: IcsEvent; id: string; fields: IcsField[]; deleted: boolean };

const COMPARED = [
  ...(['title', 'description', 'location', 'status', 'when', 'repeats'] as const),
  ...(['exceptions', 'type', 'people', 'callTime', 'shots'] as const),
] as const;

export type IcsField = (typeof COMPARED)[number];

/** Characters in one transaction, each of up to three bytes: a device sends no larger update than 1 MiB. */
const AT_ONCE = 200_000;
/** Of a record besides what it says: the ids and clocks of its keys. */
const RECORD = 2_000;

/** Tells by UID which events are here already, so that importing a file twice imports it once. */
export function previewImport(calendar: Calendar, events: readonly IcsEvent[]): ImportRow[] {
  const known = new Map<string, CalendarEvent>();
  for (const event of [...calendar.deleted, ...calendar.outdone, ...calendar.events])
    known.set(uidOf(event), event);
  return events.map((event): ImportRow => {
    const here = known.get(event.uid);
    if (here === undefined) return { what: 'new', event };
    const is = icsEventOf(here);
    const fields = COMPARED.filter((field) => event[field] !== null || isPlain(field)).filter(
      (field) => !sameValue(is[field], event[field]),
    );
    const deleted = here.deleted !== null;
    if (fields.length === 0 && !deleted) return { what: 'same', event, id: here.id };
    return { what: 'changed', event, id: here.id, fields, deleted };
  });
}

/** Of these a file that says nothing says that there is none. */
function isPlain(field: (typeof COMPARED)[number]): boolean {
  return field === 'repeats';
}

/**
 * Does what the chosen rows say, by typed writes: checked, and merged with what others do meanwhile. Under an origin of
 * its own a new event is made as one that is deleted: what is undone under `origin` is then that it is there, and
 * its record stays.
 */
export function importIcs(
  doc: Y.Doc,
  rows: readonly ImportRow[],
  act: Act,
  origin: unknown,
  createOrigin: unknown = origin,
): void {
  for (const some of inPieces(rows)) {
    const made: string[] = [];
    doc.transact(() => {
      for (const { event } of some.filter(({ what }) => what === 'new')) {
        made.push(add(doc, event, act, createOrigin));
      }
      if (createOrigin !== origin) deleteEvents(doc, made, act, createOrigin);
    }, createOrigin);
    doc.transact(() => {
      restoreEvents(doc, made, act, origin);
      for (const row of some) importRow(doc, row, act, origin);
    }, origin);
  }
}

/** About how many characters rows put into a document. */
export function sizeOfImport(rows: readonly ImportRow[]): number {
  return rows.reduce((sum, row) => sum + sizeOf(row), 0);
}

function sizeOf({ what, event }: ImportRow): number {
  return what === 'same' ? 0 : RECORD + JSON.stringify(event).length;
}

function inPieces(rows: readonly ImportRow[]): ImportRow[][] {
  const pieces: ImportRow[][] = [];
  let size = Infinity;
  for (const row of rows) {
    size += sizeOf(row);
    if (size > AT_ONCE) {
      pieces.push([]);
      size = sizeOf(row);
    }
    pieces.at(-1)!.push(row);
  }
  return pieces;
}

function add(doc: Y.Doc, event: IcsEvent, act: Act, origin: unknown): string {
  const { when, repeats, uid, sequence, exceptions, title, description } = event;
  const fields = { title, description, ...fieldsOf(event) };
  return addEvent(doc, { when, repeats, uid, sequence, exceptions, fields, ...act }, origin);
}

function importRow(doc: Y.Doc, row: ImportRow, act: Act, origin: unknown): void {
  switch (row.what) {
    case 'new':
      break;
    case 'changed':
      change(doc, row, act, origin);
      break;
    case 'same':
      break;
    default:
      row satisfies never;
  }
}

function change(doc: Y.Doc, row: Extract<ImportRow, { what: 'changed' }>, act: Act, origin: unknown): void {
  const { id, event, fields } = row;
  restoreEvents(doc, [id], act, origin);
  if (fields.includes('when')) moveEvent(doc, id, event.when, act, origin);
  if (fields.includes('when') || fields.includes('repeats')) setRepeats(doc, id, event.repeats, act, origin);
  setEvent(doc, id, fieldsOf(event), act, origin);
  setEventText(doc, id, 'title', event.title, origin);
  setEventText(doc, id, 'description', event.description, origin);
  if (fields.includes('when') || fields.includes('exceptions')) setExceptions(doc, id, event, act, origin);
}

function fieldsOf({ type, status, people, location, shots, callTime }: IcsEvent) {
  return {
    status,
    location,
    ...(type === null ? {} : { type }),
    ...(people === null ? {} : { people }),
    ...(shots === null ? {} : { shots }),
    ...(callTime === null ? {} : { callTime }),
  };
}

/** The days that are different, and those that no longer are. */
function setExceptions(doc: Y.Doc, id: string, { exceptions }: IcsEvent, act: Act, origin: unknown): void {
  const { events, outdone } = readCalendar(doc);
  const here = [...events, ...outdone].find((event) => event.id === id);
  const stands = here === undefined ? [] : icsEventOf(here).exceptions;
  for (const { date } of stands) {
    if (exceptions.some((exception) => exception.date === date)) continue;
    changeOccurrence(doc, id, date, { when: null, instead: {} }, act, origin);
  }
  for (const { date, cancelled, when, changes } of exceptions) {
    if (cancelled) cancelOccurrence(doc, id, date, act, origin);
    else changeOccurrence(doc, id, date, { when, instead: changes }, act, origin);
  }
}
