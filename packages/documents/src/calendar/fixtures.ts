import * as Y from 'yjs';
import { shotId } from '../board/seed.ts';
import { FIXTURE_FACTS, FIXTURE_PERSON, fixtureUpdate } from '../fixture-facts.ts';
import { derivedId } from '../seed.ts';
import { voteKey } from '../votes.ts';
import { addDays } from './dates.ts';
import { occurrenceSubject } from './reads.ts';
import { EVENT_TYPES, type Move, type When } from './schema.ts';
import { insertEvent } from './writes.ts';

const { project } = FIXTURE_FACTS;
const { by: HANEUL, at: START } = FIXTURE_PERSON;
/** Members of the fixtures of `info`. */
const [SEOJIN, DOYUN] = [derivedId('member', 1), derivedId('member', 2)];
const FIRST_DAY = '2026-11-09';
const ZONE = 'Asia/Seoul';

/** `many`: a year of a busy house. */
const MANY_EVENTS = 1_000;

export function calendarFixtures(): Record<string, Uint8Array> {
  return {
    empty: fixtureUpdate(null, () => {}),
    filled: fixtureUpdate(null, fill),
    many: fixtureUpdate(null, fillWithMany),
    broken: fixtureUpdate(null, (doc) => {
      fill(doc);
      breakIt(doc);
    }),
  };
}

/** One of each thing an event can be, and of each thing that happens to events. */
function fill(doc: Y.Doc): void {
  event(doc, 'prep', { type: 'prep', when: allDay(0, 2) }, '소품·의상 준비');
  event(
    doc,
    'shoot',
    {
      type: 'shoot',
      when: allDay(3, 2),
      callTime: '05:30',
      location: '연남동 골목 커피',
      people: [person(HANEUL, '김하늘'), person(SEOJIN, '이서진'), person(null, '조명팀')],
      shots: [0, 1, 2].map((index) => shotId(project, index)),
    },
    '촬영 🎬',
    '비가 오면 그대로 찍는다.',
  );
  event(
    doc,
    'music',
    { type: 'review', when: timed(3, '17:00', '18:30'), people: [person(SEOJIN, '이서진')] },
    '음악 시안 미팅',
  );
  event(
    doc,
    'check-in',
    {
      type: 'review',
      when: timed(0, '09:30', '09:45'),
      repeats: { freq: 'weekly', interval: 1, count: 10, byDay: ['MO', 'WE', 'FR'].map((day) => ({ day })) },
    },
    '체크인',
  );
  const plain = { cancelled: false, when: null, changes: {}, at: START + 10, n: 1, saw: [] };
  except(doc, 'check-in', 2, HANEUL, { ...plain, cancelled: true });
  except(doc, 'check-in', 4, SEOJIN, { ...plain, when: timed(4, '11:00', '11:15') });
  except(doc, 'check-in', 7, DOYUN, { ...plain, changes: { title: '체크인, 길게', location: '옥상' } });
  event(
    doc,
    'later check-in',
    {
      type: 'review',
      when: timed(14, '10:00', '10:15'),
      repeats: { freq: 'weekly', interval: 1, count: 4, byDay: ['MO', 'WE', 'FR'].map((day) => ({ day })) },
      follows: { event: eventId('check-in'), from: addDays(FIRST_DAY, 14) },
    },
    '체크인',
  );
  event(
    doc,
    'pickup',
    { type: 'pickup', status: 'tentative', when: timed(8, '06:00', '12:00') },
    '추가 촬영',
  );
  // Apart from each other: a conflict with two proposals.
  move(doc, 'pickup', SEOJIN, { when: timed(9, '06:00', '12:00'), at: START + 41_000, n: 1, saw: [] });
  move(doc, 'pickup', HANEUL, { when: timed(7, '06:00', '12:00'), at: START + 24_000, n: 1, saw: [] });
  event(
    doc,
    'mix',
    { type: 'edit', when: timed(17, '10:00', '16:00'), revision: { n: 2, at: START + 9 } },
    '믹싱',
  );
  move(doc, 'mix', SEOJIN, { when: timed(18, '10:00', '16:00'), at: START + 1, n: 1, saw: [] });
  const seen = [{ user: SEOJIN, at: START + 1 }];
  move(doc, 'mix', DOYUN, { when: timed(17, '13:00', '18:00'), at: START + 2, n: 3, saw: seen });
  event(
    doc,
    'delivery',
    {
      type: 'delivery',
      when: { allDay: false, start: '2026-11-27T18:00', end: '2026-11-27T18:00', zone: 'America/New_York' },
      uid: '7F0B2A@studio.example',
    },
    'Delivery',
  );
  event(
    doc,
    'gone',
    { type: 'travel', when: allDay(5, 1), deleted: { by: HANEUL, at: START + 60 } },
    '제주 이동',
  );
}

