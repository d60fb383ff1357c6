import {
  addShot,
  addTake,
  addThread,
  deleteNote,
  readTakes,
  readTalk,
  resolveThread,
  showTake,
  type ShotTakes,
} from '@clapper/documents';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { movedPoint, pictureThreads, pinsOn, takeOf } from './picture-threads.ts';

const PICTURE = {
  hash: 'a'.repeat(64),
  bytes: 10,
  width: 160,
  height: 90,
  name: 'a.png',
  type: 'image/png' as const,
  thumbhash: null,
};

/** A shot with two takes of line art and one of art; and somewhere to talk. */
function newShot() {
  const [board, talk] = [new Y.Doc(), new Y.Doc()];
  const shot = addShot(board, { stage: 's', before: null, by: 'ana', at: 1 }, 'test');
  const take = (layer: 'lineart' | 'art', at: number) =>
    addTake(board, { shot, layer, picture: PICTURE, by: 'ana', at }, 'test');
  const ids = { first: take('lineart', 2), second: take('lineart', 3), art: take('art', 4) };
  const takes = (): ShotTakes => readTakes(board).get(shot)!;
  let clock = 10;
  const say = (image: string, point: { x: number; y: number } | null, words = 'hm') =>
    addThread(talk, { anchor: { type: 'image', shot, image, point }, words, by: 'ana', at: clock++ }, 'test');
  const threads = (moderates = false) => pictureThreads(readTalk(talk).threads, shot, moderates);
  return { board, talk, shot, ids, takes, say, threads };
}

test('points keep their numbers: whole pictures have none, deleted threads keep theirs', () => {
  const { talk, ids, say, threads } = newShot();
  const first = say(ids.first, { x: 0.1, y: 0.1 });
  say(ids.first, null);
  say(ids.second, { x: 0.2, y: 0.2 });
  expect(threads().map(({ number }) => number)).toEqual([1, null, 2]);
  deleteNote(talk, first, { by: 'ana', at: 20 }, 'test');
  expect(threads().map(({ number }) => number)).toEqual([null, 2]);
});

test('a point outlives newer pictures of its stack, and stands on no other stack', () => {
  const { board, shot, ids, takes, say, threads } = newShot();
  const on = say(ids.first, { x: 0.25, y: 0.75 });
  const pins = (image: string) => pinsOn(threads(), takeOf(takes(), image)!, takes(), null);
  expect(pins(ids.first)).toMatchObject([{ thread: { id: on }, here: true, point: { x: 0.25, y: 0.75 } }]);
  expect(pins(ids.second)).toMatchObject([{ thread: { id: on }, here: false, point: { x: 0.25, y: 0.75 } }]);
  expect(pins(ids.art)).toEqual([]);
  // Which one the board shows changes nothing.
  showTake(board, shot, 'lineart', ids.first, 'test');
  expect(pins(ids.second)).toHaveLength(1);
});

test('what is done leaves the picture, unless it is the one that is open', () => {
  const { talk, ids, takes, say, threads } = newShot();
  const done = say(ids.first, { x: 0.5, y: 0.5 });
  resolveThread(talk, done, { by: 'ana', at: 20 }, 'test');
  const take = takeOf(takes(), ids.first)!;
  expect(pinsOn(threads(), take, takes(), null)).toEqual([]);
  expect(pinsOn(threads(), take, takes(), done)).toHaveLength(1);
});

test('threads of other shots and pictures nobody knows are left out', () => {
  const { talk, ids, takes, say, threads } = newShot();
  say('nowhere', { x: 0.5, y: 0.5 });
  const anchor = { type: 'image', shot: 'another', image: ids.first, point: null } as const;
  addThread(talk, { anchor, words: 'else', by: 'ana', at: 30 }, 'test');
  expect(threads()).toHaveLength(1);
  expect(takeOf(takes(), 'nowhere')).toBeNull();
  expect(pinsOn(threads(), takeOf(takes(), ids.first)!, takes(), null)).toEqual([]);
});

test('a hand that moves by keys stays in the picture', () => {
  expect(movedPoint({ x: 0.5, y: 0.99 }, { x: -0.02, y: 0.1 })).toEqual({ x: 0.48, y: 1 });
  expect(movedPoint({ x: 0.01, y: 0 }, { x: -0.1, y: -0.1 })).toEqual({ x: 0, y: 0 });
});
