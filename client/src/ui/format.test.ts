import { expect, test } from 'vitest';
import { en, ko } from '@clapper/locales/common';
import { formatOf as formatIn } from './format.ts';

const formatOf = (language: 'ko' | 'en') => formatIn(language, language === 'ko' ? ko : en);
const year = new Date().getFullYear();

test('a day without a time is the same day in every zone', () => {
  expect(formatOf('en').date(`${year}-03-05`)).toMatch(/5 Mar/);
  expect(formatOf('ko').date(`${year}-03-05`)).toMatch(/3월 5일/);
  expect(formatOf('en').date('1999-12-31')).toBe('31 Dec 1999');
  expect(formatOf('en').date('soon')).toBe('');
});

test('how long ago, in the language’s own words', () => {
  const now = Date.now();
  expect(formatOf('en').ago(now - 3 * 60_000)).toBe('3 min ago');
  expect(formatOf('ko').ago(now - 3 * 60_000)).toBe('3분 전');
  expect(formatOf('en').ago(now - 59.9 * 60_000)).toBe('59 min ago');
  expect(formatOf('en').ago(now - 25 * 3_600_000)).toBe('yesterday');
  expect(formatOf('en').ago(Date.parse('2001-02-03T12:00:00Z'))).toBe('3 Feb 2001');
});

test('the last two days go by their names', () => {
  const noon = new Date().setHours(12, 0, 0, 0);
  expect([noon, noon - 86_400_000].map(formatOf('en').day)).toEqual(['Today', 'Yesterday']);
  expect([noon, noon - 86_400_000].map(formatOf('ko').day)).toEqual(['오늘', '어제']);
  expect(formatOf('en').day(Date.parse('2001-02-03T12:00:00Z'))).toBe('3 Feb 2001');
});

test('the first minute is just now, and so is what a clock ahead of ours calls the future', () => {
  for (const at of [Date.now(), Date.now() - 59_000, Date.now() + 3 * 60_000]) {
    expect(formatOf('en').ago(at)).toBe('just now');
    expect(formatOf('ko').ago(at)).toBe('방금');
  }
});

test('clocks count to 23, bytes are rounded as people do', () => {
  expect(formatOf('en').clock(new Date(2026, 0, 1, 14, 2).getTime())).toBe('14:02');
  expect(formatOf('ko').clock(new Date(2026, 0, 1, 0, 5).getTime())).toBe('00:05');
  expect(formatOf('en').bytes(90_400)).toBe('90 kB');
  expect(formatOf('en').bytes(1_250_000)).toBe('1.3 MB');
  expect(formatOf('en').bytes(11_000_000_000)).toBe('11 GB');
});
