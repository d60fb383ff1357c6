import fc from 'fast-check';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { textChange, writeText } from './text.ts';

const GRAPHEMES = new Intl.Segmenter('ko', { granularity: 'grapheme' });
/** Pieces that break when cut: pairs of surrogates, joined emoji, flags, decomposed Hangul, accents. */
const PIECES = [
  'a',
  'b',
  ' ',
  '비',
  '\u1107\u1175',
  '\u1107\u1175\u11ab',
  '👩‍👩‍👧',
  '👩',
  '‍',
  '🇰🇷',
  '🇰',
  'é',
  'e\u0301',
  '\u0301',
  '\r\n',
  '\n',
];
const words = fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map((pieces) => pieces.join(''));

it('changes one text into the other and cuts through no character', () => {
  fc.assert(
    fc.property(words, words, (from, to) => {
      const change = textChange(from, to);
      if (change === null) {
        expect(from).toBe(to);
        return;
      }
      const { index, remove, insert } = change;
      expect(from.slice(0, index) + insert + from.slice(index + remove)).toBe(to);
      for (const [text, end] of [
        [from, index + remove],
        [to, index + insert.length],
      ] as const) {
        const starts = new Set([...GRAPHEMES.segment(text)].map((segment) => segment.index)).add(text.length);
        const whole = [starts.has(index), starts.has(end)];
        expect({ from, to, change, whole }).toEqual({ from, to, change, whole: [true, true] });
      }
    }),
    { numRuns: 3_000 },
  );
});

it.each([
  ['same', 'same', null],
  ['비가 온다', '비가 또 온다', { index: 3, remove: 0, insert: '또 ' }],
  ['abc', 'ac', { index: 1, remove: 1, insert: '' }],
  ['👩‍👩‍👧', '👩‍👩‍👦', { index: 0, remove: 8, insert: '👩‍👩‍👦' }],
  ['😀', '😁', { index: 0, remove: 2, insert: '😁' }],
  ['aaa', 'aa', { index: 2, remove: 1, insert: '' }],
])('%j → %j is %j', (from, to, change) => {
  expect(textChange(from, to)).toEqual(change);
});

it('leaves what somebody else types beside it alone', () => {
  const mine = new Y.Doc();
  const theirs = new Y.Doc();
  writeText(mine.getText('t'), '비가 온다');
  Y.applyUpdate(theirs, Y.encodeStateAsUpdate(mine));
  writeText(mine.getText('t'), '비가 많이 온다');
  theirs.getText('t').insert(5, ', 오늘도');
  Y.applyUpdate(mine, Y.encodeStateAsUpdate(theirs));
  expect(mine.getText('t').toJSON()).toBe('비가 많이 온다, 오늘도');
});
