import { expect, it } from 'vitest';
import { placeOf } from './note-place.ts';

const player = (frame: number, range: { start: number; end: number } | null = null) =>
  ({ get: () => ({ frame, range }), clock: { begins: (at: number) => at / 10 } }) as never;
const typed = { frame: 20, drawn: false };
const drawn = { frame: 20, drawn: true };

it('a note stands where it was begun, wherever one has gone since', () => {
  expect(placeOf(player(50), null)).toEqual({ frame: 50, endFrame: null, time: 5 });
  expect(placeOf(player(50), typed)).toEqual({ frame: 20, endFrame: null, time: 2 });
  expect(placeOf(player(50), drawn)).toEqual({ frame: 20, endFrame: null, time: 2 });
});

it('a range that was chosen is where it stands, unless what it is drawn on lies outside', () => {
  expect(placeOf(player(50, { start: 30, end: 40 }), typed)).toEqual({ frame: 30, endFrame: 40, time: 3 });
  expect(placeOf(player(50, { start: 10, end: 40 }), drawn)).toEqual({ frame: 10, endFrame: 40, time: 1 });
  expect(placeOf(player(50, { start: 30, end: 40 }), drawn)).toEqual({ frame: 20, endFrame: null, time: 2 });
});
