import type { Shot } from '@clapper/documents';
import { expect, test } from 'vitest';
import type { BoardRead } from './board-store.ts';
import { heldOf, NOTHING_HELD, withHeld } from './in-hand.ts';

const shot = (id: string, order: string, by: string | null = null) =>
  ({ id, place: { stage: 's', order }, deleted: by === null ? null : { by, at: 1 } }) as Shot;
const boardOf = (...all: Shot[]) =>
  ({
    shots: all.filter(({ deleted }) => deleted === null),
    deleted: all.filter(({ deleted }) => deleted !== null),
    byId: new Map(all.map((one) => [one.id, one])),
  }) as unknown as BoardRead;
const at = ({ grips = [], holds = [] }: { grips?: string[]; holds?: string[] }) => ({
  me: 'me',
  grips: (id: string) => grips.includes(id),
  holds: (id: string) => holds.includes(id),
});

const before = boardOf(shot('a', 'a0'), shot('b', 'a1'), shot('c', 'a2'));
const after = boardOf(shot('a', 'a0'), shot('b', 'a1', 'mina'), shot('c', 'a2', 'mina'));

test('what another deletes stays where it stood while one is at it, and one is told; what one only looks at goes', () => {
  const { held, taken } = heldOf(after, before, NOTHING_HELD, at({ grips: ['b'], holds: ['b', 'c'] }));
  expect([[...held], taken.map(({ id }) => id)]).toEqual([['b'], ['b', 'c']]);
  const drawn = withHeld(after, held);
  expect([drawn.shots.map(({ id }) => id), drawn.deleted.map(({ id }) => id)]).toEqual([['a', 'b'], ['c']]);
  expect(withHeld(after, NOTHING_HELD)).toBe(after);
});

test('it stays until one turns to another, and is told of once; restored it is there as ever', () => {
  const held = new Set(['b']);
  expect(heldOf(after, after, held, at({ holds: ['b'] }))).toEqual({ held, taken: [] });
  expect(heldOf(after, after, held, at({ holds: ['a'] }))).toEqual({ held: NOTHING_HELD, taken: [] });
  expect(heldOf(before, after, held, at({ grips: ['b'] }))).toEqual({ held: NOTHING_HELD, taken: [] });
});

test('what one deletes oneself is not held, nor what was deleted before one came', () => {
  const mine = boardOf(shot('a', 'a0'), shot('b', 'a1', 'me'));
  const none = { held: NOTHING_HELD, taken: [] };
  expect(heldOf(mine, before, NOTHING_HELD, at({ grips: ['b'] }))).toEqual(none);
  expect(heldOf(after, after, NOTHING_HELD, at({ grips: ['b'] }))).toEqual(none);
});
