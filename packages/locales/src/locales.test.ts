import { describe, expect, test } from 'vitest';
import * as locales from './index.ts';

type Words = Readonly<Record<string, string>>;
const namespaces = Object.entries(locales) as [string, { en: Words; ko: Words }][];

/** Names of things, keys and units that are written the same in both languages. */
const SAME_IN_BOTH = new Set([
  'common.appName',
  'common.language.ko',
  'common.language.en',
  'board.numbers.letters',
  'board.picture.take',
  'sheet.timecode',
  'sheet.badge.shot',
  'sheet.badge.version',
  'sheet.input.lensValue',
]);

const PLURAL = /_(zero|one|two|few|many|other)$/;
const names = (words: Words) =>
  [...new Set(Object.keys(words).map((key) => key.replace(PLURAL, '')))].toSorted();
const blanks = (text: string) =>
  [...text.matchAll(/\{\{\s*(\w+)/g)].map(([, name]) => String(name)).toSorted((a, b) => a.localeCompare(b));

describe.each(namespaces)('the words of %s', (namespace, { en, ko }) => {
  test('ko and en have the same keys', () => {
    expect(names(ko)).toEqual(names(en));
  });

  test('a plural has each form its language needs', () => {
    for (const key of Object.keys(en).filter((name) => name.endsWith('_one')))
      expect(Object.keys(en)).toContain(key.replace(PLURAL, '_other'));
    expect(Object.keys(ko).filter((key) => PLURAL.test(key) && !key.endsWith('_other'))).toEqual([]);
  });

  test('no ko value equals its en outside the allow-list', () => {
    const untranslated = Object.entries(ko)
      .filter(([key, value]) => en[key] === value && !SAME_IN_BOTH.has(`${namespace}.${key}`))
      // A value of nothing but blanks, digits and signs has no language.
      .filter(([, value]) => /\p{L}/u.test(value.replaceAll(/\{\{.*?\}\}/g, '')))
      .map(([key]) => key);
    expect(untranslated).toEqual([]);
  });

  test('the same facts are filled in', () => {
    for (const [key, value] of Object.entries(ko)) {
      const english = en[key];
      if (english !== undefined)
        expect({ key, blanks: blanks(value) }).toEqual({ key, blanks: blanks(english) });
    }
  });

  test('nothing is empty, shouted or exclaimed', () => {
    const odd = [...Object.entries(en), ...Object.entries(ko)].filter(
      ([, value]) => value.trim() === '' || value.includes('!'),
    );
    expect(odd).toEqual([]);
  });
});

test('every word of the allow-list is in use', () => {
  const keys = namespaces.flatMap(([namespace, { en }]) =>
    Object.keys(en).map((key) => `${namespace}.${key}`),
  );
  expect([...SAME_IN_BOTH].filter((key) => !keys.includes(key))).toEqual([]);
});
