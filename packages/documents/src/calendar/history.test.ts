import fc from 'fast-check';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { countUpdates, docOf } from '../conformance.ts';
import { HISTORIES } from '../histories.ts';
import { addDays, formatDate, parseDate } from './dates.ts';
import { calendar } from './index.ts';
import { daysOf, occurrencesIn } from './occurrences.ts';
import { readCalendar } from './reads.ts';
import type { When } from './schema.ts';
import {
  addEvent,
  cancelOccurrence,
  changeOccurrence,
  deleteEvents,
  moveEvent,
  restoreEvents,
  setEvent,
  setEventText,
  setRepeats,
  splitSeries,
} from './writes.ts';
import { fixturesOf } from '../fixtures.ts';

const history = HISTORIES['calendar']!;
const RESTORER = { by: 'restorer', at: 900_000 };
const ORIGIN = 'test';

/** What people see of a calendar in three months. */
function shown(doc: Y.Doc): unknown {
  const { events, deleted } = readCalendar(doc);
  const window = { from: Date.parse('2026-10-01'), to: Date.parse('2027-01-01'), zone: 'Asia/Seoul' };
  const occurrences = occurrencesIn(events, window).map(({ key, when, event }) => ({
    ...{ key, when, title: event.title, location: event.location, type: event.type },
  }));
  return { occurrences, ids: events.map(({ id }) => id), deleted: deleted.map(({ id }) => id) };
}

type Random = (below: number) => number;

function edit(doc: Y.Doc, random: Random, at: number): void {
  const { events, deleted } = readCalendar(doc);
  const event = events[random(Math.max(events.length, 1))];
  const act = { by: ['ana', 'ben'][random(2)]!, at };
  const day = addDays('2026-11-02', random(20));
  const when: When = { allDay: false, start: `${day}T10:00`, end: `${day}T11:00`, zone: 'Asia/Seoul' };
  if (event === undefined || random(8) === 0) return void addEvent(doc, { when, ...act }, ORIGIN);
  const dates = event.repeats === null ? [] : daysOf(event, parseDate('2027-01-01')).map(formatDate);
  const date = dates[random(Math.max(dates.length, 1))];
  switch (random(9)) {
    case 0:
      return setEvent(doc, event.id, { location: `${random(5)}층`, type: 'shoot' }, act, ORIGIN);
    case 1:
      return setEventText(doc, event.id, 'title', `제목 ${random(9)}`, ORIGIN);
    case 2:
      return setRepeats(doc, event.id, { freq: 'daily', interval: 1 + random(3), count: 8 }, act, ORIGIN);
    case 3:
      return deleteEvents(doc, [event.id], act, ORIGIN);
    case 4:
      return restoreEvents(doc, deleted.map(({ id }) => id).slice(0, 1), act, ORIGIN);
    case 5:
      if (date !== undefined) cancelOccurrence(doc, event.id, date, act, ORIGIN);
      return;
    case 6:
      if (date !== undefined)
        changeOccurrence(doc, event.id, date, { when, changes: { title: 'X' } }, act, ORIGIN);
      return;
    case 7:
      if (date !== undefined && date !== dates[0]) splitSeries(doc, event.id, date, { when }, act, ORIGIN);
      return;
    default:
      return moveEvent(doc, event.id, when, act, ORIGIN);
  }
}

it('goes back to what was shown, whatever was done since, and a second time changes nothing', () => {
  fc.assert(
    fc.property(fc.infiniteStream(fc.nat()), (numbers) => {
      const random: Random = (below) => numbers.next().value! % below;
      const doc = docOf(fixturesOf(calendar)['empty']!);
      for (let step = 1; step < 14; step++) edit(doc, random, step * 1_000);
      const then = docOf(Y.encodeStateAsUpdate(doc));
      const before = shown(then) as { deleted: string[] };
      for (let step = 14; step < 26; step++) edit(doc, random, step * 1_000);
      const since = [...doc.getMap('events').keys()].filter((id) => !then.getMap('events').has(id));
      const updates = countUpdates(doc);
      history.restore(doc, then, { whole: true }, RESTORER, ORIGIN);
      expect(updates.count).toBeLessThanOrEqual(1);
      const after = shown(doc) as { deleted: string[] };
      expect({ ...after, deleted: after.deleted.filter((id) => !since.includes(id)).toSorted() }).toEqual({
        ...before,
        deleted: before.deleted.toSorted(),
      });
      expect(history.compare(doc, then).filter(({ what }) => what !== 'same')).toEqual([]);
      expect(calendar.check(doc)).toEqual([]);
      const { count } = updates;
      history.restore(doc, then, { whole: true }, RESTORER, ORIGIN);
      expect(updates.count).toBe(count);
    }),
    { numRuns: 60 },
  );
}, 30_000);

it('takes one event back and leaves the others', () => {
  const doc = docOf(fixturesOf(calendar)['filled']!);
  const then = docOf(Y.encodeStateAsUpdate(doc));
  const [first, second] = readCalendar(doc).events;
  for (const { id } of [first!, second!]) setEvent(doc, id, { location: '다른 곳' }, RESTORER, ORIGIN);
  expect(history.compare(doc, then).filter(({ what }) => what === 'changed')).toHaveLength(2);
  history.restore(doc, then, { whole: false, record: first!.id }, RESTORER, ORIGIN);
  const now = readCalendar(doc).events;
  expect(now.slice(0, 2).map(({ location }) => location)).toEqual([first!.location, '다른 곳']);
});
