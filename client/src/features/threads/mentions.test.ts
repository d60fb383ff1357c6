import { describe, expect, test } from 'vitest';
import {
  completeMention,
  membersFor,
  mentionQuery,
  mentionsIn,
  splitMentions,
  strangersIn,
} from './mentions.ts';

const HANEUL = { id: 'h', name: '김하늘' };
const HANEULBIT = { id: 'b', name: '김하늘빛' };
const MINA = { id: 'm', name: 'Mina Shin' };
const MEMBERS = [HANEUL, HANEULBIT, MINA];

describe('the name behind an @', () => {
  test.each([
    ['@', 1, ''],
    ['@김', 2, '김'],
    ['Ask @Mina Sh', 12, 'Mina Sh'],
    ['Ask @Mina Sh later', 12, 'Mina Sh'],
    ['(@미', 3, '미'],
  ])('%j with the caret at %i asks for %j', (text, caret, query) => {
    expect(mentionQuery(text, caret)?.query).toBe(query);
  });

  test.each([
    ['nobody', 6],
    ['me@home.kr', 10],
    ['@ so', 4],
    ['@mina\nnext', 10],
    ['@a  b', 5],
    [`@${'a'.repeat(60)}`, 61],
    ['@late', 0],
  ])('%j with the caret at %i asks for nobody', (text, caret) => {
    expect(mentionQuery(text, caret)).toBeNull();
  });
});

describe('who is offered', () => {
  test('everybody at first, then who fits; also by initial consonants and by the family name', () => {
    expect(membersFor('', MEMBERS)).toEqual(MEMBERS);
    expect(membersFor('mi', MEMBERS)).toEqual([MINA]);
    expect(membersFor('shin', MEMBERS)).toEqual([MINA]);
    expect(membersFor('ㄱㅎ', MEMBERS)).toEqual([HANEUL, HANEULBIT]);
    expect(membersFor('nobody', MEMBERS)).toEqual([]);
  });

  test('nobody once the name stands there whole', () => {
    expect(membersFor('Mina Shin ', MEMBERS)).toEqual([]);
    expect(membersFor('Mina ', MEMBERS)).toEqual([MINA]);
  });
});

test('a chosen name takes the place of what was typed, and the caret stands behind it', () => {
  const query = mentionQuery('Ask @mi please', 7)!;
  expect(completeMention('Ask @mi please', query, 'Mina Shin')).toEqual({
    text: 'Ask @Mina Shin please',
    caret: 15,
  });
});

test('who is written to: each once, the longer of two names, nobody without an @', () => {
  expect(mentionsIn('@김하늘빛 and @Mina Shin, @Mina Shin again; 김하늘', MEMBERS)).toEqual([
    { user: 'b', name: '김하늘빛' },
    { user: 'm', name: 'Mina Shin' },
  ]);
});

test('words are cut at the names in them and lose nothing', () => {
  const words = 'Yes @김하늘, mail a@b.c or @somebody.';
  const parts = splitMentions(words, [{ user: 'h', name: '김하늘' }]);
  expect(parts).toEqual([
    { text: 'Yes ', user: null },
    { text: '@김하늘', user: 'h' },
    { text: ', mail a@b.c or @somebody.', user: null },
  ]);
  expect(parts.map(({ text }) => text).join('')).toBe(words);
});

test.each([
  ['@Nobody and @김하늘, @Mina Shin', ['Nobody']],
  ['mail@home, @ and @@', []],
  ['@없는사람 @없는사람', ['없는사람']],
])('%j calls people who are not here: %j', (words, strangers) => {
  expect(strangersIn(words, MEMBERS)).toEqual(strangers);
});
