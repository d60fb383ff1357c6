import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { readCalendar } from './reads.ts';
import { deleteSeries, partsBehind, partsOf } from './series.ts';
import { addEvent, cancelOccurrence, changeOccurrence, splitSeries } from './writes.ts';

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

test('what two made of one day, each in a part of their own from the same day, reads the same with everybody', () => {
  const { doc, ids } = split();
  const [ben, cho] = [new Y.Doc(), new Y.Doc()];
  const docs = [doc, ben, cho];
  const bring = (to: Y.Doc, from: Y.Doc) => Y.applyUpdate(to, Y.encodeStateAsUpdate(from));
  for (const other of [ben, cho]) bring(other, doc);
  // Two split it on one day apart; a third, who knows one of the parts, once more behind that.
  const mine = splitSeries(doc, ids.third, '2026-12-08', {}, ANA, 'test');
  bring(cho, doc);
  const others = splitSeries(ben, ids.third, '2026-12-08', {}, { by: 'ben', at: 2_000 }, 'test');
  splitSeries(cho, mine, '2026-12-15', {}, { by: 'cho', at: 3_000 }, 'test');
  cancelOccurrence(doc, mine, '2026-12-22', ANA, 'test');
  const later = { when: { ...on('2026-12-22'), start: '2026-12-22T10:30' } };
  changeOccurrence(ben, others, '2026-12-22', later, { by: 'ben', at: 2_001 }, 'test');
  for (const to of docs) for (const from of docs) bring(to, from);
  for (const other of [ben, cho]) expect(readCalendar(other)).toEqual(readCalendar(doc));
  // The part that stands has the last word.
  const [last] = readCalendar(doc).events.filter(({ follows }) => follows?.from === '2026-12-15');
  expect(last!.exceptions.get('2026-12-22')).toMatchObject({ by: 'ben', cancelled: false });
});
