import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { notesIn } from './notes-in.ts';
import { addReply, addThread, resolveThread, toggleReaction } from './writes.ts';

const ME = { by: 'me', at: 1_700_000_000_000 };
const start = { anchor: { type: 'project' }, words: 'Where do we meet?', ...ME } as const;

test('tells which notes an update made or changed; a reaction changes none', () => {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  const thread = addThread(doc, start, null);
  doc.on('update', (update: Uint8Array) => updates.push(update));
  expect(notesIn(doc, updates)).toEqual(new Set());
  toggleReaction(doc, { note: thread, emoji: '👍', by: 'me' }, null);
  expect(notesIn(doc, updates)).toEqual(new Set());
  const reply = addReply(doc, { thread, words: 'At the shop.', ...ME }, null);
  expect(notesIn(doc, updates)).toEqual(new Set([reply]));
  resolveThread(doc, thread, ME, null);
  expect(notesIn(doc, updates)).toEqual(new Set([reply, thread]));
});

test('an update that the doc does not have tells nothing', () => {
  const other = new Y.Doc();
  addThread(other, start, null);
  expect(notesIn(new Y.Doc(), [Y.encodeStateAsUpdate(other)])).toEqual(new Set());
});
