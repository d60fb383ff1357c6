import { addEvent, changeOccurrence, readCalendar, splitSeries, type When } from '@clapper/documents';
import { instantOf } from '@clapper/documents/calendar';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { deadlinesAhead, tellingDay, toldOfDeadline, type Deadline } from './coming-near.ts';

const SEOUL = 'Asia/Seoul';
const NEW_YORK = 'America/New_York';
const QUARTER_MS = 15 * 60_000;
const BY = { by: 'ana', at: 1_000 };

const at = (wall: string, zone: string) => instantOf(wall, zone);
const allDay = (start: string, end: string): When => ({ allDay: true, start, end });

/** When the own day of a project is told, of all quarters of an hour of these days: from when, until before when. */
function toldDuring(deadline: string, zone: string, [from, to]: [string, string]): [string, string][] {
  const spans: [string, string][] = [];
  let due: string | null = null;
  for (let now = at(from, zone); now <= at(to, zone); now += QUARTER_MS) {
    const [one] = deadlinesAhead({ project: 'film', deadline, events: [], zone }, now);
    const next = one?.due ?? null;
    if (next === due) continue;
    if (due !== null) spans.at(-1)![1] = new Date(now).toISOString();
    if (next !== null) spans.push([new Date(now).toISOString(), '']);
    due = next;
  }
  return spans;
}

describe('[NT5] at nine in the zone of the project, a week and a day ahead', () => {
  it('is told in Seoul, whose clocks stay', () => {
    expect(toldDuring('2026-12-18', SEOUL, ['2026-12-10T00:00', '2026-12-19T00:00'])).toEqual([
      ['2026-12-11T00:00:00.000Z', '2026-12-12T00:00:00.000Z'],
      ['2026-12-17T00:00:00.000Z', '2026-12-18T00:00:00.000Z'],
    ]);
  });

  it.each([
    // The clocks go forward on March 8, and back on November 1: nine o'clock is another hour of UTC.
    ['2026-03-09', '2026-03-02T14:00:00.000Z', '2026-03-08T13:00:00.000Z', '2026-03-09T04:00:00.000Z'],
    ['2026-03-08', '2026-03-01T14:00:00.000Z', '2026-03-07T14:00:00.000Z', '2026-03-08T05:00:00.000Z'],
    ['2026-11-02', '2026-10-26T13:00:00.000Z', '2026-11-01T14:00:00.000Z', '2026-11-02T05:00:00.000Z'],
    ['2026-11-01', '2026-10-25T13:00:00.000Z', '2026-10-31T13:00:00.000Z', '2026-11-01T04:00:00.000Z'],
  ])('is told in New York around a change of clocks: %s', (deadline, week, day) => {
    const from = new Date(Date.parse(deadline) - 9 * 86_400_000).toISOString().slice(0, 10);
    const to = new Date(Date.parse(deadline) + 86_400_000).toISOString().slice(0, 10);
    const told = toldDuring(deadline, NEW_YORK, [`${from}T00:00`, `${to}T00:00`]);
    expect(told.map(([since]) => since)).toEqual([week, day]);
  });

  it('goes by the last nine o’clock until the next', () => {
    const day = Date.parse('2026-12-11') / 86_400_000;
    expect(tellingDay(at('2026-12-11T08:59', SEOUL), SEOUL)).toBe(day - 1);
    expect(tellingDay(at('2026-12-11T09:00', SEOUL), SEOUL)).toBe(day);
    expect(tellingDay(at('2026-12-12T08:59', SEOUL), SEOUL)).toBe(day);
  });
});

describe('what is a deadline', () => {
  const ahead = (doc: Y.Doc, now: string, zone = SEOUL): Deadline[] =>
    deadlinesAhead(
      { project: 'film', deadline: null, events: readCalendar(doc).events, zone },
      at(now, zone),
    );

  it('is a delivery or a deadline of the calendar, on the day it begins in the project’s zone', () => {
    const doc = new Y.Doc();
    const people = [
      { user: 'eun', name: 'Eun' },
      { user: null, name: 'the lab' },
    ];
    const event = (title: string, type: 'delivery' | 'deadline' | 'shoot', when: When) =>
      addEvent(doc, { ...BY, when, fields: { title, type, people } }, 'test');
    const delivery = event('Master', 'delivery', allDay('2026-12-18', '2026-12-20'));
    event('Day 1', 'shoot', allDay('2026-12-12', '2026-12-13'));
    // Still the 11th where it was written; the 12th in Seoul.
    const zone = NEW_YORK;
    const abroad = event('Grade', 'deadline', {
      ...{ allDay: false, zone },
      start: '2026-12-11T20:00',
      end: '2026-12-11T21:00',
    });
    const told = ahead(doc, '2026-12-11T10:00');
    expect(
      told.map(({ place, label, day, people, due }) => [place.id, label, day, people, due !== null]),
    ).toEqual([
      [abroad, 'Grade', '2026-12-12', ['eun'], true],
      [delivery, 'Master', '2026-12-18', ['eun'], true],
    ]);
    expect(ahead(doc, '2026-12-18T00:00').map(({ label }) => label)).toEqual(['Master']);
    expect(ahead(doc, '2026-12-19T00:00')).toEqual([]);
  });

  it('is each day of a series for itself, whoever splits it, and as that day has it', () => {
    const doc = new Y.Doc();
    const weekly = addEvent(
      doc,
      {
        ...BY,
        when: allDay('2026-12-04', '2026-12-05'),
        repeats: { freq: 'weekly', interval: 1 },
        fields: { title: 'Cut', type: 'delivery' },
      },
      'test',
    );
    const [before] = ahead(doc, '2026-12-10T09:00');
    splitSeries(doc, weekly, '2026-12-11', {}, BY, 'test');
    const [after] = ahead(doc, '2026-12-10T09:00');
    expect([after!.day, after!.due, after!.ids]).toEqual(['2026-12-11', before!.due, before!.ids]);
    const other = readCalendar(doc).events.find(({ id }) => id !== weekly)!;
    changeOccurrence(doc, other.id, '2026-12-11', { changes: { type: 'edit' } }, BY, 'test');
    expect(ahead(doc, '2026-12-10T09:00').map(({ day }) => day)).toEqual([]);
  });
});

it('[NT5] is told to members it names and those who follow, the project’s own to all who did not mute it', () => {
  const stance = new Map([
    ['mo', 'mute'],
    ['fay', 'follow'],
  ] as const);
  const facts = {
    project: 'film',
    members: new Map([
      ['ana', 'owner'],
      ['mo', 'viewer'],
      ['fay', 'editor'],
    ] as const),
    follows: (user: string) => {
      const follow = stance.get(user as 'mo' | 'fay');
      return new Map(follow === undefined ? [] : [['project.film', follow] as const]);
    },
  };
  expect([...toldOfDeadline({ people: null }, facts)]).toEqual(['ana', 'fay']);
  expect([...toldOfDeadline({ people: ['mo', 'stranger'] }, facts)]).toEqual(['mo', 'fay']);
});
