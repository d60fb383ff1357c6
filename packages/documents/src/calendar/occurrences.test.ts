import { describe, expect, it } from 'vitest';
import type * as Y from 'yjs';
import { docOf } from '../conformance.ts';
import { fillDemoCalendar } from '../demo/calendar.ts';
import { doubleBookings } from './bookings.ts';
import { calendar } from './index.ts';
import { occurrencesIn, type Occurrence } from './occurrences.ts';
import { readCalendar } from './reads.ts';
import type { When } from './schema.ts';
import { daysByShot, daysLeft, datesOf, shootDayOf, shootDays } from './shoot-days.ts';
import { addEvent, type NewEvent } from './writes.ts';
import { fixturesOf } from '../fixtures.ts';

const SEOUL = 'Asia/Seoul';
const NEW_YORK = 'America/New_York';
const ACT = { by: 'ana', at: 1 };

function made(...events: Omit<NewEvent, 'by' | 'at'>[]): Y.Doc {
  const doc = docOf(fixturesOf(calendar)['empty']!);
  for (const event of events) addEvent(doc, { ...event, ...ACT }, 'test');
  return doc;
}

function seen(doc: Y.Doc, from: string, to: string, zone: string): Occurrence[] {
  const { events } = readCalendar(doc);
  return occurrencesIn(events, { from: Date.parse(`${from}Z`), to: Date.parse(`${to}Z`), zone });
}

function on(day: string, from: string, to: string, zone = SEOUL): When {
  return { allDay: false, start: `${day}T${from}`, end: `${day}T${to}`, zone };
}

function whole(start: string, end: string): When {
  return { allDay: true, start, end };
}

describe('what takes place in a window', () => {
  it('is what overlaps it, and a moment that lies in it', () => {
    const doc = made(
      { when: on('2026-11-10', '08:00', '09:00') },
      { when: on('2026-11-10', '08:30', '09:30') },
      { when: on('2026-11-10', '09:00', '09:00') },
      { when: on('2026-11-10', '10:00', '10:00') },
      { when: on('2026-11-10', '10:00', '11:00') },
    );
    const clocks = seen(doc, '2026-11-10T00:00', '2026-11-10T01:00', SEOUL).map(({ when }) =>
      when.start.slice(11),
    );
    expect(clocks).toEqual(['08:30', '09:00']);
  });

  it('is on the same day for everybody when it is all day, and at the same instant when it is not', () => {
    const doc = made(
      { when: whole('2026-11-10', '2026-11-12') },
      { when: on('2026-11-10', '06:00', '07:00') },
    );
    const shown = (zone: string): string[][] =>
      seen(doc, '2026-11-01T00:00', '2026-11-30T00:00', zone)
        .toSorted((a, b) => Number(b.when.allDay) - Number(a.when.allDay))
        .map((occurrence) => datesOf(occurrence, zone));
    expect(shown(SEOUL)).toEqual([['2026-11-10', '2026-11-11'], ['2026-11-10']]);
    expect(shown(NEW_YORK)).toEqual([['2026-11-10', '2026-11-11'], ['2026-11-09']]);
  });

  it('is found where a single day was moved to, however far', () => {
    const doc = made({ when: on('2026-01-05', '10:00', '11:00'), repeats: { freq: 'weekly', interval: 1 } });
    const [event] = readCalendar(doc).events;
    doc.getMap('exceptions').set(`${event!.id}@2026-02-02/ana`, {
      ...{ cancelled: false, changes: { title: '옮김' }, at: 1, n: 1, saw: [] },
      when: on('2027-06-01', '09:00', '10:00'),
    });
    const there = seen(doc, '2027-06-01T00:00', '2027-06-02T00:00', SEOUL);
    expect(there.map(({ date, event }) => [date, event.title])).toEqual([['2026-02-02', '옮김']]);
    expect(seen(doc, '2026-02-01T00:00', '2026-02-03T00:00', SEOUL)).toEqual([]);
  });

  it('keeps a night its length when the clocks change in it', () => {
    const nightly = { freq: 'daily', interval: 1, count: 3 } as const;
    const night: When = { allDay: false, start: '2026-10-30T22:00', end: '2026-10-31T06:00', zone: NEW_YORK };
    const nights = seen(
      made({ when: night, repeats: nightly }),
      '2026-10-01T00:00',
      '2026-12-01T00:00',
      NEW_YORK,
    );
    expect(nights.map(({ start, end }) => (end - start) / 3_600_000)).toEqual([8, 8, 8]);
  });

  it('never ends before it has begun, where the clock of its end is skipped', () => {
    const doc = made({ when: on('2026-03-08', '02:30', '03:00', NEW_YORK) });
    const [skipped] = seen(doc, '2026-03-01T00:00', '2026-03-31T00:00', NEW_YORK);
    expect(skipped!.end - skipped!.start).toBe(0);
  });

  it('of a series without an end since long ago is found at once', () => {
    const doc = made({ when: on('1975-01-01', '10:00', '10:15'), repeats: { freq: 'daily', interval: 1 } });
    expect(seen(doc, '2026-11-01T00:00', '2026-11-08T00:00', SEOUL)).toHaveLength(7);
  });
});

