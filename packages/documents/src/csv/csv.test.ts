import fc from 'fast-check';
import { expect, it } from 'vitest';
import { CSV_LIMITS, csvOf, readCsv } from './index.ts';

const rowsOf = (text: string): string[][] => {
  const read = readCsv(text);
  if (!read.ok) throw new Error(read.code);
  return read.rows;
};

it('what is written is read again, formulas, quotation marks, line ends and Hangul included', () => {
  const cell = fc.oneof(
    fc.string({ maxLength: 12 }),
    fc.constantFrom('=1+1', '-2', '@x', '＝1', "'=1", 'a"b', 'a,b', 'a;b', 'a\r\nb', '\t', '컷 3', ' =1'),
  );
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { maxLength: 8 }), (rows) => {
      // A first line tells the separator, as the header does in every table of ours.
      const table = [['number', 'title', 'notes', 'more'], ...rows.map((row) => ['1', ...row])];
      // An apostrophe that somebody typed before a formula is taken for the one written to disarm it.
      const expected = table.map((row) =>
        row.map((each) => each.replace(/^'(?=\s*[=+\-@＝＋－＠\t\r\0])/, '')),
      );
      expect(rowsOf(csvOf(table))).toEqual(expected);
    }),
  );
});

it('spreadsheets read it: Hangul, commas, quotes and lines within a cell', () => {
  const rows = [
    ['이름', 3, null],
    ['a,b', 'say "cut"', 'two\nlines'],
  ];
  expect(csvOf(rows)).toBe('\u{FEFF}이름,3,\r\n"a,b","say ""cut""","two\nlines"\r\n');
});

it('nothing that is written is computed by a spreadsheet', () => {
  const cells = ['=HYPERLINK("http://x")', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1', '  =1'];
  for (const cell of cells) expect(csvOf([[cell]]).replace(/^\u{FEFF}"?/u, '')[0]).toBe("'");
  expect(csvOf([[-1]])).toBe('\u{FEFF}-1\r\n');
});

it.each([
  [
    'semicolons',
    'a;b\n1,5;x\n',
    [
      ['a', 'b'],
      ['1,5', 'x'],
    ],
  ],
  [
    'tabs',
    'a\tb\r1\t2',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  [
    'empty rows',
    'a,b\n\n,\n1,2\n\n',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  ['nothing', '', []],
])('reads %s', (_, text, rows) => {
  expect(rowsOf(text)).toEqual(rows);
});

it('what is too much, or ends within quotation marks, is refused with a code', () => {
  expect(readCsv('"a')).toEqual({ ok: false, code: 'cut_off' });
  expect(readCsv('x'.repeat(CSV_LIMITS.file + 1))).toEqual({ ok: false, code: 'too_large' });
  expect(readCsv('x\n'.repeat(CSV_LIMITS.rows + 1))).toEqual({ ok: false, code: 'too_many_rows' });
  expect(readCsv(','.repeat(CSV_LIMITS.columns))).toEqual({ ok: false, code: 'too_many_columns' });
});
