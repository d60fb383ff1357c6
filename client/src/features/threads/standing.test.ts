import { addReply, addThread, assignThread, readTalk, setFollow, readFollows } from '@clapper/documents';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { becauseOf, standingOf } from './standing.ts';

const CHAIN = [
  { type: 'thread', id: 't' },
  { type: 'shot', id: 's' },
  { type: 'project', id: 'p' },
] as const;

const standing = (...said: Parameters<typeof setFollow>[2][]) => {
  const doc = new Y.Doc();
  for (const [index, subject] of said.entries())
    setFollow(doc, 'me', subject, index === 0 ? 'mute' : 'follow', 'test');
  return standingOf(CHAIN, readFollows(doc), 'wrote');
};

describe('[NT2] what a person hears of a thing', () => {
  test('is what they said of it, whatever they said of the rest', () => {
    expect(standing(CHAIN[0], CHAIN[1], CHAIN[2])).toEqual({ by: 'word', follow: 'mute' });
  });

  test('is what they said of the closest it is part of', () => {
    expect(standing(CHAIN[1], CHAIN[2])).toEqual({ by: 'whole', follow: 'mute', whole: 'shot' });
    expect(standing({ type: 'shot', id: 'other' }, CHAIN[2])).toEqual({
      by: 'whole',
      follow: 'follow',
      whole: 'project',
    });
  });

  test('is what concerns them, where they said nothing', () => {
    expect(standing()).toEqual({ by: 'concern', because: 'wrote' });
  });
});

test('a thread concerns who wrote in it, and most who is to see to it', () => {
  const doc = new Y.Doc();
  const id = addThread(doc, { anchor: { type: 'project' }, words: 'so', by: 'ana', at: 1 }, 'test');
  addReply(doc, { thread: id, words: 'yes', by: 'jun', at: 2 }, 'test');
  const because = () => ['ana', 'jun', 'mina'].map((me) => becauseOf(readTalk(doc).threads[0]!, me));
  expect(because()).toEqual(['wrote', 'wrote', 'named']);
  assignThread(doc, id, 'jun', 'test');
  expect(because()).toEqual(['wrote', 'assigned', 'named']);
});
