import { expect, it } from 'vitest';
import { addressesIn } from './addresses.ts';

it.each([
  ['one a line', 'a@x.org\nb@x.org\n', ['a@x.org', 'b@x.org']],
  [
    'with commas, semicolons and spaces',
    'a@x.org, b@x.org;c@x.org d@x.org',
    ['a', 'b', 'c', 'd'].map((n) => `${n}@x.org`),
  ],
  [
    'as mail programs copy them',
    'Kim Mina <mina@x.org>, "Lee, Junho" <junho@x.org>',
    ['mina@x.org', '"Lee', 'junho@x.org'],
  ],
  ['the same one twice', 'a@x.org a@x.org', ['a@x.org']],
  ['what is none, to be told so', 'somebody', ['somebody']],
  ['nothing', ' \n ', []],
])('reads addresses %s', (_how, text, addresses) => {
  expect(addressesIn(text).toSorted()).toEqual(addresses.toSorted());
});

it('reads a long line in no time', () => {
  const started = performance.now();
  addressesIn('<'.repeat(50_000) + 'a'.repeat(50_000));
  expect(performance.now() - started).toBeLessThan(500);
});
