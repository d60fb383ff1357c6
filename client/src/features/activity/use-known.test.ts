import { expect, test } from 'vitest';
import { namesOf } from './use-known.ts';

test('stages, events, videos and shots are called as they are now, a shot with its number; what has no name has none', () => {
  const names = namesOf({
    stages: [{ id: 'stage', title: '전개' }],
    shots: [
      { id: 'shot', number: '7', title: 'The pour' },
      { id: 'bare', number: '8', title: '' },
    ],
    events: [
      { id: 'event', title: ' 촬영 ' },
      { id: 'unnamed', title: '' },
    ],
    videos: [{ id: 'video', title: '골목 커피 30초' }],
  });
  expect([...names]).toEqual([
    ['stage', '전개'],
    ['event', '촬영'],
    ['video', '골목 커피 30초'],
    ['shot', '7 The pour'],
    ['bare', '8'],
  ]);
});
