import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { converge, countUpdates, docOf, pull, replicas } from '../conformance.ts';
import { FIXTURE_FACTS } from '../fixture-facts.ts';
import { derivedId } from '../seed.ts';
import { calendar } from './index.ts';
import { occurrencesIn } from './occurrences.ts';
import { eventText, readCalendar, type CalendarEvent } from './reads.ts';
import type { Repeats, When } from './schema.ts';
import {
  addEvent,
  cancelOccurrence,
  changeOccurrence,
  deleteEvents,
  duplicateEvent,
  endSeriesBefore,
  keepProposal,
  moveEvent,
  restoreEvents,
  restoreOccurrence,
  setEvent,
  setEventText,
  setRepeats,
  splitSeries,
} from './writes.ts';
import { fixturesOf } from '../fixtures.ts';

const ORIGIN = 'test';
const ANA = { by: 'ana', at: 1_000 };
const BEN = { by: 'ben', at: 2_000 };
const EMPTY = fixturesOf(calendar)['empty']!;
const WEEKDAYS: Repeats = {
  freq: 'weekly',
  interval: 1,
  byDay: [{ day: 'MO' }, { day: 'WE' }, { day: 'FR' }],
};

function on(day: string, from = '10:00', to = '11:00', zone = 'Asia/Seoul'): When {
  return { allDay: false, start: `${day}T${from}`, end: `${day}T${to}`, zone };
}

function whole(start: string, end: string): When {
  return { allDay: true, start, end };
}

function eventIn(doc: Y.Doc, id: string): CalendarEvent {
  const { events, deleted, outdone } = readCalendar(doc);
  return [...events, ...deleted, ...outdone].find((event) => event.id === id)!;
}

/** Wall clocks of what takes place in November and December. */
function times(doc: Y.Doc, { zone = 'Asia/Seoul', from = '2026-11-01', to = '2026-12-31' } = {}): string[] {
  const window = { from: Date.parse(`${from}T00:00Z`), to: Date.parse(`${to}T00:00Z`), zone };
  return occurrencesIn(readCalendar(doc).events, window).map(({ when }) => when.start);
}

/** Two devices with a calendar that holds one event, and their hands. */
function apart(
  when: When,
  repeats: Repeats | null = null,
): { a: Y.Doc; b: Y.Doc; id: string; together(): void } {
  const [a, b] = replicas(EMPTY) as [Y.Doc, Y.Doc, Y.Doc];
  const id = addEvent(a, { when, repeats, fields: { title: '촬영' }, ...ANA, at: 1 }, ORIGIN);
  pull(b, a);
  return { a, b, id, together: () => converge([a, b]) };
}

describe('reading', () => {
  it('lists events by start, leaves out what is malformed and reports it', () => {
    const { events, deleted, problems } = readCalendar(docOf(fixturesOf(calendar)['broken']!));
    const paths = problems.map(({ path, code }) => `${code} ${path.replaceAll(/[0-9a-f-]{36}/g, '…')}`);
    expect(events.map(({ when }) => when.start)).toEqual(events.map(({ when }) => when.start).toSorted());
    expect(deleted).toEqual([]);
    expect(paths.toSorted()).toEqual([
      'malformed_field events/…/deleted',
      'malformed_field events/…/people',
      'malformed_field events/…/repeats',
      'malformed_field events/…/title',
      'malformed_field events/…/type',
      'malformed_record events/backwards/when',
      'malformed_record events/never/when',
      'malformed_record events/nowhere/when',
      'malformed_record events/number',
      'malformed_record exceptions/…/…',
      'malformed_record exceptions/…@2026-11-11/…',
      'malformed_record exceptions/…@soon',
      'malformed_record moves/nobody’s',
      'malformed_record moves/…/…',
      'unknown_reference events/…/when',
    ]);
  });

  it('survives roots that another program uses as something else', () => {
    const doc = new Y.Doc();
    for (const root of ['events', 'moves', 'exceptions']) doc.getArray(root).push([1]);
    expect(readCalendar(doc)).toMatchObject({ events: [], deleted: [], outdone: [] });
  });

  it('says what people can read in it, and nothing of what was deleted', () => {
    const text = calendar.toText(docOf(fixturesOf(calendar)['filled']!));
    for (const words of ['촬영 🎬', '연남동 골목 커피', '조명팀', '비가 오면', '체크인, 길게'])
      expect(text).toContain(words);
    expect(text).not.toContain('제주');
  });
});

