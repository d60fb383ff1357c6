import { defaultDeleteFilter, defaultProtectedNodes, ySyncPluginKey } from '@tiptap/y-tiptap';
import type * as Y from 'yjs';
import { onUndoChange, undoManager } from '../../../app/undo-manager.ts';

/** The origin of everything this page writes besides typing: titles, status, replace all. */
export const PLAN_ORIGIN = Symbol('plan');

/** What a step of undo belongs to: the stage to unfold and where its caret stood. */
export interface StepPlace {
  stage: string;
  /** As relative positions, so that it is found again in a document that went on. */
  selection: { anchor: Y.RelativePosition; head: Y.RelativePosition } | null;
}

export interface PlanUndo {
  undo(): void;
  redo(): void;
  /** The next change begins a new step: called when somebody moves to another stage. */
  pause(): void;
  /** The editor that has the focus tells where the next step happens; null when it is gone. */
  place(read: (() => StepPlace) | null): void;
  /** Called after a step was undone or redone, with where it happened. Returns a function that stops. */
  onStep(listener: (place: StepPlace) => void): () => void;
  /** Called when the last step is another one: a new one was begun, or it was undone. Returns a function that stops. */
  onChange(listener: () => void): () => void;
}

const undos = new WeakMap<Y.Doc, PlanUndo>();

/**
 * One person's undo of one document, kept beside the document and not in an editor: it outlives switching
 * stages, holds titles and replacements in the same order as typing, and ends with the document when a
 * repair replaces it by a new one.
 */
export function planUndo(doc: Y.Doc): PlanUndo {
  const known = undos.get(doc);
  if (known !== undefined) return known;

  const manager = undoManager(doc, ['stages'], {
    trackedOrigins: new Set([ySyncPluginKey, PLAN_ORIGIN]),
    // Keeps a paragraph that somebody else wrote into when its creation is undone.
    deleteFilter: (item) => defaultDeleteFilter(item, defaultProtectedNodes),
    captureTransaction: (transaction) => transaction.meta.get('addToHistory') !== false,
  });
  let readPlace: (() => StepPlace) | null = null;
  const listeners = new Set<(place: StepPlace) => void>();

  // While a step is undone, its twin for redo is made: it happened in the same place.
  let stepping: StepPlace | null = null;
  manager.on('stack-item-added', ({ stackItem }) => {
    const place = stepping ?? readPlace?.();
    if (place != null) stackItem.meta.set('place', place);
  });
  const step = (stack: typeof manager.undoStack, go: () => void) => {
    stepping = (stack.at(-1)?.meta.get('place') as StepPlace | undefined) ?? null;
    const place = stepping;
    try {
      go();
    } finally {
      stepping = null;
    }
    if (place !== null) for (const listener of listeners) listener(place);
  };

  const created: PlanUndo = {
    undo: () => step(manager.undoStack, () => manager.undo()),
    redo: () => step(manager.redoStack, () => manager.redo()),
    pause: () => manager.stopCapturing(),
    place: (read) => {
      readPlace = read;
    },
    onStep(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onChange: (listener) => onUndoChange(manager, listener),
  };
  undos.set(doc, created);
  return created;
}
