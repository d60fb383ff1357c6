import { expect, test } from 'vitest';
import { triggerAt } from './trigger.ts';

test('a slash counts at the start of a line or after a space, not inside a word or a path', () => {
  expect(triggerAt('/')).toEqual({ sign: '/', query: '', length: 1 });
  expect(triggerAt('Sound /ㅍㅛ')).toEqual({ sign: '/', query: 'ㅍㅛ', length: 3 });
  expect(triggerAt('and/or')).toBeNull();
  expect(triggerAt('/usr/bin')).toBeNull();
  expect(triggerAt('/table ')).toBeNull();
});

test('`#` and `@` count where a name may begin, and names may have spaces in them', () => {
  expect(triggerAt('#')).toEqual({ sign: '#', query: '', length: 1 });
  expect(triggerAt('after (#물이 닿')).toEqual({ sign: '#', query: '물이 닿', length: 5 });
  expect(triggerAt('\ufffc@서')).toEqual({ sign: '@', query: '서', length: 2 });
  for (const words of [
    'mail@home',
    'C#',
    '##',
    '# ',
    '@ five',
    'https://a.b/#top',
    '&#39',
    '#one  two',
    `@${'x'.repeat(41)}`,
  ])
    expect(triggerAt(words)).toBeNull();
});
