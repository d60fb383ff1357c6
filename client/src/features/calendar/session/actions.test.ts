import { addEvent, readCalendar, splitSeries } from '@clapper/documents';
import { occurrencesIn, type Occurrence } from '@clapper/documents/calendar';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { calendarActions, isFirstOfSeries, type CalendarActions } from './actions.ts';
import { calendarUndo } from './undo.ts';

const ZONE = 'Asia/Seoul';
const ANA = { by: 'ana', at: 1_000 };
const at = (day: string, clock = '10:00', end = '11:00') =>
  ({ allDay: false, start: `${day}T${clock}`, end: `${day}T${end}`, zone: ZONE }) as const;

/** Every Tuesday of eight weeks, split on the third and on the fifth. */
function split() {
  const doc = new Y.Doc();
  const repeats = { freq: 'weekly', interval: 1, count: 8 } as const;
  const fields = { title: 'Stand-up', location: 'Set' };
  const first = addEvent(doc, { when: at('2026-11-03'), fields, repeats, ...ANA }, 'test');
  const second = splitSeries(doc, first, '2026-11-17', {}, ANA, 'test');
  splitSeries(doc, second, '2026-12-01', { fields: { title: 'Wrap-up' } }, ANA, 'test');
  const undo = calendarUndo(doc);
  const actions: CalendarActions = calendarActions({
    ...{ doc, undo, writable: true, user: 'ana', zone: ZONE },
    now: () => 2_000,
    hasZone: () => true,
  });
  const window = { from: Date.parse('2026-11-01'), to: Date.parse('2027-01-31'), zone: ZONE };
  const all = (): Occurrence[] => occurrencesIn(readCalendar(doc).events, window);
  const said = () =>
    all().map(({ when, event }) => `${when.start.slice(5)} ${event.title} ${event.location}`.trim());
  const on = (day: string) => all().find(({ when }) => when.start.startsWith(day))!;
  return { actions, undo, said, on };
}

test('this and following, of a series that was split behind it: the parts behind follow, and one step takes it back', () => {
  const { actions, undo, said, on } = split();
  const before = said();
  const edit = { when: at('2026-11-10', '14:00', '15:00'), fields: { location: 'Studio' } };
  actions.edit(on('2026-11-10'), edit, 'following');
  expect(said()).toEqual([
    '11-03T10:00 Stand-up Set',
    '11-10T14:00 Stand-up Studio',
    '11-17T14:00 Stand-up Studio',
    '11-24T14:00 Stand-up Studio',
    '12-01T14:00 Wrap-up Studio',
    '12-08T14:00 Wrap-up Studio',
    '12-15T14:00 Wrap-up Studio',
    '12-22T14:00 Wrap-up Studio',
  ]);
  undo.undo();
  expect(said()).toEqual(before);
});

test('from the first day of a part on, that part and those behind it are meant, and no other is made', () => {
  const { actions, said, on } = split();
  const day = on('2026-11-17');
  expect([isFirstOfSeries(day), isFirstOfSeries(on('2026-11-03'))]).toEqual([false, true]);
  expect(actions.edit(day, { fields: { location: 'Roof' } }, 'following')).toBe(day.event.id);
  expect(said().map((line) => line.split(' ').at(-1))).toEqual([
    ...['Set', 'Set'],
    ...['Roof', 'Roof', 'Roof', 'Roof', 'Roof', 'Roof'],
  ]);
});

test('all of them are all of them, in whichever part somebody says so', () => {
  const { actions, undo, said, on } = split();
  actions.edit(on('2026-12-08'), { when: at('2026-12-08', '09:00', '09:30') }, 'all');
  expect(said().map((line) => line.slice(6, 11))).toEqual(Array(8).fill('09:00'));
  actions.remove(on('2026-11-24'), 'all');
  expect(said()).toEqual([]);
  undo.undo();
  expect(said()).toHaveLength(8);
});

test('another day is meant of its own part: over its border days would be there twice or not at all', () => {
  const { actions, said, on } = split();
  actions.edit(on('2026-11-24'), { when: at('2026-11-23') }, 'following');
  expect(said().map((line) => line.slice(0, 5))).toEqual([
    ...['11-03', '11-10', '11-17', '11-23'],
    ...['12-01', '12-08', '12-15', '12-22'],
  ]);
});
