import type { Shot } from '@clapper/documents';
import { describe, expect, it } from 'vitest';
import { extentOf, stepCell } from './cell-range.ts';
import { cellText, readCell, type CellWords } from './cell-values.ts';
import { fromTsv, toHtml, toTsv } from './clipboard.ts';
import { planPaste } from './plan-paste.ts';

const WORDS: CellWords = {
  language: 'ko',
  say: (_field, value) => `ko ${value}`,
  names: (_field, value) => [`ko ${value}`, `en ${value}`],
  members: [
    { id: 'u1', name: '이서진' },
    { id: 'u2', name: 'Kim' },
    { id: 'u3', name: 'Kim' },
  ],
  someone: 'gone',
};

describe('cells on the clipboard', () => {
  it('come back as they went, with tabs, lines and quotes in them', () => {
    const grid = [
      ['a', 'two\nlines', 'say "hi"'],
      ['', 'tab\there', '끝'],
    ];
    expect(fromTsv(toTsv(grid))).toEqual(grid);
  });

  it('are read as spreadsheets write them', () => {
    expect(fromTsv('a\tb\r\nc\td\r\n')).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
    expect(fromTsv('5" pipe\tb')).toEqual([['5" pipe', 'b']]);
    expect(fromTsv('"no end\tb')).toEqual([['"no end', 'b']]);
    expect(fromTsv('')).toEqual([['']]);
  });

  it('carry no markup', () => {
    expect(toHtml([['<b>&\nx']])).toBe('<table><tbody><tr><td>&lt;b&gt;&amp;<br>x</td></tr></tbody></table>');
  });
});

describe('what a text means in a column', () => {
  it('is a value in either language or by its code, or it is refused', () => {
    expect(readCell('duration', '3,5초', WORDS)).toEqual({ change: { duration: 3.5 } });
    expect(readCell('duration', 'soon', WORDS)).toEqual({ refused: 'wrong' });
    expect(readCell('size', 'ecu', WORDS)).toEqual({ change: { size: 'ECU' } });
    expect(readCell('movement', 'EN Push-In', WORDS)).toEqual({ change: { movement: 'push-in' } });
    expect(readCell('angle', 'sideways', WORDS)).toEqual({ refused: 'wrong' });
    expect(readCell('status', '', WORDS)).toEqual({ change: { status: 'draft' } });
    expect(readCell('assignee', '이서진', WORDS)).toEqual({ change: { assignee: 'u1' } });
    expect(readCell('assignee', 'kim', WORDS)).toEqual({ refused: 'wrong' });
    expect(readCell('title', 'two\nlines', WORDS)).toEqual({ text: 'title', value: 'two lines' });
  });

  it('is refused when it is too long', () => {
    expect(readCell('title', 'x'.repeat(201), WORDS)).toEqual({ refused: 'tooLong', limit: 200 });
    expect(readCell('lens', 'x'.repeat(51), WORDS)).toEqual({ refused: 'tooLong', limit: 50 });
  });

  it('reads back what it shows', () => {
    const one = shot('a', { duration: 2, angle: 'dutch', assignee: 'u1', lens: '50 mm' });
    expect(readCell('duration', cellText(one, 'duration', WORDS), WORDS)).toEqual({
      change: { duration: 2 },
    });
    expect(readCell('angle', cellText(one, 'angle', WORDS), WORDS)).toEqual({ change: { angle: 'dutch' } });
    expect(readCell('assignee', cellText(one, 'assignee', WORDS), WORDS)).toEqual({
      change: { assignee: 'u1' },
    });
    expect(cellText(shot('b', { assignee: 'left' }), 'assignee', WORDS)).toBe('gone');
  });
});

describe('pasting', () => {
  const shots = [shot('a'), shot('b')];
  const fields = ['title', 'duration', 'size'] as const;
  const read = (field: string, text: string) => readCell(field as 'title', text, WORDS);

  it('writes from the corner on, names what is wrong and offers what is too many', () => {
    const plan = planPaste({
      grid: [
        ['first', '1', 'beyond'],
        ['second', 'soon'],
        ['third', '3'],
      ],
      shots,
      fields,
      at: { top: 0, bottom: 0, left: 0, right: 0 },
      read,
    });
    expect(plan.cells).toEqual([
      { id: 'a', write: { text: 'title', value: 'first' } },
      { id: 'a', write: { change: { duration: 1 } } },
      { id: 'b', write: { text: 'title', value: 'second' } },
    ]);
    expect(plan.refused.map(({ shot, field, text }) => [shot.id, field, text])).toEqual([
      ['a', 'size', 'beyond'],
      ['b', 'duration', 'soon'],
    ]);
    expect(plan.extra).toEqual([[{ text: 'title', value: 'third' }, { change: { duration: 3 } }]]);
    expect(plan.extent).toEqual({ top: 0, bottom: 1, left: 0, right: 2 });
  });

  it('fills the range with a single cell', () => {
    const plan = planPaste({
      grid: [['2']],
      shots,
      fields,
      at: { top: 0, bottom: 1, left: 1, right: 1 },
      read,
    });
    expect(plan.cells.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(plan.extra).toEqual([]);
  });

  it('leaves out columns beyond the last', () => {
    const plan = planPaste({
      grid: [['CU', 'beyond']],
      shots,
      fields,
      at: { top: 1, bottom: 1, left: 2, right: 2 },
      read,
    });
    expect(plan.cells).toEqual([{ id: 'b', write: { change: { size: 'CU' } } }]);
  });
});

describe('walking cells', () => {
  const fields = ['title', 'duration'] as const;
  const order = ['a', 'b'];

  it('goes on in the next row with Tab and stops at the edges', () => {
    expect(stepCell({ id: 'a', field: 'duration' }, 'next', order, fields)).toEqual({
      id: 'b',
      field: 'title',
    });
    expect(stepCell({ id: 'b', field: 'duration' }, 'next', order, fields)).toEqual({
      id: 'b',
      field: 'duration',
    });
    expect(stepCell({ id: 'b', field: 'title' }, 'before', order, fields)).toEqual({
      id: 'a',
      field: 'duration',
    });
    expect(stepCell({ id: 'a', field: 'title' }, 'up', order, fields)).toEqual({ id: 'a', field: 'title' });
    expect(stepCell({ id: 'a', field: 'title' }, 'pageDown', order, fields)).toEqual({
      id: 'b',
      field: 'title',
    });
  });

  it('knows its extent by what the cells are, and that a row is gone', () => {
    const range = { anchor: { id: 'b', field: 'duration' }, focus: { id: 'a', field: 'title' } } as const;
    const rows = new Map(order.map((id, index) => [id, index]));
    expect(extentOf(range, rows, fields)).toEqual({ top: 0, bottom: 1, left: 0, right: 1 });
    expect(extentOf(range, new Map([['a', 0]]), fields)).toBeNull();
  });
});

function shot(id: string, fields: Partial<Shot> = {}): Shot {
  return {
    id,
    number: '1',
    place: { stage: 's', order: 'a0' },
    title: '',
    action: '',
    dialogue: '',
    notes: '',
    duration: null,
    size: null,
    angle: null,
    movement: null,
    lens: null,
    status: 'draft',
    assignee: null,
    lineart: null,
    art: null,
    fixed: null,
    source: null,
    createdBy: null,
    createdAt: null,
    deleted: null,
    ...fields,
  };
}
