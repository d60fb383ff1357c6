import { expect, test } from 'vitest';
import { saidIn, type Said } from './said.ts';

const note = (id: string, authorId: string, createdAt: number, more: Partial<Said> = {}): Said => ({
  ...{ id, authorId, createdAt, words: `words of ${id}`, mentions: [], deleted: null, hidden: null },
  ...more,
});
const mina = { id: 'mina', name: 'Mina' };
const named = { mentions: [{ user: 'jun', name: 'Jun' }] };
const thread = {
  ...note('root', 'mina', 100),
  replies: [
    note('asked', 'mina', 1_000, named),
    note('answer', 'jun', 2_000),
    note('later', 'mina', 900_000),
    note('gone', 'mina', 901_000, { words: '', deleted: { by: 'mina', at: 902_000 } }),
  ],
};
const quoted = (type: Parameters<typeof saidIn>[1]['type'], at: number, by = mina) =>
  saidIn(thread, { type, by, at }, 'jun')?.id ?? null;

test('what is quoted is what they had said by then, of a mention the words that name me', () => {
  expect(quoted('reply', 1_000)).toBe('asked');
  expect(quoted('reply', 950_000)).toBe('later');
  expect(quoted('mention', 950_000)).toBe('asked');
  // Their clock was ahead of the server's.
  expect(quoted('comment', 10)).toBe('asked');
  expect(quoted('reply', 950_000, { id: 'bo', name: 'Bo' })).toBeNull();
});

test('of what was decided the thread is quoted, and of what is not about words nothing', () => {
  expect(quoted('resolved', 950_000)).toBe('root');
  expect(quoted('assigned', 950_000)).toBe('root');
  expect(quoted('reacted', 950_000)).toBeNull();
  expect(quoted('newCut', 950_000)).toBeNull();
});

test('nothing is quoted that was taken from sight', () => {
  const hidden = { ...thread, hidden: { by: 'owner', at: 1 } };
  expect(saidIn(hidden, { type: 'reply', by: mina, at: 950_000 }, 'jun')).toBeNull();
});