describe('double bookings', () => {
  const people = [{ user: 'seojin', name: '이서진' }];
  const bookings = (...events: Omit<NewEvent, 'by' | 'at'>[]): unknown[] =>
    doubleBookings(seen(made(...events), '2026-11-01T00:00', '2026-11-30T00:00', SEOUL)).map(
      ({ of, key, certain, occurrences }) => [of, key, certain, occurrences.map(({ event }) => event.title)],
    );

  it('are of a person who has to be at two events at once, and of a place', () => {
    expect(
      bookings(
        {
          when: on('2026-11-10', '10:00', '12:00'),
          fields: { title: 'A', people, location: ' 2층  편집실' },
        },
        { when: on('2026-11-10', '11:00', '13:00'), fields: { title: 'B', people, location: '2층 편집실' } },
        { when: on('2026-11-10', '13:00', '14:00'), fields: { title: 'C', people, location: '2층 편집실' } },
      ),
    ).toEqual([
      ['person', 'seojin', true, ['A', 'B']],
      ['place', '2층 편집실', true, ['A', 'B']],
    ]);
  });

  it('are certain only when all of it is confirmed, and know people without an account by name', () => {
    const crew = [{ user: null, name: '조명팀' }];
    expect(
      bookings(
        { when: whole('2026-11-10', '2026-11-11'), fields: { title: 'A', type: 'shoot', people: crew } },
        {
          when: on('2026-11-10', '11:00', '13:00'),
          fields: { title: 'B', status: 'tentative', people: crew },
        },
      ),
    ).toEqual([['person', 'name:조명팀', false, ['A', 'B']]]);
  });

  it('are none of marks in time, of a phase that lasts for days, or of an event that is over', () => {
    expect(
      bookings(
        { when: whole('2026-11-09', '2026-11-14'), fields: { title: 'phase', type: 'prep', people } },
        { when: on('2026-11-10', '09:00', '18:00'), fields: { title: 'lock', type: 'milestone', people } },
        { when: on('2026-11-10', '10:00', '10:00'), fields: { title: 'moment', type: 'review', people } },
        { when: on('2026-11-10', '09:30', '11:00'), fields: { title: 'A', people } },
        { when: on('2026-11-10', '11:00', '12:00'), fields: { title: 'B', people } },
      ),
    ).toEqual([]);
  });
});

describe('days of the shoot', () => {
  it('are counted over all shoots, once each', () => {
    const shoot = (start: string, end: string, shots: string[]): Omit<NewEvent, 'by' | 'at'> => ({
      when: whole(start, end),
      fields: { type: 'shoot', shots },
    });
    const doc = made(
      shoot('2026-11-12', '2026-11-14', ['1', '2']),
      shoot('2026-11-13', '2026-11-14', ['2']),
      shoot('2026-11-20', '2026-11-21', ['3']),
      { when: whole('2026-11-25', '2026-11-26'), fields: { type: 'pickup', shots: ['1'] } },
    );
    const found = seen(doc, '2026-11-01T00:00', '2026-11-30T00:00', SEOUL);
    const days = shootDays(found, SEOUL);
    expect(days).toEqual(['2026-11-12', '2026-11-13', '2026-11-20']);
    expect(found.map((one) => shootDayOf(one, days, SEOUL))).toEqual([
      { first: 1, last: 2, of: 3 },
      { first: 2, last: 2, of: 3 },
      { first: 3, last: 3, of: 3 },
      null,
    ]);
    expect(daysByShot(found, SEOUL).get('1')).toEqual(['2026-11-12', '2026-11-13', '2026-11-25']);
    expect(shootDayOf(found[2]!, ['2026-11-12'], SEOUL)).toBeNull();
  });

  it('are left until a deadline by the clock of the project', () => {
    const now = Date.parse('2026-11-09T16:00Z');
    expect([daysLeft('2026-11-12', now, SEOUL), daysLeft('2026-11-12', now, NEW_YORK)]).toEqual([2, 3]);
  });
});

describe('the demo’s schedule', () => {
  const at = Date.parse('2026-11-04T03:00Z');

  it.each(['ko', 'en'] as const)('fills two weeks, with one person booked twice (%s)', (language) => {
    const doc = docOf(fixturesOf(calendar)['empty']!);
    fillDemoCalendar(doc, { language, by: 'ana', at, origin: 'demo' }, ['shot']);
    expect(calendar.check(doc)).toEqual([]);
    const { events } = readCalendar(doc);
    const found = occurrencesIn(events, { from: 0, to: Date.parse('2027-01-01'), zone: SEOUL });
    const dates = found.flatMap((one) => datesOf(one, SEOUL)).toSorted();
    expect([dates[0], dates.at(-1)]).toEqual(['2026-11-02', '2026-11-15']);
    expect(doubleBookings(found).map(({ of, occurrences }) => [of, occurrences.length])).toEqual([
      ['person', 2],
    ]);
    expect([shootDays(found, SEOUL).length, daysByShot(found, SEOUL).get('shot')]).toEqual([
      2,
      ['2026-11-12', '2026-11-13'],
    ]);
    expect(new Set(events.map(({ title }) => title === '')).has(true)).toBe(false);
  });

  it('is one update, and leaves a calendar that holds anything as it is', () => {
    const doc = docOf(fixturesOf(calendar)['empty']!);
    let updates = 0;
    doc.on('update', () => updates++);
    for (let click = 0; click < 2; click++) {
      fillDemoCalendar(doc, { language: 'ko', by: 'ana', at, origin: 'demo' }, []);
    }
    expect(updates).toBe(1);
  });
});