function fillWithMany(doc: Y.Doc): void {
  for (let index = 0; index < MANY_EVENTS; index++) {
    const day = Math.floor((index * 365) / MANY_EVENTS);
    const hour = `${9 + (index % 8)}`.padStart(2, '0');
    event(
      doc,
      `many-${index}`,
      {
        type: EVENT_TYPES[index % EVENT_TYPES.length],
        when: index % 3 === 0 ? allDay(day, 1 + (index % 4)) : timed(day, `${hour}:00`, `${hour}:45`),
        people: [person([HANEUL, SEOJIN, DOYUN][index % 3]!, '')],
        location: index % 5 === 0 ? '2층 편집실' : '',
        ...(index % 50 === 1 ? { repeats: { freq: 'weekly', interval: 2 } } : {}),
      },
      `일정 ${index + 1}`,
    );
  }
}

/** One of each thing that a reader has to live with; some newer, some plainly wrong. */
function breakIt(doc: Y.Doc): void {
  const events = doc.getMap<unknown>('events');
  const known = (name: string): Y.Map<unknown> => events.get(eventId(name)) as Y.Map<unknown>;
  events.set('number', 12);
  events.set('nowhere', new Y.Map([['type', 'shoot']]));
  events.set('backwards', new Y.Map([['when', { allDay: true, start: '2026-11-10', end: '2026-11-09' }]]));
  events.set('never', new Y.Map([['when', { allDay: true, start: '2026-02-30', end: '2026-03-01' }]]));
  event(doc, 'lunar', { when: { ...timed(1, '10:00', '11:00'), zone: 'Moon/Tranquility' } }, '달');
  known('prep').set('type', 'seance');
  known('prep').set('future', ['from', 'a', 'newer', 'version']);
  known('shoot').set('people', 'everybody');
  known('music').set('title', 'a plain string');
  known('check-in').set('repeats', { freq: 'hourly', interval: 1 });
  known('gone').set('deleted', true);
  event(
    doc,
    'orphan',
    { when: allDay(6, 1), follows: { event: 'a series that is gone', from: '2026-11-15' } },
    '',
  );
  doc.getMap('moves').set('nobody’s', { when: allDay(1, 1) });
  doc.getMap('moves').set(voteKey({ subject: eventId('prep'), user: DOYUN }), 'tomorrow');
  doc.getMap('exceptions').set(voteKey({ subject: eventId('music'), user: DOYUN }), { cancelled: true });
  except(doc, 'check-in', 2, SEOJIN, 'never again');
  doc.getMap('exceptions').set(voteKey({ subject: `${eventId('music')}@soon`, user: DOYUN }), {
    ...{ cancelled: true, when: null, changes: {}, at: START, n: 1, saw: [] },
  });
  doc.getArray('newerRoot').push(['value']);
}

function event(
  doc: Y.Doc,
  name: string,
  values: Readonly<Record<string, unknown>>,
  title: string,
  description = '',
): void {
  const made = { createdBy: HANEUL, createdAt: START };
  insertEvent(doc, eventId(name), { ...made, ...values }, { title, description });
}

function move(doc: Y.Doc, name: string, user: string, value: Move): void {
  doc.getMap('moves').set(voteKey({ subject: eventId(name), user }), value);
}

function except(doc: Y.Doc, name: string, day: number, user: string, value: unknown): void {
  const subject = occurrenceSubject(eventId(name), addDays(FIRST_DAY, day));
  doc.getMap('exceptions').set(voteKey({ subject, user }), value);
}

function eventId(name: string): string {
  return derivedId(project, 'event', name);
}

function person(user: string | null, name: string): { user: string | null; name: string } {
  return { user, name };
}

function allDay(day: number, days: number): When {
  const start = addDays(FIRST_DAY, day);
  return { allDay: true, start, end: addDays(start, days) };
}

function timed(day: number, start: string, end: string): When {
  const date = addDays(FIRST_DAY, day);
  return { allDay: false, start: `${date}T${start}`, end: `${date}T${end}`, zone: ZONE };
}
