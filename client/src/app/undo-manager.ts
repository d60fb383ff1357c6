import * as Y from 'yjs';
import { settleOrigins } from './undo-origins.ts';

/** Longest pause in typing that still counts as the same undo step. */
const CAPTURE_MS = 500;

type Options = NonNullable<ConstructorParameters<typeof Y.UndoManager>[1]>;

/** Of what is written into `roots` by one person. */
export function undoManager(doc: Y.Doc, roots: readonly string[], options: Options): Y.UndoManager {
  const types = roots.map((root) => doc.getMap(root));
  const manager = new Y.UndoManager(types, { captureTimeout: CAPTURE_MS, ...options });
  settleOrigins(doc, manager);
  return manager;
}

/** Tells after each step that was made or taken back. Returns a function that stops. */
export function onUndoChange(manager: Y.UndoManager, listener: () => void): () => void {
  manager.on('stack-item-added', listener);
  manager.on('stack-item-popped', listener);
  return () => {
    manager.off('stack-item-added', listener);
    manager.off('stack-item-popped', listener);
  };
}
