import type { EventPerson } from '@clapper/documents';
import { expect, test } from 'vitest';
import type { Booked } from '../session/people-of.ts';
import type { Hand } from './hands.ts';
import type { Item } from './item.ts';
import { layOutPeople, NOBODY, reassigned } from './lay-out-people.ts';

const haneul: EventPerson = { user: 'haneul', name: '김하늘' };
const seojin: EventPerson = { user: 'seojin', name: '이서진' };
const gaffer: EventPerson = { user: null, name: 'Gaffer Kim' };
const booked = (person: EventPerson): Booked => ({
  key: person.user ?? `name:${person.name.toLowerCase()}`,
  name: person.name,
  person,
  count: 0,
});
const span = { from: 10, to: 17 };

function item(key: string, first: number, last: number, ...people: EventPerson[]): Item {
  const occurrence = { event: { people } } as unknown as Item['occurrence'];
  return { key, occurrence, first, last, startMinute: 0, endMinute: 1_440, bar: true };
}

function lanesOf(items: readonly Item[], hands: readonly Hand[] = []) {
  return layOutPeople(items, hands, [haneul, seojin, gaffer].map(booked), span).map(
    ({ key, bars, lines }) => ({ key, lines, bars: bars.map((bar) => `${bar.item.key} ${bar.lane}`) }),
  );
}

test('what is for two stands with both, what is at once below each other, and what is for nobody last', () => {
  const items = [
    item('shoot', 11, 12, haneul, seojin),
    item('scout', 12, 12, seojin),
    item('light', 9, 30, gaffer),
    item('day off', 14, 14),
  ];
  expect(lanesOf(items)).toEqual([
    { key: 'haneul', lines: 1, bars: ['shoot 0'] },
    { key: 'seojin', lines: 2, bars: ['shoot 0', 'scout 1'] },
    { key: 'name:gaffer kim', lines: 1, bars: ['light 0'] },
    { key: NOBODY, lines: 1, bars: ['day off 0'] },
  ]);
});

test('a lane has room for what is in a hand, and nobody has one while nothing is for nobody', () => {
  const hand = { item: item('held', 11, 11), people: [seojin] } as unknown as Hand;
  const gone = { item: item('later', 30, 31), people: [] } as unknown as Hand;
  expect(lanesOf([item('scout', 12, 12, seojin)], [hand, gone])).toEqual([
    { key: 'haneul', lines: 1, bars: [] },
    { key: 'seojin', lines: 2, bars: ['scout 0'] },
    { key: 'name:gaffer kim', lines: 1, bars: [] },
  ]);
});

test.each([
  ['over its own lane it stays with whom it was', 'haneul', 'haneul', undefined],
  ['one takes the place of the other, and who else is there stays', 'haneul', 'seojin', [gaffer, seojin]],
  ['given to one who has it already it is theirs once', 'haneul', 'name:gaffer kim', [gaffer]],
  ['nobody takes it from the one it was with', 'haneul', NOBODY, [gaffer]],
])('what is dragged: %s', (_what, from, to, after) => {
  const person = [haneul, seojin, gaffer].find((one) => booked(one).key === to) ?? null;
  expect(reassigned([haneul, gaffer], from, { key: to, person })).toEqual(after);
});
