import type * as Y from 'yjs';
import { onUndoChange, undoManager } from './undo-manager.ts';

/** One person's undo of a document of records. */
export interface RecordUndo {
  undo(): boolean;
  redo(): boolean;
  /** What happens inside is one step, apart from what came before and comes after. */
  step<T>(gesture: () => T): T;
  /** The next change begins a new step. */
  pause(): void;
  /** How many steps could be undone: what was done since is what `backTo` takes back. */
  depth(): number;
  backTo(depth: number): void;
  /** Tells after each step that was made or taken back. Returns a function that stops. */
  onChange(listener: () => void): () => void;
}

const undos = new WeakMap<Y.Doc, Map<symbol, RecordUndo>>();

/**
 * The undo of what is written into `roots` under `origin`, kept beside the document and not in a component: it
 * outlives leaving the page, and ends with the document when a repair replaces it by a new one.
 */
export function recordUndo(doc: Y.Doc, roots: readonly string[], origin: symbol): RecordUndo {
  const ofDoc = undos.get(doc) ?? new Map<symbol, RecordUndo>();
  undos.set(doc, ofDoc);
  const known = ofDoc.get(origin);
  if (known !== undefined) return known;
  const manager = undoManager(doc, roots, { trackedOrigins: new Set([origin]) });
  const created: RecordUndo = {
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
    onChange: (listener) => onUndoChange(manager, listener),
  };
  ofDoc.set(origin, created);
  return created;
}