describe('one event', () => {
  it('is made with what was said, in one update, checked before it is written', () => {
    const doc = docOf(EMPTY);
    const updates = countUpdates(doc);
    const fields = {
      title: '촬영',
      type: 'shoot',
      callTime: '05:30',
      people: [{ user: null, name: '조명' }],
    } as const;
    const id = addEvent(
      doc,
      { when: on('2026-11-10'), fields: { ...fields, people: [...fields.people] }, ...ANA },
      ORIGIN,
    );
    expect(updates.count).toBe(1);
    expect(eventIn(doc, id)).toMatchObject({
      ...fields,
      when: on('2026-11-10'),
      status: 'confirmed',
      sequence: 0,
    });
    expect(calendar.check(doc)).toEqual([]);
    const refused = expect.objectContaining({ code: 'INVALID_FIELDS' });
    const wrong =
      (event: object): (() => unknown) =>
      () =>
        addEvent(doc, { when: on('2026-11-10'), ...ANA, ...event } as never, ORIGIN);
    expect(wrong({ when: on('2026-11-10', '11:00', '10:00') })).toThrow(refused);
    expect(wrong({ when: on('2026-11-10', '10:00', '11:00', 'Moon/Tranquility') })).toThrow(refused);
    expect(wrong({ when: whole('2026-11-10', '2026-11-10') })).toThrow(refused);
    expect(wrong({ fields: { title: 'x'.repeat(201) } })).toThrow(refused);
    expect(wrong({ fields: { type: 'party' } })).toThrow(refused);
    expect(wrong({ repeats: { freq: 'hourly', interval: 1 } })).toThrow(refused);
    expect(updates.count).toBe(1);
  });

  it('takes the words of two, and one value of each field', () => {
    const { a, b, id, together } = apart(on('2026-11-10'));
    setEventText(a, id, 'title', '촬영 첫날', ORIGIN);
    setEventText(b, id, 'title', '새벽 촬영', ORIGIN);
    setEvent(a, id, { location: '옥상' }, ANA, ORIGIN);
    setEvent(b, id, { callTime: '05:00' }, BEN, ORIGIN);
    together();
    expect(eventIn(a, id)).toMatchObject({ title: '새벽 촬영 첫날', location: '옥상', callTime: '05:00' });
    expect(eventText(b, id, 'title')?.toJSON()).toBe('새벽 촬영 첫날');
  });

  it('writes nothing that is already so', () => {
    const { a, id } = apart(on('2026-11-10'));
    const updates = countUpdates(a);
    moveEvent(a, id, on('2026-11-10'), BEN, ORIGIN);
    setEvent(a, id, { type: 'prep', location: '' }, BEN, ORIGIN);
    setRepeats(a, id, null, BEN, ORIGIN);
    restoreEvents(a, [id, 'nobody'], BEN, ORIGIN);
    expect(updates.count).toBe(0);
  });

  it('is marked deleted, takes late edits in and comes back with all of it', () => {
    const { a, b, id, together } = apart(on('2026-11-10'));
    deleteEvents(a, [id], ANA, ORIGIN);
    moveEvent(b, id, on('2026-11-12'), BEN, ORIGIN);
    together();
    expect(readCalendar(b).events).toEqual([]);
    expect(eventIn(b, id)).toMatchObject({ when: on('2026-11-12'), deleted: ANA });
    restoreEvents(b, [id], BEN, ORIGIN);
    expect(times(b)).toEqual(['2026-11-12T10:00']);
  });

  it('is copied once, without its series', () => {
    const { a, id } = apart(on('2026-11-09'), WEEKDAYS);
    const copy = duplicateEvent(a, id, on('2026-11-21'), BEN, ORIGIN);
    expect(eventIn(a, copy)).toMatchObject({
      title: '촬영',
      repeats: null,
      createdBy: 'ben',
      when: on('2026-11-21'),
    });
  });
});

