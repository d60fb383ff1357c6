import {
  addShape,
  changeShape,
  deleteShape,
  DRAWING_LIMITS,
  readShapes,
  restoreShape,
  type Shape,
  type ShapeLook,
  type ShapeType,
} from '@clapper/documents';
import { newId } from '@clapper/protocol';
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import { recordUndo, type RecordUndo } from '../../../app/record-undo.ts';
import { createStore, type Settable, type Store } from '../../../app/store.ts';
import { liveSender, type LiveSender } from '../live/live-sender.ts';
import { copied } from './clipboard.ts';
import { DRAWING_COLORS, DRAWING_WIDTHS, type Tool } from './palette.ts';
import type { Shown } from './shown.ts';

/** Of everything drawn here. */
export const DRAWING_ORIGIN = Symbol('drawing');

/** Of a shape's birth, which is no step of undo by itself: undoing it deletes it and never removes its record. */
const CREATE_ORIGIN = Symbol('drawing create');

export interface DrawingOptions {
  doc: Y.Doc;
  awareness: Awareness;
  me: { id: string; name: string };
  /** Whether I may draw here at all. */
  writable: boolean;
  /** Id of the note or the take that is drawn on; null: of none yet. */
  of: string | null;
  now?: () => number;
}

/** A drawing one works on: what there is, which tool is at hand, and what can be done. Without a canvas. */
export interface DrawingSession {
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  readonly me: { id: string; name: string };
  readonly writable: boolean;
  readonly of: Settable<string | null>;
  readonly tool: Settable<Tool>;
  readonly color: Settable<string>;
  readonly width: Settable<number>;
  readonly shown: Settable<Shown>;
  /** One of mine, to be moved or deleted. */
  readonly selected: Settable<string | null>;
  /** Words that are being written into the picture. */
  readonly writing: Settable<Writing | null>;
  /** What there is to see, read again when the document or `of` changes. */
  readonly shapes: Store<readonly Shape[]>;
  readonly undo: RecordUndo;
  readonly live: LiveSender;
  /** How many shapes there is still room for. */
  room(): number;
  /** Null where there is no room; the id is the one it was shown under while it was drawn. */
  draw(type: ShapeType, look: ShapeLook, id?: string): string | null;
  change(id: string, change: Partial<ShapeLook>): void;
  remove(id: string): void;
  /** Of the selected shape, if there is one, and of what is drawn next. */
  setColor(color: string): void;
  setWidth(width: number): void;
  /** The selected shape, or all there are. Returns how many. */
  copy(): number;
  /** Returns how many there was room for, and how many there were. */
  paste(): { pasted: number; of: number };
}

export interface Writing {
  /** Null: new words. */
  id: string | null;
  points: readonly number[];
  text: string;
}

export function createDrawing({
  doc,
  awareness,
  me,
  writable,
  of: first,
  now = Date.now,
}: DrawingOptions): DrawingSession {
  const of = createStore(first);
  const shapes = shapesStore(doc, of);
  const selected = createStore<string | null>(null);
  const undo = recordUndo(doc, ['shapes'], DRAWING_ORIGIN);
  const color = createStore<string>(DRAWING_COLORS[0].color);
  const width = createStore<number>(DRAWING_WIDTHS[1].width);
  const room = (): number => DRAWING_LIMITS.shapes - shapes.get().length;
  const mine = (id: string | null): Shape | null =>
    shapes.get().find((shape) => shape.id === id && shape.authorId === me.id) ?? null;

  const put = (type: ShapeType, look: ShapeLook, id: string, at = now()): void => {
    const drawnOn = of.get();
    if (drawnOn === null) return;
    const act = { by: me.id, at };
    addShape(doc, { of: drawnOn, type, id, unborn: true, ...act, ...look }, CREATE_ORIGIN);
    restoreShape(doc, id, me.id, DRAWING_ORIGIN);
  };
  const change = (id: string, values: Partial<ShapeLook>): void => {
    if (mine(id) === null) return;
    undo.step(() => changeShape(doc, id, values, me.id, DRAWING_ORIGIN));
  };

  return {
    doc,
    awareness,
    me,
    writable,
    of,
    tool: createStore<Tool>('pen'),
    color,
    width,
    shown: createStore<Shown>('paused'),
    selected,
    writing: createStore<Writing | null>(null),
    shapes,
    undo,
    live: liveSender(awareness, of),
    room,
    draw(type, look, id = newId(now())) {
      if (!writable || of.get() === null || room() <= 0) return null;
      undo.step(() => put(type, look, id));
      return id;
    },
    change,
    remove(id) {
      if (selected.get() === id) selected.set(null);
      if (mine(id) === null) return;
      undo.step(() => deleteShape(doc, id, { by: me.id, at: now() }, DRAWING_ORIGIN));
    },
    setColor(next) {
      color.set(next);
      const shape = mine(selected.get());
      if (shape !== null) change(shape.id, { color: next });
    },
    setWidth(next) {
      width.set(next);
      const shape = mine(selected.get());
      if (shape !== null) change(shape.id, { width: next });
    },
    copy() {
      const one = shapes.get().find(({ id }) => id === selected.get());
      const list = one === undefined ? shapes.get() : [one];
      if (list.length > 0) copied.set(list.map(withoutOwner));
      return list.length;
    },
    paste() {
      const list = copied.get();
      if (!writable || of.get() === null) return { pasted: 0, of: list.length };
      const fitting = list.slice(0, Math.max(0, room()));
      undo.step(() => {
        // One after the other in time, so that they lie over each other as they did.
        const at = now();
        for (const [index, { type, ...look }] of fitting.entries()) put(type, look, newId(at), at + index);
      });
      return { pasted: fitting.length, of: list.length };
    },
  };
}

function withoutOwner({ type, points, pressures, color, width, text }: Shape) {
  return { type, points, pressures, color, width, text };
}

const NONE: readonly Shape[] = [];

/** Stable as long as nothing was drawn: whoever draws is not in the way of whoever writes in the same document. */
function shapesStore(doc: Y.Doc, of: Store<string | null>): Store<readonly Shape[]> {
  const root = doc.getMap('shapes');
  let stale = true;
  let value = NONE;
  const listeners = new Set<() => void>();
  const changed = (): void => {
    stale = true;
    for (const listener of listeners) listener();
  };
  let unsubscribe = (): void => undefined;
  return {
    get() {
      if (!stale && listeners.size > 0) return value;
      const drawnOn = of.get();
      const next = drawnOn === null ? NONE : (readShapes(doc).get(drawnOn) ?? NONE);
      stale = false;
      if (!same(value, next)) value = next;
      return value;
    },
    subscribe(listener) {
      if (listeners.size === 0) {
        stale = true;
        root.observeDeep(changed);
        const leave = of.subscribe(changed);
        unsubscribe = () => {
          root.unobserveDeep(changed);
          leave();
        };
      }
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) unsubscribe();
      };
    },
  };
}

const KEYS = ['id', 'authorId', 'type', 'points', 'pressures', 'color', 'width', 'text'] as const;

/** Yjs hands out stored values themselves, so an unchanged one is the same one. */
function same(a: readonly Shape[], b: readonly Shape[]): boolean {
  return (
    a.length === b.length && a.every((shape, index) => KEYS.every((key) => shape[key] === b[index]![key]))
  );
}
