import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatDuration, parseDuration } from './duration.ts';

it.each([
  ['3.5', 3.5],
  ['3', 3],
  ['.5', 0.5],
  ['5.', 5],
  ['0', 0],
  [' 3.5 s ', 3.5],
  ['3.5s', 3.5],
  ['90 sec', 90],
  ['2 Seconds', 2],
  ['3,5초', 3.5],
  ['3초', 3],
  ['３．５초', 3.5],
  ['０：０３', 3],
  ['3\u110e\u1169', 3],
  ['0:03', 3],
  ['0:03.5', 3.5],
  ['1:02:03', 3_723],
  ['1분 20초', 80],
  ['1분20초', 80],
  ['1시간 2분', 3_720],
  ['1m 20s', 80],
  ['1 min. 20 sec.', 80],
  ['500 ms', 0.5],
  ['86400', 86_400],
  ['24:00:00', 86_400],
])('%s is %d s', (text, seconds) => {
  expect(parseDuration(text)).toBe(seconds);
});

it.each([
  '',
  ' ',
  'x',
  '-3',
  '3 x',
  '1:99',
  '1:61:00',
  '1:2:3:4',
  '20초 1분',
  '1분 2분',
  '3..5',
  '86401',
  '초',
  '1e3',
  '3 constructor',
])('%j is no length', (text) => {
  expect(parseDuration(text)).toBeNull();
});

it.each([
  [0, '0.0 s', '0.0초'],
  [3.5, '3.5 s', '3.5초'],
  [2.25, '2.25 s', '2.25초'],
  [30, '30.0 s', '30.0초'],
  [59.999, '1:00', '1:00'],
  [65, '1:05', '1:05'],
  [65.5, '1:05.5', '1:05.5'],
  [65.05, '1:05.05', '1:05.05'],
  [3_725, '1:02:05', '1:02:05'],
])('%d s is %s and %s', (seconds, en, ko) => {
  expect([formatDuration(seconds, 'en'), formatDuration(seconds, 'ko')]).toEqual([en, ko]);
});

it('reads back what it writes', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 8_640_000 }),
      fc.constantFrom('ko' as const, 'en' as const),
      (hundredths, language) => {
        expect(parseDuration(formatDuration(hundredths / 100, language))).toBe(hundredths / 100);
      },
    ),
  );
});
