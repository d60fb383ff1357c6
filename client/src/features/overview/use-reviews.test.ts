import { expect, test } from 'vitest';
import { toOpen } from './use-reviews.ts';

const videos = ['a', 'b', 'c', 'd', 'e'].map((id, index) => ({ id, createdAt: index }));
const ids = (told: string[], most: number) => toOpen(videos, new Set(told), most).map(({ id }) => id);

test('of many videos those are looked into that the inbox names, then the newest', () => {
  expect(ids(['a'], 5)).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect(ids([], 2)).toEqual(['d', 'e']);
  expect(ids(['b', 'gone'], 2)).toEqual(['b', 'e']);
  expect(ids(['a', 'b', 'c'], 2)).toEqual(['b', 'c']);
});