describe('moving', () => {
  it('is one small key of whoever moves, and little is left of a thousand of them', () => {
    const { a, id } = apart(on('2026-11-10'));
    const sizes: number[] = [];
    a.on('update', (update: Uint8Array) => sizes.push(update.length));
    const before = Y.encodeStateAsUpdate(a).length;
    for (let minute = 0; minute < 1_000; minute++) {
      const clock = `10:${`${minute % 60}`.padStart(2, '0')}`;
      moveEvent(a, id, on('2026-11-10', clock, '12:00'), { by: 'ana', at: 2_000 + minute }, ORIGIN);
    }
    expect([...a.getMap('moves').keys()]).toEqual([`${id}/ana`]);
    expect(sizes[0]).toBeLessThan(260);
    expect(Y.encodeStateAsUpdate(a).length - before).toBeLessThan(300);
  });

  it('of two who saw each other is where the last one put it', () => {
    const { a, b, id, together } = apart(on('2026-11-10'));
    moveEvent(a, id, on('2026-11-11'), { ...ANA, at: 9_000 }, ORIGIN);
    together();
    // A clock that is behind makes nobody's move older than what it replaced.
    moveEvent(b, id, on('2026-11-12'), BEN, ORIGIN);
    together();
    expect(eventIn(a, id)).toMatchObject({ when: on('2026-11-12'), proposals: [], sequence: 2 });
  });

  it('apart leaves both proposals, the later one standing, until somebody decides', () => {
    const { a, b, id, together } = apart(on('2026-11-10'));
    moveEvent(a, id, on('2026-11-17', '06:00', '12:00'), ANA, ORIGIN);
    moveEvent(b, id, on('2026-11-18', '06:00', '12:00'), BEN, ORIGIN);
    together();
    const proposals = [
      { event: id, by: 'ben', at: 2_000, when: on('2026-11-18', '06:00', '12:00') },
      { event: id, by: 'ana', at: 1_000, when: on('2026-11-17', '06:00', '12:00') },
    ];
    expect([eventIn(a, id).proposals, eventIn(b, id).proposals]).toEqual([proposals, proposals]);
    expect(times(a)).toEqual(['2026-11-18T06:00']);
    keepProposal(b, id, proposals[1]!, { by: 'cho', at: 3_000 }, ORIGIN);
    together();
    expect([times(a), eventIn(a, id).proposals]).toEqual([['2026-11-17T06:00'], []]);
  });

  it('apart to the same place leaves nothing to decide', () => {
    const { a, b, id, together } = apart(on('2026-11-10'));
    moveEvent(a, id, on('2026-11-17'), ANA, ORIGIN);
    moveEvent(b, id, on('2026-11-17'), BEN, ORIGIN);
    together();
    expect(eventIn(a, id)).toMatchObject({ when: on('2026-11-17'), proposals: [] });
  });

  it('is taken back by undo to where the others have it', () => {
    const { a, b, id, together } = apart(on('2026-11-10'));
    const undo = new Y.UndoManager([a.getMap('events'), a.getMap('moves')], {
      trackedOrigins: new Set([ORIGIN]),
    });
    moveEvent(b, id, on('2026-11-11'), BEN, 'ben');
    together();
    moveEvent(a, id, on('2026-11-12'), { ...ANA, at: 3_000 }, ORIGIN);
    undo.undo();
    together();
    expect(times(b)).toEqual(['2026-11-11T10:00']);
  });

  it('takes a series to another day with its rule and its changed days', () => {
    const { a, id } = apart(on('2026-11-09'), { ...WEEKDAYS, count: 6 });
    cancelOccurrence(a, id, '2026-11-11', ANA, ORIGIN);
    changeOccurrence(a, id, '2026-11-13', { changes: { title: '짧게' } }, ANA, ORIGIN);
    moveEvent(a, id, on('2026-11-10', '12:00', '13:00'), ANA, ORIGIN);
    const days = ['10', '14', '17', '19', '21'].map((day) => `2026-11-${day}T12:00`);
    expect(times(a)).toEqual(days);
    const [, second] = occurrencesIn(readCalendar(a).events, {
      from: 0,
      to: Date.parse('2027-01-01'),
      zone: 'Asia/Seoul',
    });
    expect([second?.date, second?.event.title]).toEqual(['2026-11-14', '짧게']);
  });
});

