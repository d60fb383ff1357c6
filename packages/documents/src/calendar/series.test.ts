import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { readCalendar } from './reads.ts';
import { deleteSeries, partsBehind, partsOf } from './series.ts';
import { addEvent, splitSeries } from './writes.ts';

const ANA = { by: 'ana', at: 1_000 };
const on = (day: string) =>
  ({ allDay: false, start: `${day}T10:00`, end: `${day}T11:00`, zone: 'Asia/Seoul' }) as const;

/** Weekly, split twice; and another event that has nothing to do with it. */
function split() {
  const doc = new Y.Doc();
  const repeats = { freq: 'weekly', interval: 1, count: 8 } as const;
  const first = addEvent(doc, { when: on('2026-11-03'), repeats, ...ANA }, 'test');
  const second = splitSeries(doc, first, '2026-11-17', {}, ANA, 'test');
  const third = splitSeries(doc, second, '2026-12-01', {}, ANA, 'test');
  const other = addEvent(doc, { when: on('2026-11-04'), repeats: null, ...ANA }, 'test');
  const event = (id: string) => readCalendar(doc).events.find((one) => one.id === id)!;
  return { doc, ids: { first, second, third, other }, event };
}

test('a series that was split knows its parts, and which of them begin behind one', () => {
  const { doc, ids, event } = split();
  const calendar = readCalendar(doc);
  const idsOf = (events: readonly { id: string }[]) => events.map(({ id }) => id);
  expect(idsOf(partsOf(calendar, event(ids.second)))).toEqual([ids.first, ids.second, ids.third]);
  expect(idsOf(partsBehind(calendar, event(ids.first)))).toEqual([ids.second, ids.third]);
  expect(idsOf(partsBehind(calendar, event(ids.second)))).toEqual([ids.third]);
  expect(partsBehind(calendar, event(ids.third))).toEqual([]);
  expect(idsOf(partsOf(calendar, event(ids.other)))).toEqual([ids.other]);
});

test('who deletes all of it deletes every part, and nothing else', () => {
  const { doc, ids } = split();
  deleteSeries(doc, ids.second, ANA, 'test');
  expect(readCalendar(doc).events.map(({ id }) => id)).toEqual([ids.other]);
});

test('who deletes all of it deletes what another part outdoes too: it would stand up in its place', () => {
  const { doc, ids } = split();
  const apart = new Y.Doc();
  Y.applyUpdate(apart, Y.encodeStateAsUpdate(doc));
  splitSeries(doc, ids.first, '2026-11-10', {}, ANA, 'test');
  splitSeries(apart, ids.first, '2026-11-10', {}, { by: 'ben', at: 2_000 }, 'test');
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(apart));
  expect(readCalendar(doc).outdone).toHaveLength(1);
  deleteSeries(doc, ids.first, ANA, 'test');
  expect([readCalendar(doc).events.map(({ id }) => id), readCalendar(doc).outdone]).toEqual([
    [ids.other],
    [],
  ]);
});
