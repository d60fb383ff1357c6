import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { recordUndo } from './record-undo.ts';

const MINE = Symbol('mine');

test('[RH12] undo is kept beside a document, and begins anew with the one that takes its place', () => {
  const before = new Y.Doc();
  const set = (doc: Y.Doc, key: string) => doc.transact(() => doc.getMap('shots').set(key, 1), MINE);
  recordUndo(before, ['shots'], MINE);
  set(before, 'before');
  // The page is left and comes back.
  expect(recordUndo(before, ['shots'], MINE).depth()).toBe(1);

  const after = new Y.Doc();
  Y.applyUpdate(after, Y.encodeStateAsUpdate(before));
  const undo = recordUndo(after, ['shots'], MINE);
  expect(undo.undo()).toBe(false);
  set(after, 'after');
  expect(undo.undo()).toBe(true);
  expect(undo.undo()).toBe(false);
  expect(after.getMap('shots').toJSON()).toEqual({ before: 1 });
});
