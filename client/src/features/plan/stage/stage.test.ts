import { countWords } from '@clapper/documents';
import { expect, test } from 'vitest';
import { countBlocks } from './count-blocks.ts';
import { readingMinutes } from './reading-time.ts';

test('counts as one text what is counted line by line', () => {
  const text = 'The pour\n첫 방울 뒤에 들어온다.\n\nTwo hands 👩‍🍳';
  expect(countBlocks(text)).toEqual(countWords(text));
  expect(countBlocks('')).toEqual({ words: 0, characters: 0 });
});

test('reading time knows that Korean is read by syllables', () => {
  expect(readingMinutes('')).toBe(0);
  expect(readingMinutes('word '.repeat(460))).toBe(2);
  expect(readingMinutes('가'.repeat(1_000))).toBe(2);
});
