import { expect, test } from 'vitest';
import { thingOf } from './thing-of.ts';

const NAMES = new Map([
  ['video', '골목 커피 30초'],
  ['stage', '전개'],
]);

test('what was done to a video or a note on it is told with the title that the video has now', () => {
  expect(thingOf({ type: 'video', id: 'video' }, '', NAMES)).toEqual({
    key: 'named.video',
    name: '골목 커피 30초',
  });
  expect(thingOf({ type: 'thread', id: 'note', video: 'video' }, '', NAMES)).toEqual({
    key: 'noteOn',
    name: '골목 커피 30초',
  });
  expect(thingOf({ type: 'stage', id: 'stage' }, '', NAMES)).toEqual({ key: 'named.stage', name: '전개' });
});

test('what was written down is told as it was then; what nobody knows is a thing of its sort', () => {
  expect(thingOf({ type: 'stage', id: 'stage' }, '발단', NAMES)).toEqual({
    key: 'named.stage',
    name: '발단',
  });
  expect(thingOf({ type: 'thread', id: 'words' }, '첫 방울', NAMES)).toEqual({
    key: 'named.thread',
    name: '첫 방울',
  });
  expect(thingOf({ type: 'video', id: 'gone' }, '', NAMES)).toEqual({ key: 'thing.video', name: '' });
  expect(thingOf({ type: 'thread', id: 'note', video: 'gone' }, '', NAMES)).toEqual({
    key: 'thing.thread',
    name: '',
  });
});
