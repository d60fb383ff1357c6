import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { countUpdates, replicas } from '../conformance.ts';
import { addReply, addThread, deleteNote, readTalk, type Thread } from '../talk/index.ts';
import { home, markThreads, readingOf, readReadings, unreadIn } from './index.ts';
import { MOST_READINGS, NEWS_MS } from './schema.ts';
import { fixturesOf } from '../fixtures.ts';

const ME = { me: 'me', since: 0 };
const DAY = 24 * 60 * 60_000;

/** A thread whose notes are written by these people at these times. */
function talkOf(...said: [by: string, at: number][]) {
  const doc = new Y.Doc();
  const [[by, at] = ['me', 0], ...replies] = said;
  const id = addThread(doc, { anchor: { type: 'project' }, words: 'said', by, at }, 'test');
  const answer = (by: string, at: number) => addReply(doc, { thread: id, words: 'said', by, at }, 'test');
  for (const [who, when] of replies) answer(who, when);
  return { doc, id, answer, thread: (): Thread => readTalk(doc).threads[0]! };
}

describe('what is unread in a thread', () => {
  it('[UN1] is what others wrote since it was last read, never what one wrote oneself', () => {
    const { thread, answer } = talkOf(['ana', 10], ['me', 20], ['jun', 30]);
    expect(unreadIn(thread(), undefined, ME)).toBe(2);
    const reading = readingOf(thread(), 'me');
    expect([reading, unreadIn(thread(), reading, ME)]).toEqual([{ upTo: 30, notes: 2 }, 0]);
    answer('me', 40);
    answer('ana', 50);
    expect(unreadIn(thread(), reading, ME)).toBe(1);
  });

  it('[UN1] is also what comes late and says an earlier time, and what a fast clock wrote', () => {
    const { thread, answer } = talkOf(['ana', 10], ['jun', 9_000]);
    const reading = readingOf(thread(), 'me');
    answer('ana', 20);
    answer('ana', 5_000);
    expect(unreadIn(thread(), reading, ME)).toBe(2);
    expect(unreadIn(thread(), readingOf(thread(), 'me'), ME)).toBe(0);
  });

  it('is nothing that was taken away again', () => {
    const { doc, thread, answer } = talkOf(['ana', 10]);
    const reading = readingOf(thread(), 'me');
    for (const at of [5, 20]) deleteNote(doc, answer('ana', at), { by: 'ana', at }, 'test');
    deleteNote(doc, thread().id, { by: 'ana', at: 30 }, 'test');
    expect(unreadIn(thread(), reading, ME)).toBe(0);
  });

  it('is nothing from before one was there', () => {
    const { thread } = talkOf(['ana', 10], ['ana', 30]);
    expect(unreadIn(thread(), undefined, { me: 'me', since: 20 })).toBe(1);
  });
});

describe('how far threads were read', () => {
  it('is written once, and not again for the same', () => {
    const doc = new Y.Doc();
    const updates = countUpdates(doc);
    const read = new Map([
      ['a', { upTo: 5, notes: 1 }],
      ['b', { upTo: 7, notes: 2 }],
    ]);
    markThreads(doc, { by: 'me', at: 9 }, read, 'me');
    markThreads(doc, { by: 'me', at: 9 }, read, 'me');
    expect([updates.count, readReadings(doc)]).toEqual([1, read]);
  });

  it('is known on both devices when two were offline', () => {
    const [phone, laptop] = replicas(fixturesOf(home)['empty']!);
    markThreads(phone!, { by: 'me', at: 9 }, new Map([['a', { upTo: 5, notes: 1 }]]), 'me');
    markThreads(laptop!, { by: 'me', at: 9 }, new Map([['b', { upTo: 6, notes: 1 }]]), 'me');
    Y.applyUpdate(phone!, Y.encodeStateAsUpdate(laptop!));
    expect([...readReadings(phone!).keys()].toSorted()).toEqual(['a', 'b']);
  });

  it('[UN2] is forgotten once it is too old to be news, and the oldest when there are too many', () => {
    const doc = new Y.Doc();
    const at = 100 * DAY;
    const many = Array.from({ length: MOST_READINGS + 2 }, (_, index) => {
      return [`t${index}`, { upTo: at - index, notes: 1 }] as const;
    });
    markThreads(doc, { by: 'me', at: 1 }, new Map([['old', { upTo: at - NEWS_MS - 1, notes: 1 }]]), 'me');
    markThreads(doc, { by: 'me', at }, new Map(many.slice(0, 3)), 'me');
    expect([...readReadings(doc).keys()].toSorted()).toEqual(['t0', 't1', 't2']);
    markThreads(doc, { by: 'me', at }, new Map(many), 'me');
    expect(readReadings(doc)).toEqual(new Map(many.slice(0, MOST_READINGS)));
  });
});
