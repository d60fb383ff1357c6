import fc from 'fast-check';
import ICAL from 'ical.js';
import { expandRecurringEvent, sync, type VEvent } from 'node-ical';
import { expect, it } from 'vitest';
import type * as Y from 'yjs';
import { count } from '../harness/counts.ts';
import { docOf } from '../../packages/documents/src/conformance.ts';
import {
  addDays,
  formatDate,
  parseDate,
  WEEKDAYS,
  weekdayOf,
} from '../../packages/documents/src/calendar/dates.ts';
import { calendar } from '../../packages/documents/src/calendar/index.ts';
import { daysOf, occurrencesOf } from '../../packages/documents/src/calendar/occurrences.ts';
import { readCalendar, type CalendarEvent } from '../../packages/documents/src/calendar/reads.ts';
import { startsInRule } from '../../packages/documents/src/calendar/repeats.ts';
import { EVENT_TYPES, type Repeats, type When } from '../../packages/documents/src/calendar/schema.ts';
import {
  addEvent,
  cancelOccurrence,
  changeOccurrence,
  moveEvent,
  splitSeries,
} from '../../packages/documents/src/calendar/writes.ts';
import { offsetAt } from '../../packages/documents/src/calendar/zones.ts';
import { icsEventOf, uidOf } from '../../packages/documents/src/calendar/ics/ics-event.ts';
import { importIcs, previewImport } from '../../packages/documents/src/calendar/ics/import-ics.ts';
import { readIcs } from '../../packages/documents/src/calendar/ics/read-ics.ts';
import { timeZoneOf } from '../../packages/documents/src/calendar/ics/time-zone.ts';
import { componentText } from '../../packages/documents/src/calendar/ics/lines.ts';
import { writeIcs } from '../../packages/documents/src/calendar/ics/write-ics.ts';
import { fixturesOf } from '@clapper/documents/fixtures';

/**
 * Random calendars go out as files, and are read by node-ical, which has a parser and a walker of rules of its own
 * and is used by nothing else here; and by our own import.
 */
const RUNS = count(20, 200);
/** As many a test, so that none runs into its time on a busy machine. */
const RUNS_A_TEST = 20;
const SEOUL = 'Asia/Seoul';
const NEW_YORK = 'America/New_York';
const ORIGIN = 'test';
const WINDOW = { from: Date.parse('2026-01-01T00:00Z'), to: Date.parse('2028-01-01T00:00Z'), zone: 'UTC' };
const OPTIONS = {
  name: '골목 커피, 30초; "본편" \\ 🎬',
  zone: SEOUL,
  now: Date.parse('2026-11-09T00:00Z'),
  nameOf: (user: string) => `이름 ${user}`,
};

type Random = (below: number) => number;

const WORDS = [
  '촬영',
  'a,b;c\\d',
  '줄\n바꿈',
  '👩‍👩‍👧 가족',
  ' 앞뒤 ',
  'x'.repeat(90),
  '한'.repeat(60),
  'é́̂',
  '"quoted": yes',
  '',
];

function randomWhen(random: Random): When {
  const day = addDays('2026-01-01', random(500));
  if (random(3) === 0) return { allDay: true, start: day, end: addDays(day, 1 + random(4)) };
  const two = (number: number): string => `${number}`.padStart(2, '0');
  const start = `${day}T${two(random(24))}:${two(random(4) * 15)}`;
  const end = random(5) === 0 ? start : `${addDays(day, 1)}T${two(random(24))}:00`;
  return { allDay: false, start, end, zone: random(2) ? SEOUL : NEW_YORK };
}

function randomRule(random: Random, start: number): Repeats {
  const date = new Date(start * 86_400_000);
  const weekday = WEEKDAYS[weekdayOf(start)]!;
  const ends = [{}, { count: 1 + random(12) }, { until: formatDate(start + random(200)) }][random(3)]!;
  const interval = 1 + random(3);
  const others = WEEKDAYS.filter((day) => day === weekday || random(3) === 0).map((day) => ({ day }));
  const rules: Repeats[] = [
    { freq: 'daily', interval, ...ends },
    { freq: 'weekly', interval, byDay: others, ...ends },
    { freq: 'weekly', interval: 1, ...ends },
    { freq: 'monthly', interval, byMonthDay: [date.getUTCDate()], ...ends },
    { freq: 'monthly', interval, byDay: [{ day: weekday, nth: Math.ceil(date.getUTCDate() / 7) }], ...ends },
    {
      freq: 'yearly',
      interval: 1,
      byMonth: [date.getUTCMonth() + 1],
      byMonthDay: [date.getUTCDate()],
      ...ends,
    },
  ];
  return rules[random(rules.length)]!;
}

