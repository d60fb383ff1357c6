import { expect, test } from 'vitest';
import { fileName } from './file-name.ts';

test.each([
  ['서울 골목 커피 30초', '서울 골목 커피 30초'],
  ['../../etc/passwd', 'etc passwd'],
  ['1회차: "촬영" <A/B>?', '1회차 촬영 A B'],
  ['a\u0000\u202Eb', 'a b'],
  [' . ', 'calendar'],
  ['', 'calendar'],
  ['x'.repeat(200), 'x'.repeat(80)],
])('a file of %j is called %j', (name, called) => {
  expect(fileName(name, 'calendar')).toBe(called);
});
