import 'fake-indexeddb/auto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type * as Y from 'yjs';
import {
  addEvent,
  cancelOccurrence,
  changeOccurrence,
  deleteEvents,
  keepProposal,
  moveEvent,
  readCalendar,
  restoreEvents,
  restoreOccurrence,
  setEvent,
  setEventText,
  splitSeries,
  type CalendarEvent,
  type When,
} from '@clapper/documents';
import { occurrencesIn } from '@clapper/documents/calendar';
import { projectDocument } from '@clapper/protocol';
import { closeAll, edit, ready, until } from '../../packages/device/src/testing/people.ts';
import type { Browser } from '../../packages/device/src/testing/browser.ts';
import type { Person as Tab } from '../../packages/device/src/testing/people.ts';
import { addDays, formatDate, parseDate } from '../../packages/documents/src/calendar/dates.ts';
import { daysOf } from '../../packages/documents/src/calendar/occurrences.ts';
import { canonical } from '../../packages/documents/src/conformance.ts';
import { count } from '../harness/counts.ts';
import { eachSeed, seeded, seeds, type Random } from '../harness/random.ts';
import { createStage, type DeviceStage } from './device-stage.ts';

/**
 * Two people on two devices do to one event whatever they like, each of them offline for a while, over a real server:
 * it is there once, or marked deleted, whatever comes first.
 */
const RUNS = count(200, 1_000);
/** Stories that are told side by side, each to a server of its own: most of one is waiting for a line to be there again. */
const AT_ONCE = 4;
const SHOOT_DAYS = Array.from({ length: 12 }, (_, index) => addDays('2026-11-02', index));
const EVER = { from: Date.parse('2026-01-01'), to: Date.parse('2028-01-01'), zone: 'Asia/Seoul' };

interface Person {
  id: string;
  browser: Browser;
  tab: Tab;
  /** How far this clock is behind, in milliseconds: those of two devices never agree. */
  late: number;
}

/** Two people, and the server between them. */
interface Pair {
  stage: DeviceStage;
  document: string;
  people: [Person, Person];
}

let free: Pair[];
beforeAll(async () => {
  free = await Promise.all(Array.from({ length: AT_ONCE }, pair));
}, 60_000);
afterAll(async () => {
  await closeAll();
  await Promise.all(free.map(({ stage }) => stage.close()));
});

async function pair(): Promise<Pair> {
  const stage = await createStage();
  const document = projectDocument(stage.world.project, 'calendar');
  const person = async (name: string, late: number): Promise<Person> => {
    const account = await stage.person(name, 'editor');
    const browser = stage.browser();
    const tab = await stage.open(browser, account, { document });
    await tab.handle.ready();
    return { id: account.id, browser, tab, late };
  };
  return { stage, document, people: [await person('ana', 0), await person('ben', 1_800_000)] };
}

function at(date: string, random: Random): When {
  const minute = `${random.below(60)}`.padStart(2, '0');
  const end = random.chance(0.3) ? `${addDays(date, 1)}T02:00` : `${date}T18:00`;
  return { allDay: false, start: `${date}T10:${minute}`, end, zone: 'Asia/Seoul' };
}

function act({ id, late }: Person, step: number): { by: string; at: number } {
  return { by: id, at: 1_800_000_000_000 + step * 1_000 - late };
}

const docOf = ({ tab }: Person): Y.Doc => ready(tab).doc;

/** Everything that belongs to one story, wherever it stands. */
function partsOf(doc: Y.Doc, series: string): { living: CalendarEvent[]; all: CalendarEvent[] } {
  const { events, deleted, outdone } = readCalendar(doc);
  const own = (list: CalendarEvent[]) =>
    list.filter((event) => event.series === series || event.id === series);
  return { living: own(events), all: own([...events, ...deleted, ...outdone]) };
}

/** What was never read has no type yet, and shows nothing. */
function contentOf(doc: Y.Doc): unknown {
  readCalendar(doc);
  return canonical(doc);
}

async function bothAreHere({ stage, document, people }: Pair): Promise<void> {
  for (const { browser } of people) browser.setOnline(true);
  await until(() => {
    for (const { tab } of people) expect(tab.device.status.get().state).toBe('saved');
    const [a, b] = people.map((one) => contentOf(docOf(one)));
    expect(b).toEqual(a);
  }, 20_000);
  expect(await stage.world.sync.read(document, contentOf)).toEqual(contentOf(docOf(people[0])));
}

