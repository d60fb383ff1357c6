import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type * as Y from 'yjs';
import { canonical, converge, pull, replicas } from '../conformance.ts';
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
  keepProposal,
  moveEvent,
  restoreEvents,
  restoreOccurrence,
  setEvent,
  setEventText,
  splitSeries,
} from './writes.ts';
import { fixturesOf } from '../fixtures.ts';

/**
 * Two people do whatever they like to one event, now and then hearing of each other. Neither may it ever be gone
 * that nobody deleted, nor be there twice; where it stands somebody has put it; and what each put it to without having
 * seen the other is still there to be chosen.
 */
const ORIGIN = 'test';
const PEOPLE = ['ana', 'ben'];
const RUNS = 200;

type Random = (below: number) => number;

interface Person {
  name: string;
  doc: Y.Doc;
}

const numbers = fc.infiniteStream(fc.nat());
const stories = fc.record({ numbers, steps: fc.integer({ min: 5, max: 24 }) });

function tell(
  { numbers, steps }: { numbers: fc.Stream<number>; steps: number },
  made: { when: When; repeats: Parameters<typeof addEvent>[1]['repeats'] },
  act: (person: Person, id: string, random: Random, at: number) => void,
  /** What is wrong with what this device shows right now. */
  wrong: (doc: Y.Doc, id: string) => unknown[],
): { docs: Y.Doc[]; id: string } {
  const random: Random = (below) => numbers.next().value! % below;
  const docs = replicas(fixturesOf(calendar)['empty']!).slice(0, 2);
  const people = docs.map((doc, index) => ({ doc, name: PEOPLE[index]! }));
  const id = addEvent(docs[0]!, { ...made, fields: { title: '촬영' }, by: 'ana', at: 0 }, ORIGIN);
  pull(docs[1]!, docs[0]!);
  for (let step = 0; step < steps; step++) {
    const turn = random(2);
    if (random(5) === 0) pull(docs[turn]!, docs[1 - turn]!);
    // Clocks of two devices never agree, and one of them runs back.
    else act(people[turn]!, id, random, 1_000 + (turn === 0 ? step : 500 - step));
    for (const doc of docs) expectNothing(wrong(doc, id), step);
  }
  converge(docs);
  for (const doc of docs) expectNothing(wrong(doc, id), steps);
  expect(canonical(docs[1]!)).toEqual(canonical(docs[0]!));
  expect(readCalendar(docs[1]!)).toEqual(readCalendar(docs[0]!));
  expect(calendar.check(docs[0]!)).toEqual([]);
  return { docs, id };
}

/** An `expect` costs more than a story's step. */
function expectNothing(wrong: unknown[], step: number): void {
  if (wrong.length > 0) expect({ step, wrong }).toEqual({ step, wrong: [] });
}

const EVER = { from: Date.parse('2026-01-01'), to: Date.parse('2028-01-01'), zone: 'Asia/Seoul' };

function placed(day: number, minute: number): When {
  const [date, clock] = [addDays('2026-11-02', day), `10:${`${minute}`.padStart(2, '0')}`];
  return { allDay: false, start: `${date}T${clock}`, end: `${date}T12:00`, zone: 'Asia/Seoul' };
}

describe('whatever two people do', () => {
  it('an event never disappears and never doubles', () => {
    fc.assert(
      fc.property(stories, (story) => {
        const places = new Set(['2026-11-02T10:00']);
        const { docs, id } = tell(
          story,
          { when: placed(0, 0), repeats: null },
          ({ doc, name }, id, random, at) => {
            const act = { by: name, at };
            const { events, deleted } = readCalendar(doc);
            const event = [...events, ...deleted][0]!;
            switch (random(6)) {
              case 0:
                return deleteEvents(doc, [id], act, ORIGIN);
              case 1:
                return restoreEvents(doc, [id], act, ORIGIN);
              case 2:
                setEvent(doc, id, { location: `${random(3)}층`, callTime: '05:30' }, act, ORIGIN);
                return setEventText(doc, id, 'title', `촬영 ${random(9)}`, ORIGIN);
              case 3: {
                const proposal = event.proposals.at(random(2) - 1);
                if (proposal !== undefined) keepProposal(doc, id, proposal, act, ORIGIN);
                return;
              }
              default: {
                const when = placed(random(14), random(60));
                places.add(when.start);
                moveEvent(doc, id, when, act, ORIGIN);
              }
            }
          },
          (doc, id) => {
            const { events, deleted, outdone } = readCalendar(doc);
            const there = [...events, ...deleted, ...outdone];
            const found = occurrencesIn(events, EVER);
            return [
              ...(there.length === 1 && there[0]!.id === id ? [] : there),
              ...(found.length === events.length ? [] : [found]),
              ...found.filter(({ when }) => !places.has(when.start)),
            ];
          },
        );
        // Then they move it once more, each for themselves: both are there to choose from.
        restoreEvents(docs[0]!, [id], { by: 'ana', at: 5_000 }, ORIGIN);
        moveEvent(docs[0]!, id, placed(20, 0), { by: 'ana', at: 5_001 }, ORIGIN);
        moveEvent(docs[1]!, id, placed(21, 0), { by: 'ben', at: 4_000 }, ORIGIN);
        converge(docs);
        for (const doc of docs) {
          const [event] = readCalendar(doc).events;
          expect(event?.proposals.map(({ by, when }) => [by, when.start])).toEqual([
            ['ana', '2026-11-22T10:00'],
            ['ben', '2026-11-23T10:00'],
          ]);
        }
      }),
      { numRuns: RUNS },
    );
  }, 60_000);

  it('a series has each of its days once, but for those that somebody took out', () => {
    const days = Array.from({ length: 20 }, (_, index) => addDays('2026-11-02', index));
    fc.assert(
      fc.property(stories, (story) => {
        const taken = new Set<string>();
        tell(
          story,
          { when: placed(0, 0), repeats: { freq: 'daily', interval: 1, count: days.length } },
          ({ doc, name }, _id, random, at) => {
            const act = { by: name, at };
            const { events } = readCalendar(doc);
            const event = events[random(events.length)]!;
            const own = daysOf(event, parseDate('2027-01-01')).map(formatDate);
            const date = own[random(own.length)]!;
            const minute = random(60);
            const later = placed(days.indexOf(date), minute);
            switch (random(7)) {
              case 0:
                taken.add(date);
                return cancelOccurrence(doc, event.id, date, act, ORIGIN);
              case 1:
                return restoreOccurrence(doc, event.id, date, act, ORIGIN);
              case 2:
                return changeOccurrence(doc, event.id, date, { when: later }, act, ORIGIN);
              case 3:
              case 4:
                if (date !== own[0]) splitSeries(doc, event.id, date, { when: later }, act, ORIGIN);
                return;
              case 5: {
                const torn = events.find(({ proposals }) => proposals.length > 0);
                const proposal = torn?.proposals.at(-random(2));
                if (torn !== undefined && proposal !== undefined) {
                  keepProposal(doc, torn.id, proposal, act, ORIGIN);
                }
                return;
              }
              default:
                return moveEvent(doc, event.id, placed(days.indexOf(own[0]!), minute), act, ORIGIN);
            }
          },
          (doc) => {
            const found = occurrencesIn(readCalendar(doc).events, EVER).map(({ date }) => date!);
            const once = new Set(found);
            return [
              ...(once.size === found.length ? [] : ['doubled', ...found]),
              ...days.filter((day) => !once.has(day) && !taken.has(day)),
              ...found.filter((day) => !days.includes(day)),
            ];
          },
        );
      }),
      { numRuns: RUNS },
    );
  }, 60_000);
});
