import { DRAWING_LIMITS, readShapes } from '@clapper/documents';
import { expect, test } from 'vitest';
import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { createDrawing, type DrawingSession } from './drawing-session.ts';

const look = { points: [0, 0, 1, 1], color: '#ffd43b', width: 4 };

let clock = 1;

function drawing(doc = new Y.Doc(), id = 'ana'): DrawingSession {
  const awareness = new Awareness(doc);
  clearInterval(awareness._checkInterval);
  const me = { id, name: id };
  const session = createDrawing({ doc, awareness, me, writable: true, of: 'frame', now: () => ++clock });
  session.shapes.subscribe(() => undefined);
  return session;
}

const ids = ({ shapes }: DrawingSession): string[] => shapes.get().map(({ id }) => id);

test('undo takes my last shape away and no one else’s, and redo brings it back', () => {
  const doc = new Y.Doc();
  const session = drawing(doc);
  const other = drawing(doc, 'ben');
  const mine = session.draw('arrow', look)!;
  const theirs = other.draw('arrow', look)!;
  // The same tab here, so the same undo: what counts is that it goes back gesture by gesture.
  session.undo.undo();
  expect(ids(session)).toEqual([mine]);
  session.undo.undo();
  expect(ids(session)).toEqual([]);
  session.undo.redo();
  session.undo.redo();
  expect(ids(session).toSorted()).toEqual([mine, theirs].toSorted());
  expect([...doc.getMap('shapes').keys()].toSorted()).toEqual([mine, theirs].toSorted());
});

test('colours and widths are those of the selected shape and of the next one', () => {
  const session = drawing();
  const id = session.draw('ellipse', look);
  session.selected.set(id);
  session.setColor('#ff5a4f');
  session.setWidth(8);
  expect(session.shapes.get()[0]).toMatchObject({ color: '#ff5a4f', width: 8 });
  expect([session.color.get(), session.width.get()]).toEqual(['#ff5a4f', 8]);
  session.selected.set(null);
  session.setColor('#ffffff');
  expect(session.shapes.get()[0]).toMatchObject({ color: '#ff5a4f' });
});

test('nobody moves or deletes another’s lines', () => {
  const doc = new Y.Doc();
  const session = drawing(doc);
  const theirs = drawing(doc, 'ben').draw('arrow', look)!;
  session.change(theirs, { width: 8 });
  session.remove(theirs);
  expect(session.shapes.get()).toMatchObject([{ id: theirs, width: 4 }]);
});

test('a drawing is copied to another frame, in order, as mine, as far as there is room', () => {
  const session = drawing();
  session.draw('rectangle', look);
  session.draw('text', { ...look, text: '여기' });
  expect(session.copy()).toBe(2);
  session.of.set('another');
  expect(session.shapes.get()).toEqual([]);
  expect(session.paste()).toEqual({ pasted: 2, of: 2 });
  expect(session.shapes.get().map(({ type, of }) => [type, of])).toEqual([
    ['rectangle', 'another'],
    ['text', 'another'],
  ]);
  while (session.room() > 1) session.draw('arrow', look);
  expect(session.paste()).toEqual({ pasted: 1, of: 2 });
  expect(session.draw('arrow', look)).toBeNull();
  expect(readShapes(session.doc).get('another')).toHaveLength(DRAWING_LIMITS.shapes);
  expect(readShapes(session.doc).get('frame')).toHaveLength(2);
});

test('what is shown stays the same object while nothing of it changes', () => {
  const session = drawing();
  session.draw('arrow', look);
  const before = session.shapes.get();
  session.doc.getMap('threads').set('t', new Y.Map());
  expect(session.shapes.get()).toBe(before);
});