/** Tells a story: `step` is one thing that one of them does; `wrong` is what must never be seen, at any moment. */
async function tell(
  pair: Pair,
  random: Random,
  made: { repeats: Parameters<typeof addEvent>[1]['repeats'] },
  step: (person: Person, id: string, step: number) => void,
  wrong: (doc: Y.Doc, id: string) => unknown[],
): Promise<void> {
  const { stage, document, people } = pair;
  const [first] = people;
  let id = '';
  edit(first.tab, (doc) => {
    const event = { when: at(SHOOT_DAYS[0]!, random), fields: { title: '촬영' }, ...made, ...act(first, 0) };
    id = addEvent(doc, event, 'typing');
  });
  await bothAreHere(pair);
  for (let turn = 1; turn <= 6 + random.below(12); turn++) {
    const who = random.pick(people);
    if (random.chance(0.25)) who.browser.setOnline(random.chance(0.5));
    else edit(who.tab, () => step(who, id, turn));
    if (random.chance(0.2)) await new Promise((resolve) => setImmediate(resolve));
    for (const one of people) expect(wrong(docOf(one), id)).toEqual([]);
  }
  await bothAreHere(pair);
  for (const one of people) expect(wrong(docOf(one), id)).toEqual([]);
  expect(await stage.world.sync.read(document, (doc) => wrong(doc, id))).toEqual([]);
}

function oneEvent(pair: Pair, random: Random): Promise<void> {
  return tell(
    pair,
    random,
    { repeats: null },
    (person, id, turn) => {
      const [doc, by] = [docOf(person), act(person, turn)];
      const event = partsOf(doc, id).all[0]!;
      switch (random.below(6)) {
        case 0:
          return deleteEvents(doc, [id], by, 'typing');
        case 1:
          return restoreEvents(doc, [id], by, 'typing');
        case 2:
          setEvent(doc, id, { location: `${random.below(3)}층` }, by, 'typing');
          return setEventText(doc, id, 'title', `촬영 ${random.below(9)}`, 'typing');
        case 3: {
          const { proposals } = event;
          if (proposals.length > 0) keepProposal(doc, id, random.pick(proposals), by, 'typing');
          return;
        }
        default:
          return moveEvent(doc, id, at(random.pick(SHOOT_DAYS), random), by, 'typing');
      }
    },
    (doc, id) => {
      const { living, all } = partsOf(doc, id);
      const shown = occurrencesIn(living, EVER);
      return [...(all.length === 1 ? [] : all), ...(shown.length === living.length ? [] : shown)];
    },
  );
}

function oneSeries(pair: Pair, random: Random): Promise<void> {
  const taken = new Set<string>();
  return tell(
    pair,
    random,
    { repeats: { freq: 'daily', interval: 1, count: SHOOT_DAYS.length } },
    (person, id, turn) => {
      const [doc, by] = [docOf(person), act(person, turn)];
      const { living } = partsOf(doc, id);
      const event = random.pick(living);
      const own = daysOf(event, parseDate('2027-01-01')).map(formatDate);
      const date = random.pick(own);
      switch (random.below(6)) {
        case 0:
          taken.add(date);
          return cancelOccurrence(doc, event.id, date, by, 'typing');
        case 1:
          return restoreOccurrence(doc, event.id, date, by, 'typing');
        case 2:
          return changeOccurrence(doc, event.id, date, { when: at(date, random) }, by, 'typing');
        case 3:
          if (date !== own[0]) splitSeries(doc, event.id, date, { when: at(date, random) }, by, 'typing');
          return;
        case 4: {
          const torn = living.find(({ proposals }) => proposals.length > 0);
          if (torn !== undefined) keepProposal(doc, torn.id, random.pick(torn.proposals), by, 'typing');
          return;
        }
        default:
          return moveEvent(doc, event.id, at(own[0]!, random), by, 'typing');
      }
    },
    (doc, id) => {
      const shown = occurrencesIn(partsOf(doc, id).living, EVER).map(({ date }) => date!);
      const once = new Set(shown);
      return [
        ...(once.size === shown.length ? [] : ['doubled', ...shown]),
        ...SHOOT_DAYS.filter((day) => !once.has(day) && !taken.has(day)),
        ...shown.filter((day) => !SHOOT_DAYS.includes(day)),
      ];
    },
  );
}

test(
  'an event never disappears and never doubles, whatever two devices do to it apart',
  () =>
    eachSeed(
      seeds(RUNS),
      'convergence',
      async (seed) => {
        const pair = free.pop()!;
        await (seed % 2 === 0 ? oneSeries : oneEvent)(pair, seeded(seed));
        free.push(pair);
      },
      { atOnce: AT_ONCE },
    ),
  RUNS * 1_500,
);
