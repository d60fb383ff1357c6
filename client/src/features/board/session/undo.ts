import * as Y from 'yjs';
import { settleOrigins } from '../../../app/undo-origins.ts';

/** The origin of everything this page writes: typing as well as gestures. */
export const BOARD_ORIGIN = Symbol('board');

/**
 * The origin of a shot's creation, which is no step of undo by itself: it is made already marked deleted
 * and then restored under `BOARD_ORIGIN`. So undoing it marks it deleted, as every deletion does, and
 * never removes the record that somebody may be writing in.
 */
export const CREATE_ORIGIN = Symbol('board create');

/** Longest pause in typing that still counts as the same undo step. */
const CAPTURE_MS = 500;

export interface BoardUndo {
  undo(): boolean;
  redo(): boolean;
  /** What happens inside is one step, apart from what came before and comes after. */
  step<T>(gesture: () => T): T;
  /** The next change begins a new step. */
  pause(): void;
  /** How many steps could be undone: what was done since is what `backTo` takes back. */
  depth(): number;
  backTo(depth: number): void;
}

const undos = new WeakMap<Y.Doc, BoardUndo>();

/**
 * One person's undo of one document, kept beside the document and not in a component: it outlives leaving
 * the page, and ends with the document when a repair replaces it by a new one.
 */
export function boardUndo(doc: Y.Doc): BoardUndo {
  const known = undos.get(doc);
  if (known !== undefined) return known;
  const manager = new Y.UndoManager(doc.getMap('shots'), {
    captureTimeout: CAPTURE_MS,
    trackedOrigins: new Set([BOARD_ORIGIN]),
  });
  settleOrigins(doc, manager);
  const created: BoardUndo = {
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
    backTo(depth) {
      manager.stopCapturing();
      while (manager.undoStack.length > depth && manager.undo() !== null);
    },
  };
  undos.set(doc, created);
  return created;
}