function randomCalendar(random: Random): Y.Doc {
  const doc = docOf(fixturesOf(calendar)['empty']!);
  for (let index = 1 + random(5); index > 0; index--) {
    const when = randomWhen(random);
    const repeats = random(2) ? randomRule(random, parseDate(when.start)) : null;
    const act = { by: 'ana', at: 1_795_000_000_000 + index };
    const id = addEvent(
      doc,
      {
        when,
        repeats,
        fields: {
          title: WORDS[random(WORDS.length)]!,
          description: WORDS[random(WORDS.length)]!,
          location: WORDS[random(WORDS.length)]!,
          type: EVENT_TYPES[random(EVENT_TYPES.length)]!,
          status: random(2) ? 'confirmed' : 'tentative',
          people: [
            { user: 'ana', name: '이름 ana' },
            { user: null, name: '조명, 팀 "A"' },
          ].slice(random(3)),
          callTime: random(2) ? '05:30' : null,
          shots: ['shot-1', 'shot-2'].slice(random(3)),
        },
        ...act,
      },
      ORIGIN,
    );
    if (random(3) === 0)
      moveEvent(doc, id, { ...when, ...(when.allDay ? {} : { zone: SEOUL }) } as When, act, ORIGIN);
    if (repeats === null) continue;
    const dates = daysOf(
      readCalendar(doc).events.find((event) => event.id === id)!,
      parseDate('2027-06-01'),
    ).map(formatDate);
    for (const date of dates.filter(() => random(6) === 0).slice(0, 4)) {
      const later = randomWhen(random);
      if (random(2)) cancelOccurrence(doc, id, date, act, ORIGIN);
      else
        changeOccurrence(
          doc,
          id,
          date,
          { when: shifted(when, date, random), changes: { title: `다른 ${later.start}` } },
          act,
          ORIGIN,
        );
    }
    const split = dates[1 + random(6)];
    if (split !== undefined && random(3) === 0)
      splitSeries(doc, id, split, {}, { ...act, at: act.at + 100 }, ORIGIN);
  }
  return doc;
}

/** Some hours later on the same day, or a day later. */
function shifted(when: When, date: string, random: Random): When {
  if (when.allDay) return { allDay: true, start: addDays(date, 1), end: addDays(date, 2 + random(2)) };
  return {
    allDay: false,
    start: `${addDays(date, 1)}T23:00`,
    end: `${addDays(date, 1)}T23:45`,
    zone: when.zone,
  };
}

// Made once: making one costs a hundred times what formatting does.
const CLOCKS = [SEOUL, NEW_YORK].map(
  (timeZone) => new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short', timeStyle: 'short' }),
);

/** As a person sees it on a calendar: a start and an end on both clocks, or days. */
function clocks(start: number, end: number): string {
  return CLOCKS.map((clock) => `${clock.format(start)}–${clock.format(end)}`).join(' | ');
}

function ours(event: CalendarEvent): string[] {
  return occurrencesOf(event, WINDOW)
    .map(
      ({ when, start, end, event }) =>
        `${event.title.trim()} ${when.allDay ? `${when.start}–${when.end}` : clocks(start, end)}`,
    )
    .toSorted();
}

function theirs(event: VEvent): string[] {
  const local = (date: Date): string =>
    formatDate(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / 86_400_000);
  // Single days may have been moved into the window from outside of it.
  const around = { from: new Date(WINDOW.from - 40 * 86_400_000), to: new Date(WINDOW.to + 40 * 86_400_000) };
  return expandRecurringEvent(event, { ...around, expandOngoing: true })
    .filter(({ start, end, isFullDay }) => {
      const [from, to] = isFullDay ? [Date.parse(local(start)), Date.parse(local(end))] : [+start, +end];
      return from < WINDOW.to && (to > WINDOW.from || (from === to && from >= WINDOW.from));
    })
    .map(({ start, end, isFullDay, event }) => {
      const title = (typeof event.summary === 'object' ? event.summary.val : (event.summary ?? '')) as string;
      return `${title.trim()} ${isFullDay ? `${local(start)}–${local(end)}` : clocks(+start, +end)}`;
    })
    .toSorted();
}

const TESTS = Array.from({ length: RUNS / RUNS_A_TEST }, (_, index) => [
  index * RUNS_A_TEST + 1,
  (index + 1) * RUNS_A_TEST,
]);

