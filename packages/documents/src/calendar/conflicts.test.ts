import { beforeEach, describe, expect, it } from 'vitest';
import type * as Y from 'yjs';
import { canonical, converge, pull, replicas } from '../conformance.ts';
import { conflictsOf, keepAllChoices, keepChoice } from './conflicts.ts';
import { calendar } from './index.ts';
import { readCalendar } from './reads.ts';
import type { When } from './schema.ts';
import { addEvent, cancelOccurrence, changeOccurrence, moveEvent, setEvent } from './writes.ts';
import { fixturesOf } from '../fixtures.ts';

const ORIGIN = 'test';
let ana: Y.Doc;
let ben: Y.Doc;
let id: string;

function on(day: string, clock = '06:00'): When {
  return { allDay: false, start: `${day}T${clock}`, end: `${day}T18:00`, zone: 'Asia/Seoul' };
}

function given(repeats: Parameters<typeof addEvent>[1]['repeats'] = null): void {
  [ana, ben] = replicas(fixturesOf(calendar)['empty']!) as [Y.Doc, Y.Doc];
  const fields = { title: '추가 촬영', location: '옥상' };
  id = addEvent(ana, { when: on('2026-11-16'), repeats, fields, by: 'ana', at: 1 }, ORIGIN);
  pull(ben, ana);
}

const conflicts = (doc: Y.Doc) => conflictsOf(readCalendar(doc));
const places = (doc: Y.Doc) =>
  conflicts(doc).map(({ date, choices }) => [
    date,
    ...choices.map(({ by, when, cancelled }) => [by, cancelled ? null : when.start]),
  ]);

describe('an event that two people moved apart', () => {
  beforeEach(() => {
    given();
    moveEvent(ana, id, on('2026-11-17'), { by: 'ana', at: 2 }, ORIGIN);
    moveEvent(ben, id, on('2026-11-18'), { by: 'ben', at: 3 }, ORIGIN);
  });

  it('is nothing to decide before they hear of each other, and the same for both after', () => {
    expect([conflicts(ana), conflicts(ben)]).toEqual([[], []]);
    converge([ana, ben]);
    for (const doc of [ana, ben]) {
      expect(places(doc)).toEqual([[null, ['ben', '2026-11-18T06:00'], ['ana', '2026-11-17T06:00']]]);
    }
  });

  it.each([0, 1])('is decided for either, %d', (index) => {
    converge([ana, ben]);
    const [conflict] = conflicts(ana);
    const choice = conflict!.choices[index]!;
    keepChoice(ana, conflict!, choice, { by: 'ana', at: 4 }, ORIGIN);
    converge([ana, ben]);
    for (const doc of [ana, ben]) {
      expect(conflicts(doc)).toEqual([]);
      expect(readCalendar(doc).events.map(({ when }) => when)).toEqual([choice.when]);
    }
  });

  it('is left in both places as two events, the second like the first', () => {
    converge([ana, ben]);
    const made = keepAllChoices(ben, conflicts(ben)[0]!, { by: 'ben', at: 4 }, ORIGIN, 'create');
    converge([ana, ben]);
    for (const doc of [ana, ben]) {
      expect(conflicts(doc)).toEqual([]);
      expect(readCalendar(doc).events.map((event) => [event.id, event.when.start, event.location])).toEqual([
        [made[0], '2026-11-17T06:00', '옥상'],
        [id, '2026-11-18T06:00', '옥상'],
      ]);
    }
    expect(canonical(ana)).toEqual(canonical(ben));
  });
});

describe('a day of a series', () => {
  const DAY = '2026-11-17';
  beforeEach(() => given({ freq: 'daily', interval: 1, count: 5 }));

  it('that two people moved apart is asked about, and the series is left alone', () => {
    changeOccurrence(ana, id, DAY, { when: on(DAY, '09:00') }, { by: 'ana', at: 2 }, ORIGIN);
    changeOccurrence(ben, id, DAY, { when: on(DAY, '10:00') }, { by: 'ben', at: 3 }, ORIGIN);
    converge([ana, ben]);
    expect(places(ana)).toEqual([[DAY, ['ben', `${DAY}T10:00`], ['ana', `${DAY}T09:00`]]]);
    const [conflict] = conflicts(ana);
    keepChoice(ana, conflict!, conflict!.choices[1]!, { by: 'ana', at: 4 }, ORIGIN);
    converge([ana, ben]);
    expect(conflicts(ben)).toEqual([]);
    expect(readCalendar(ben).events[0]!.exceptions.get(DAY)!.when).toEqual(on(DAY, '09:00'));
  });

  it('that one moved and the other took out is asked about, and may stay out', () => {
    changeOccurrence(ana, id, DAY, { when: on(DAY, '09:00') }, { by: 'ana', at: 3 }, ORIGIN);
    cancelOccurrence(ben, id, DAY, { by: 'ben', at: 2 }, ORIGIN);
    converge([ana, ben]);
    expect(places(ben)).toEqual([[DAY, ['ana', `${DAY}T09:00`], ['ben', null]]]);
    const [conflict] = conflicts(ben);
    keepChoice(ben, conflict!, conflict!.choices[1]!, { by: 'ben', at: 4 }, ORIGIN);
    expect(readCalendar(ben).events[0]!.exceptions.get(DAY)!.cancelled).toBe(true);
    expect(conflicts(ben)).toEqual([]);
  });

  it('that both moved to the same place is nothing to decide, whatever else they said of it', () => {
    const when = on(DAY, '09:00');
    changeOccurrence(ana, id, DAY, { when, changes: { title: '가' } }, { by: 'ana', at: 2 }, ORIGIN);
    changeOccurrence(ben, id, DAY, { when, changes: { title: '나' } }, { by: 'ben', at: 3 }, ORIGIN);
    setEvent(ana, id, { location: '지하' }, { by: 'ana', at: 3 }, ORIGIN);
    converge([ana, ben]);
    expect(conflicts(ana)).toEqual([]);
  });
});
