import { expect, test } from 'vitest';
import { findHangul } from './hangul.ts';

test('finds whole syllables, initial consonants and a syllable on its way', () => {
  expect(findHangul('번호 목록', '목록')).toEqual({ from: 3, to: 5 });
  expect(findHangul('번호 목록', 'ㅁㄹ')).toEqual({ from: 3, to: 5 });
  expect(findHangul('번호 목록', '모')).toEqual({ from: 3, to: 4 });
  expect(findHangul('번호 목록', '번ㅎ')).toEqual({ from: 0, to: 2 });
  expect(findHangul('Short treatment', 'SH')).toEqual({ from: 0, to: 2 });
});

test('finds nothing where there is nothing', () => {
  expect(findHangul('번호 목록', '몫록')).toBeNull();
  expect(findHangul('표', '표표')).toBeNull();
  // Only the last syllable may be unfinished.
  expect(findHangul('목록', '모록')).toBeNull();
});