describe('a series', () => {
  it('stays at its time of day while clocks change, and lasts as long', () => {
    const { a } = apart(on('2026-10-30', '22:00', '23:00', 'America/New_York'), {
      freq: 'daily',
      interval: 1,
      count: 4,
    });
    const window = { from: 0, to: Date.parse('2027-01-01'), zone: 'Asia/Seoul' };
    const found = occurrencesIn(readCalendar(a).events, window);
    expect(found.map(({ start }) => new Date(start).toISOString().slice(5, 16))).toEqual([
      '10-31T02:00',
      '11-01T02:00',
      '11-02T03:00',
      '11-03T03:00',
    ]);
    expect(new Set(found.map(({ start, end }) => end - start))).toEqual(new Set([3_600_000]));
  });

  it('is different on single days, for everybody the same', () => {
    const { a, b, id, together } = apart(on('2026-11-09'), { ...WEEKDAYS, count: 5 });
    cancelOccurrence(a, id, '2026-11-11', ANA, ORIGIN);
    changeOccurrence(b, id, '2026-11-13', { when: on('2026-11-14', '08:00', '09:00') }, BEN, ORIGIN);
    together();
    const expected = ['09T10:00', '14T08:00', '16T10:00', '18T10:00'].map((time) => `2026-11-${time}`);
    expect([times(a), times(b)]).toEqual([expected, expected]);
    restoreOccurrence(b, id, '2026-11-11', BEN, ORIGIN);
    expect(times(b)).toContain('2026-11-11T10:00');
    expect(() => cancelOccurrence(a, id, '2026-11-10', ANA, ORIGIN)).toThrow(
      expect.objectContaining({ code: 'NOT_FOUND' }),
    );
  });

  it('whose one day two change apart has that day once, and says that there were two', () => {
    const { a, b, id, together } = apart(on('2026-11-09'), { ...WEEKDAYS, count: 3 });
    cancelOccurrence(a, id, '2026-11-11', ANA, ORIGIN);
    changeOccurrence(b, id, '2026-11-11', { when: on('2026-11-12') }, BEN, ORIGIN);
    together();
    expect(times(a)).toEqual(['2026-11-09T10:00', '2026-11-12T10:00', '2026-11-13T10:00']);
    const [other] = eventIn(b, id).exceptions.get('2026-11-11')!.others;
    expect(other).toMatchObject({ user: 'ana', value: { cancelled: true } });
  });

  it('goes on as another from a day on, and is not written by that', () => {
    const { a, id } = apart(on('2026-11-09'), { ...WEEKDAYS, count: 6 });
    const next = splitSeries(a, id, '2026-11-16', { when: on('2026-11-16', '14:00', '15:00') }, BEN, ORIGIN);
    expect(times(a)).toEqual(
      ['09T10:00', '11T10:00', '13T10:00', '16T14:00', '18T14:00', '20T14:00'].map(
        (time) => `2026-11-${time}`,
      ),
    );
    expect(eventIn(a, next)).toMatchObject({ title: '촬영', follows: { event: id, from: '2026-11-16' } });
    expect(() => splitSeries(a, id, '2026-11-09', {}, BEN, ORIGIN)).toThrow(
      expect.objectContaining({ code: 'INVALID_FIELDS' }),
    );
  });

  it('takes its days back when the split is undone, and no record is removed', () => {
    const { a, id } = apart(on('2026-11-09'), { ...WEEKDAYS, count: 6 });
    const undo = new Y.UndoManager(a.getMap('events'), { trackedOrigins: new Set([ORIGIN]) });
    const when = on('2026-11-16', '14:00', '15:00');
    const next = splitSeries(a, id, '2026-11-16', { when }, BEN, ORIGIN, 'create');
    expect(times(a).filter((time) => time.endsWith('14:00'))).toHaveLength(3);
    undo.undo();
    expect([times(a).length, new Set(times(a).map((time) => time.slice(11)))]).toEqual([
      6,
      new Set(['10:00']),
    ]);
    expect(eventIn(a, next).deleted).toEqual(BEN);
    undo.redo();
    expect(times(a).filter((time) => time.endsWith('14:00'))).toHaveLength(3);
  });

  it('that two split apart has each day once', () => {
    const { a, b, id, together } = apart(on('2026-11-09'), { freq: 'daily', interval: 1, count: 8 });
    splitSeries(a, id, '2026-11-11', { when: on('2026-11-11', '08:00', '09:00') }, ANA, ORIGIN);
    splitSeries(b, id, '2026-11-14', { when: on('2026-11-14', '20:00', '21:00') }, BEN, ORIGIN);
    together();
    const days = ['09T10', '10T10', '11T08', '12T08', '13T08', '14T20', '15T20', '16T20'];
    expect(times(b)).toEqual(days.map((time) => `2026-11-${time}:00`));
  });

  it('that two split apart on one day goes on as the later says, and keeps the other to choose', () => {
    const { a, b, id, together } = apart(on('2026-11-09'), { ...WEEKDAYS, count: 4 });
    const as = splitSeries(a, id, '2026-11-13', { when: on('2026-11-13', '08:00', '09:00') }, ANA, ORIGIN);
    const bs = splitSeries(b, id, '2026-11-13', { when: on('2026-11-13', '20:00', '21:00') }, BEN, ORIGIN);
    together();
    expect(times(a)).toEqual(['09T10', '11T10', '13T20', '16T20'].map((time) => `2026-11-${time}:00`));
    expect(readCalendar(a).outdone.map((event) => event.id)).toEqual([as]);
    const { proposals } = eventIn(a, bs);
    expect(proposals.map(({ event }) => event)).toEqual([bs, as]);
    keepProposal(a, bs, proposals[1]!, { by: 'cho', at: 3_000 }, ORIGIN);
    together();
    expect(times(b)).toEqual(['09T10', '11T10', '13T08', '16T08'].map((time) => `2026-11-${time}:00`));
    expect(readCalendar(b).outdone).toEqual([]);
  });

  it('has its days also when two choose apart, each the other way to go on', () => {
    const { a, b, id, together } = apart(on('2026-11-09'), { ...WEEKDAYS, count: 4 });
    splitSeries(a, id, '2026-11-13', { when: on('2026-11-13', '08:00', '09:00') }, ANA, ORIGIN);
    const bs = splitSeries(b, id, '2026-11-13', { when: on('2026-11-13', '20:00', '21:00') }, BEN, ORIGIN);
    together();
    const [first, second] = eventIn(a, bs).proposals;
    keepProposal(a, bs, first!, { by: 'ana', at: 3_000 }, ORIGIN);
    keepProposal(b, bs, second!, { by: 'ben', at: 3_000 }, ORIGIN);
    together();
    expect(times(a).map((time) => time.slice(8))).toEqual(['09T10:00', '11T10:00', '13T10:00', '16T10:00']);
  });

  it('that is split while another changes a later day keeps that change', () => {
    const { a, b, id, together } = apart(on('2026-11-09'), { ...WEEKDAYS, count: 6 });
    splitSeries(a, id, '2026-11-16', {}, ANA, ORIGIN);
    cancelOccurrence(b, id, '2026-11-18', BEN, ORIGIN);
    together();
    expect(times(a).map((time) => time.slice(8, 10))).toEqual(['09', '11', '13', '16', '20']);
  });

  it('ends before a day, or is deleted from its first on', () => {
    const { a, id } = apart(on('2026-11-09'), { ...WEEKDAYS, count: 6 });
    endSeriesBefore(a, id, '2026-11-16', BEN, ORIGIN);
    expect(times(a).map((time) => time.slice(8, 10))).toEqual(['09', '11', '13']);
    endSeriesBefore(a, id, '2026-11-09', BEN, ORIGIN);
    expect(readCalendar(a)).toMatchObject({ events: [], deleted: [{ id }] });
  });

  it('ends before a day with all its parts behind that day, whoever split them off', () => {
    const { a, b, id, together } = apart(on('2026-11-09'), { ...WEEKDAYS, count: 9 });
    splitSeries(a, id, '2026-11-18', { when: on('2026-11-19') }, ANA, ORIGIN);
    splitSeries(b, id, '2026-11-18', {}, BEN, ORIGIN);
    together();
    splitSeries(b, id, '2026-11-16', {}, BEN, ORIGIN);
    together();
    endSeriesBefore(a, id, '2026-11-13', ANA, ORIGIN);
    together();
    expect(times(b).map((time) => time.slice(8, 10))).toEqual(['09', '11']);
    expect(readCalendar(b).events.map((event) => event.id)).toEqual([id]);
  });

  it('of somebody’s own making is read all the same', () => {
    const doc = docOf(EMPTY);
    const id = addEvent(doc, { when: on('2026-11-09'), repeats: WEEKDAYS, ...ANA }, ORIGIN);
    const see = (user: string, other: string) => ({
      ...{ when: on(user === 'x' ? '2026-11-10' : '2026-11-12'), at: 1, n: 1 },
      saw: [{ user: other, at: 5 }],
    });
    doc.getMap('moves').set(`${id}/x`, see('x', 'y'));
    doc.getMap('moves').set(`${id}/y`, see('y', 'x'));
    expect(eventIn(doc, id).proposals).toHaveLength(2);
  });
});

it('looking at what takes place changes nothing', () => {
  const doc = docOf(fixturesOf(calendar)['filled']!);
  const before = Y.encodeStateAsUpdate(doc);
  const { events } = readCalendar(doc);
  occurrencesIn(events, { from: 0, to: Date.parse('2027-01-01'), zone: 'Asia/Seoul' });
  expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
  expect(
    events.find(({ id }) => id === derivedId(FIXTURE_FACTS.project, 'event', 'pickup'))?.proposals,
  ).toHaveLength(2);
});
