import type * as Y from 'yjs';
import type { Act } from '../../act.ts';
import { sameValue } from '../../records.ts';
import { readCalendar, type Calendar, type CalendarEvent } from '../reads.ts';
import {
  addEvent,
  cancelOccurrence,
  changeOccurrence,
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
  | { what: 'changed'; event: IcsEvent; id: string; fields: string[]; deleted: boolean };

const COMPARED = [
  ...(['title', 'description', 'location', 'status', 'when', 'repeats'] as const),
  ...(['exceptions', 'type', 'people', 'callTime', 'shots'] as const),
];

/** Events in one transaction: a device sends no larger update than 1 MiB. */
const AT_ONCE = 50;

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

/** Does what the chosen rows say, by typed writes: checked, and merged with what others do meanwhile. */
export function importIcs(doc: Y.Doc, rows: readonly ImportRow[], act: Act, origin: unknown): void {
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    doc.transact(() => {
      for (const row of rows.slice(from, from + AT_ONCE)) importRow(doc, row, act, origin);
    }, origin);
  }
}

function importRow(doc: Y.Doc, row: ImportRow, act: Act, origin: unknown): void {
  switch (row.what) {
    case 'new': {
      const { when, repeats, uid, sequence, exceptions, title, description } = row.event;
      const fields = { title, description, ...fieldsOf(row.event) };
      addEvent(doc, { when, repeats, uid, sequence, exceptions, fields, ...act }, origin);
      break;
    }
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