it.each(TESTS)(
  'random calendars come back equal, from a reader of somebody else’s and from ours (%d to %d)',
  () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat()), (numbers) => {
        const doc = randomCalendar((below) => numbers.next().value! % below);
        const { events } = readCalendar(doc);
        const file = writeIcs(events, OPTIONS);

        const parsed = Object.values(sync.parseICS(file)).filter(
          (one): one is VEvent => one?.type === 'VEVENT',
        );
        const masters = new Map(parsed.map((event) => [event.uid, event]));
        expect([...masters.keys()].toSorted()).toEqual(events.map(uidOf).toSorted());
        for (const event of events) {
          const read = masters.get(uidOf(event))!;
          expect(theirs(read)).toEqual(ours(event));
          expect([read.status, Number(read.sequence)]).toEqual([event.status.toUpperCase(), event.sequence]);
          expect(+read.lastmodified!).toBe(Math.floor(event.changedAt / 1_000) * 1_000);
        }

        const reading = readIcs(file, { zone: SEOUL });
        expect(reading).toMatchObject({ ok: true, skipped: [], name: OPTIONS.name });
        if (!reading.ok) return;
        const normal = (one: ReturnType<typeof icsEventOf>) => ({
          ...one,
          ...{ people: one.people ?? [], shots: one.shots ?? [] },
          changedAt: Math.floor(one.changedAt! / 1_000),
        });
        const byUid = (a: { uid: string }, b: { uid: string }): number => (a.uid < b.uid ? -1 : 1);
        expect(reading.events.map(normal).toSorted(byUid)).toEqual(
          events.map(icsEventOf).map(normal).toSorted(byUid),
        );

        // What comes back is here already; in an empty calendar it is the same once more.
        expect(previewImport(readCalendar(doc), reading.events).map(({ what }) => what)).toEqual(
          events.map(() => 'same'),
        );
        const other = docOf(fixturesOf(calendar)['empty']!);
        importIcs(other, previewImport(readCalendar(other), reading.events), { by: 'ben', at: 1 }, ORIGIN);
        expect(readCalendar(other).events.flatMap(ours).toSorted()).toEqual(events.flatMap(ours).toSorted());
        expect(previewImport(readCalendar(other), reading.events).every(({ what }) => what === 'same')).toBe(
          true,
        );
      }),
      { numRuns: RUNS_A_TEST },
    );
  },
  240_000,
);

it('every line is of 75 octets at most, and no character is cut, nor one that people see as one', () => {
  const doc = docOf(fixturesOf(calendar)['empty']!);
  const title = `${'촬'.repeat(24)}${'👩‍👩‍👧‍👦'.repeat(5)}`;
  addEvent(
    doc,
    { when: randomWhen(() => 0), fields: { title, description: 'é'.repeat(300) }, by: 'ana', at: 1 },
    ORIGIN,
  );
  const file = writeIcs(readCalendar(doc).events, OPTIONS);
  const lines = file.split('\r\n');
  expect(lines.every((line) => new TextEncoder().encode(line).length <= 75)).toBe(true);
  expect(lines.filter((line) => /^ ?(\u200d|\ufe0f)|\u200d$/.test(line))).toEqual([]);
  expect(file).not.toMatch(/[^\r]\n/);
  expect(readIcs(file, { zone: SEOUL })).toMatchObject({ events: [{ title, description: 'é'.repeat(300) }] });
});

it.each([
  [SEOUL, 1985, 1990],
  [SEOUL, 2025, 2036],
  [NEW_YORK, 2005, 2008],
  [NEW_YORK, 2025, 2036],
  ['Europe/London', 2025, 2030],
  ['Africa/Casablanca', 2025, 2030],
  ['Australia/Lord_Howe', 2025, 2030],
])('the clocks of %s are written as they go, from %d to %d', (zone, first, last) => {
  const text = componentText(['vcalendar', [], [timeZoneOf(zone, { first, last })]]);
  const written = new ICAL.Timezone(new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent('vtimezone')!);
  const wrong: string[] = [];
  for (let at = Date.UTC(first, 0, 2); at < Date.UTC(last, 11, 30); at += 5 * 3_600_000) {
    const offset = offsetAt(at, zone);
    const local = new Date(at + offset * 60_000);
    // Where a clock shows twice, or not at all, the wall says nothing for sure.
    if (offsetAt(at - 3 * 3_600_000, zone) !== offset || offsetAt(at + 3 * 3_600_000, zone) !== offset)
      continue;
    const wall = ICAL.Time.fromDateTimeString(local.toISOString().slice(0, 19));
    if (written.utcOffset(wall) !== offset * 60) wrong.push(local.toISOString());
  }
  expect(wrong).toEqual([]);
});

it('a rule goes on for clocks that change every year, behind the years that are written', () => {
  const text = componentText(timeZoneOf(NEW_YORK, { first: 2025, last: 2036 }));
  expect(text).toContain('RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU');
  expect(text).toContain('RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU');
  expect(componentText(timeZoneOf(SEOUL, { first: 2025, last: 2036 }))).not.toContain('RRULE');
});

it('a start that its rule does not give is written apart, and its end is a day', () => {
  const doc = docOf(fixturesOf(calendar)['empty']!);
  const when: When = { allDay: false, start: '2026-11-10T10:00', end: '2026-11-10T11:00', zone: SEOUL };
  const repeats: Repeats = { freq: 'weekly', interval: 1, count: 3, byDay: [{ day: 'MO' }] };
  expect(startsInRule(parseDate(when.start), repeats)).toBe(false);
  addEvent(doc, { when, repeats, by: 'ana', at: 1 }, ORIGIN);
  const file = writeIcs(readCalendar(doc).events, OPTIONS);
  expect(file).toContain('RDATE;TZID=Asia/Seoul:20261110T100000');
  expect(file).toContain('RRULE:FREQ=WEEKLY;UNTIL=20261123T145959Z;BYDAY=MO');
  const [event] = readCalendar(doc).events;
  const reading = readIcs(file, { zone: SEOUL });
  const read = reading.ok ? reading.events[0]! : null;
  expect(ours({ ...event!, repeats: read!.repeats })).toEqual(ours(event!));
});
