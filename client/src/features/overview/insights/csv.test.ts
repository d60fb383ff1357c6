import { expect, test } from 'vitest';
import { csvOf } from './csv.ts';

test('spreadsheets read it: Hangul, commas, quotes and lines within a cell', () => {
  const rows = [
    ['이름', 3, null],
    ['a,b', 'say "cut"', 'two\nlines'],
  ];
  expect(csvOf(rows)).toBe('\u{FEFF}이름,3,\r\n"a,b","say ""cut""","two\nlines"\r\n');
});

test('no name is computed as a formula', () => {
  expect(csvOf([['=1+1', '-1+2', '@x', -1]])).toBe("\u{FEFF}'=1+1,'-1+2,'@x,-1\r\n");
});
