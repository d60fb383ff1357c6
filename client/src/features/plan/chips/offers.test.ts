import { expect, test } from 'vitest';
import { typedDay, type Day } from './days.ts';
import { offeredDays, offeredPeople, offeredShots, shotChip } from './offers.ts';

const shot = (number: string, title: string, stage = 'one') => ({
  id: number,
  number,
  title,
  place: { stage, order: 'a' },
});
const shots = [
  shot('1', '골목의 새벽'),
  shot('2', '물이 종이에 닿는다'),
  shot('4', 'Water meets paper', 'two'),
  shot('14', '빈 컵', 'two'),
];
const numbers = (query: string, stage = 'one') =>
  offeredShots(shots, query, stage).map(({ of }) => of.number);

test('shots answer to their number, their title and its initial consonants; of this stage first', () => {
  expect(numbers('')).toEqual(['1', '2', '4', '14']);
  expect(numbers('', 'two')).toEqual(['4', '14', '1', '2']);
  expect(numbers('4')).toEqual(['4']);
  expect(numbers('1')).toEqual(['1', '14']);
  expect(numbers('ㄱㅁ')).toEqual(['1']);
  expect(numbers('물이 다')).toEqual([]);
  expect(numbers('종')).toEqual(['2']);
  expect(numbers('4 wat')).toEqual(['4']);
  expect(offeredShots(shots, 'paper', 'one')[0]?.typed).toEqual({ from: 12, to: 17 });
});

test('people answer to any part of their name, first to its beginning', () => {
  const people = [{ name: '박서준' }, { name: '서지우' }, { name: 'Yuna' }];
  expect(offeredPeople(people, 'ㅅ').map(({ of }) => of.name)).toEqual(['서지우', '박서준']);
  expect(offeredPeople(people, 'una').map(({ of }) => of.name)).toEqual(['Yuna']);
});

const TODAY = '2026-11-10';

test.each([
  ['2026-11-12', '2026-11-12'],
  ['2027.1.2', '2027-01-02'],
  ['11/12', '2026-11-12'],
  ['11월 12일', '2026-11-12'],
  ['11월12일', '2026-11-12'],
  ['12.11.', '2026-11-12'],
  ['12 Nov', '2026-11-12'],
  ['november 12', '2026-11-12'],
  ['1/5', '2027-01-05'],
  ['10/1', '2026-10-01'],
  ['2/30', null],
  ['13/1', null],
  ['12', null],
  ['', null],
  ['서진', null],
])('the day typed as %j is %j', (text, day) => {
  expect(typedDay(text, TODAY)).toBe(day);
});

test('days answer to what they are called, and a day that is typed out is the only one', () => {
  const days: Day[] = [
    { date: TODAY, is: 'today' },
    { date: '2026-11-11', is: 'tomorrow' },
    { date: '2026-11-12', is: 'shootDay', day: 1, of: 2 },
  ];
  const names = { today: 'Today', tomorrow: 'Tomorrow', shootDay: 'Shoot day', deadline: '', day: '' };
  const offered = (query: string) =>
    offeredDays(days, query, TODAY, ({ is }) => names[is]).map(({ of }) => of);
  expect(offered('to')).toEqual(days.slice(0, 2));
  expect(offered('11/12')).toEqual([days[2]]);
  expect(offered('11/13')).toEqual([{ date: '2026-11-13', is: 'day' }]);
  expect(offered('nobody')).toEqual([]);
});

test('the name a chip keeps is one line', () => {
  expect(shotChip({ id: 'x', title: ' two\nlines ' })).toEqual({
    type: 'shot',
    shot: 'x',
    name: 'two lines',
  });
});
