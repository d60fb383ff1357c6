import type { NoteInCut } from '@clapper/documents/review';
import { expect, it } from 'vitest';
import { ghostsAt } from './ghosts-at.ts';

/** As much of a note as counts here: its one shape is called as the note is. */
function drawn(
  name: string,
  frame: number | null,
  endFrame: number | null = null,
  more: object = {},
): NoteInCut {
  return {
    note: { id: name, hidden: null, shapes: [{ id: name }], ...more },
    place: { frame, endFrame, time: 0 },
  } as unknown as NoteInCut;
}

const ids = (notes: readonly NoteInCut[], frame: number) => {
  const { earlier, later } = ghostsAt(notes, frame);
  return [earlier.map(({ id }) => id), later.map(({ id }) => id)];
};

it('what is drawn on the nearest frame before and behind shows through, and nothing of the frame itself', () => {
  const notes = [drawn('a', 10), drawn('b', 40), drawn('c', 50), drawn('d', 50), drawn('e', 90)];
  expect(ids(notes, 50)).toEqual([['b'], ['e']]);
  expect(ids(notes, 45)).toEqual([['b'], ['c', 'd']]);
  expect(ids(notes, 5)).toEqual([[], ['a']]);
  expect(ids(notes, 91)).toEqual([['e'], []]);
});

it('a range is near by its end, and none of its own frames has it as a ghost', () => {
  const notes = [drawn('range', 20, 40), drawn('point', 30)];
  expect(ids(notes, 25)).toEqual([[], ['point']]);
  expect(ids(notes, 40)).toEqual([['range'], []]);
});

it('notes without a drawing, without a frame, or that are hidden have no ghost', () => {
  const notes = [
    drawn('empty', 10, null, { shapes: [] }),
    drawn('whole', null),
    drawn('rude', 12, null, { hidden: { by: 'u', at: 1 } }),
  ];
  expect(ids(notes, 20)).toEqual([[], []]);
});
