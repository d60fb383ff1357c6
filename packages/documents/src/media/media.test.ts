import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { countUpdates } from '../conformance.ts';
import { addVideo, deleteVideo, moveVideo, readMedia, renameVideo, restoreVideo } from '../video-review.ts';

const ANA = { by: 'ana', at: 1_000 };

function titles(doc: Y.Doc): string[] {
  return readMedia(doc).videos.map(({ title }) => title);
}

it('keeps videos in the order they were put in', () => {
  const doc = new Y.Doc();
  const [a, b, c] = ['a', 'b', 'c'].map((title) => addVideo(doc, { title, ...ANA }, 'test')) as [
    string,
    string,
    string,
  ];
  addVideo(doc, { title: 'first', before: a, ...ANA }, 'test');
  expect(titles(doc)).toEqual(['first', 'a', 'b', 'c']);
  moveVideo(doc, c, b, 'test');
  expect(titles(doc)).toEqual(['first', 'a', 'c', 'b']);
  moveVideo(doc, a, null, 'test');
  expect(titles(doc)).toEqual(['first', 'c', 'b', 'a']);
  const updates = countUpdates(doc);
  for (const before of [null, a, 'gone']) moveVideo(doc, a, before, 'test');
  moveVideo(doc, c, b, 'test');
  expect(updates.count).toBe(0);
});

it('renames a video, marks it deleted and brings it back', () => {
  const doc = new Y.Doc();
  const id = addVideo(doc, { title: '30초', ...ANA }, 'test');
  renameVideo(doc, id, '골목 커피 30초', 'test');
  deleteVideo(doc, id, { by: 'ben', at: 2_000 }, 'test');
  expect(readMedia(doc)).toMatchObject({
    videos: [],
    deleted: [{ id, title: '골목 커피 30초', deleted: { by: 'ben' } }],
  });
  restoreVideo(doc, id, 'test');
  expect(titles(doc)).toEqual(['골목 커피 30초']);
});
