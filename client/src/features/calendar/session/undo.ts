import * as Y from 'yjs';
import { settleOrigins } from '../../../app/undo-origins.ts';

/** The origin of everything this page writes. */
export const CALENDAR_ORIGIN = Symbol('calendar');

/**
 * The origin of an event's creation, which is no step of undo by itself: it is made already marked deleted and then
 * restored under `CALENDAR_ORIGIN`. So undoing it marks it deleted, and never removes the record that somebody may be
 * writing in.
 */
export const CREATE_ORIGIN = Symbol('calendar create');

/** Longest pause in typing that still counts as the same undo step. */
const CAPTURE_MS = 500;

export interface CalendarUndo {
  undo(): boolean;
  redo(): boolean;
  /** What happens inside is one step, apart from what came before and comes after. */
  step<T>(gesture: () => T): T;
  /** The next change begins a new step. */
  pause(): void;
  /** How many steps could be undone. */
  depth(): number;
  /** Tells after each step that was made or taken back. */
  onChange(listener: () => void): () => void;
}

const undos = new WeakMap<Y.Doc, CalendarUndo>();

/** One person's undo of one calendar: it outlives leaving the page, and ends with the document. */
export function calendarUndo(doc: Y.Doc): CalendarUndo {
  const known = undos.get(doc);
  if (known !== undefined) return known;
  const roots = ['events', 'moves', 'exceptions'].map((root) => doc.getMap(root));
  const manager = new Y.UndoManager(roots, {
    captureTimeout: CAPTURE_MS,
    trackedOrigins: new Set([CALENDAR_ORIGIN]),
  });
  settleOrigins(doc, manager);
  const created: CalendarUndo = {
    undo: () => manager.undo() !== null,
    redo: () => manager.redo() !== null,
    step(gesture) {
      manager.stopCapturing();
      try {
        return gesture();
      } finally {
        manager.stopCapturing();
      }
    },
    pause: () => manager.stopCapturing(),
    depth: () => manager.undoStack.length,
    onChange(listener) {
      manager.on('stack-item-added', listener);
      manager.on('stack-item-popped', listener);
      return () => {
        manager.off('stack-item-added', listener);
        manager.off('stack-item-popped', listener);
      };
    },
  };
  undos.set(doc, created);
  return created;
}
