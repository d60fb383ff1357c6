import { expect, test } from 'vitest';
import { followCharacters, placeFor } from './transform-index.ts';

test('characters follow insertions and deletions of others, in order', () => {
  // 'abcd' → 'XXabcd' → 'XXacd'
  const places = followCharacters(4, [[{ insert: 'XX' }], [{ retain: 3 }, { delete: 1 }]]);
  expect(places).toEqual([2, null, 3, 4]);
});

test('an insertion stays behind the character it was typed after', () => {
  const places = followCharacters(4, [[{ insert: 'XX' }], [{ retain: 3 }, { delete: 1 }]]);
  expect([0, 1, 2, 3, 4].map((index) => placeFor(index, places))).toEqual([2, 3, 3, 4, 5]);
});

test('when everything was deleted it goes to the start', () => {
  expect(placeFor(2, followCharacters(3, [[{ delete: 3 }]]))).toBe(0);
});
