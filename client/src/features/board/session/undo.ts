import type * as Y from 'yjs';
import { recordUndo, type RecordUndo } from '../../../app/record-undo.ts';

/** The origin of everything this page writes: typing as well as gestures. */
export const BOARD_ORIGIN = Symbol('board');

/**
 * The origin of a shot's creation, which is no step of undo by itself: it is made already marked deleted
 * and then restored under `BOARD_ORIGIN`. So undoing it marks it deleted, as every deletion does, and
 * never removes the record that somebody may be writing in.
 */
export const CREATE_ORIGIN = Symbol('board create');

export function boardUndo(doc: Y.Doc): RecordUndo {
  return recordUndo(doc, ['shots', 'takes', 'settings'], BOARD_ORIGIN);
}
