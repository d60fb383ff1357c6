import type * as Y from 'yjs';
import { recordUndo, type RecordUndo } from '../../../app/record-undo.ts';

/** The origin of everything this page writes. */
export const CALENDAR_ORIGIN = Symbol('calendar');

/**
 * The origin of an event's creation, which is no step of undo by itself: it is made already marked deleted and then
 * restored under `CALENDAR_ORIGIN`. So undoing it marks it deleted, and never removes the record that somebody may be
 * writing in.
 */
export const CREATE_ORIGIN = Symbol('calendar create');

export function calendarUndo(doc: Y.Doc): RecordUndo {
  return recordUndo(doc, ['events', 'moves', 'exceptions'], CALENDAR_ORIGIN);
}
