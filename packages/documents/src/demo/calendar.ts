import type * as Y from 'yjs';
import type { Language } from '@clapper/protocol';
import { addDays, formatDate, parseDate, weekdayOf } from '../calendar/dates.ts';
import { readCalendar } from '../calendar/reads.ts';
import type { EventPerson, EventStatus, EventType, Repeats, When } from '../calendar/schema.ts';
import { addEvent, cancelOccurrence } from '../calendar/writes.ts';
import { wallOf } from '../calendar/zones.ts';
import type { FillDemo } from './index.ts';

/** The demo's two weeks, from the Monday of the week it is made in: preparing the first, shooting in the second. */
const ZONE = 'Asia/Seoul';

type Words = Readonly<Record<Language, string>>;

interface DemoEvent {
  type: EventType;
  status?: EventStatus;
  title: Words;
  description?: Words;
  location?: Words;
  people?: readonly Crew[];
  /** Days behind the first Monday; the last one is part of it. */
  days: readonly [first: number, last: number];
  /** Without: all day. */
  clock?: readonly [start: string, end: string];
  callTime?: string;
  /** All the shots of the board. */
  shots?: true;
  repeats?: Repeats;
  /** Days on which it is left out. */
  without?: readonly number[];
}

/** Whoever fills in the demo, and two of the crew who have no account. */
type Crew = 'me' | 'camera' | 'production';

const CREW: Readonly<Record<Exclude<Crew, 'me'>, Words>> = {
  camera: { ko: '이서진', en: 'Seojin Lee' },
  production: { ko: '박도윤', en: 'Doyun Park' },
};

const CAFE: Words = { ko: '연남동 골목 커피', en: 'Alley Coffee, Yeonnam-dong' };

const EVENTS: readonly DemoEvent[] = [
  { type: 'prep', title: { ko: '프리프로덕션', en: 'Pre-production' }, days: [0, 4] },
  {
    type: 'review',
    title: { ko: '데일리 체크인', en: 'Daily check-in' },
    people: ['me', 'production'],
    days: [0, 0],
    clock: ['09:30', '09:45'],
    repeats: {
      freq: 'weekly',
      interval: 1,
      count: 10,
      byDay: [{ day: 'MO' }, { day: 'TU' }, { day: 'WE' }, { day: 'TH' }, { day: 'FR' }],
    },
    // On the set everybody meets anyway.
    without: [10, 11],
  },
  {
    type: 'prep',
    title: { ko: '로케이션 답사', en: 'Location scout' },
    location: CAFE,
    people: ['camera', 'production'],
    days: [2, 2],
    clock: ['14:00', '16:00'],
  },
  { type: 'milestone', title: { ko: '콘티 확정', en: 'Storyboard locked' }, days: [4, 4] },
  { type: 'dayOff', title: { ko: '휴무', en: 'Day off' }, people: ['camera'], days: [6, 6] },
  { type: 'prep', title: { ko: '소품·의상 준비', en: 'Props and wardrobe' }, days: [7, 8] },
  {
    type: 'review',
    title: { ko: 'PPM', en: 'Pre-production meeting' },
    people: ['me', 'camera', 'production'],
    days: [9, 9],
    clock: ['11:00', '12:00'],
  },
  {
    type: 'travel',
    status: 'tentative',
    title: { ko: '장비 픽업', en: 'Pick up the gear' },
    people: ['production'],
    days: [9, 9],
    clock: ['17:00', '18:00'],
  },
  {
    type: 'shoot',
    title: { ko: '촬영', en: 'Shoot' },
    description: {
      ko: '첫날은 새벽 골목과 가게 안, 둘째 날은 비. 비가 오면 그대로 찍는다.',
      en: 'Dawn and the café on the first day, rain on the second. If it rains by itself we shoot it.',
    },
    location: CAFE,
    people: ['me', 'camera', 'production'],
    days: [10, 11],
    callTime: '05:30',
    shots: true,
  },
  {
    // One person, two places: what a double booking looks like.
    type: 'review',
    title: { ko: '음악 시안 미팅', en: 'Music demos' },
    people: ['camera'],
    days: [10, 10],
    clock: ['17:00', '18:30'],
  },
  { type: 'dayOff', title: { ko: '휴무', en: 'Day off' }, people: ['me', 'camera'], days: [12, 12] },
  {
    type: 'deadline',
    title: { ko: '러프 컷 공유', en: 'Rough cut due' },
    days: [13, 13],
    clock: ['18:00', '18:00'],
  },
];

/** Fills an empty calendar, in one transaction. One that holds anything is left as it is. */
export function fillDemoCalendar(
  calendar: Y.Doc,
  { language, by, at, origin }: FillDemo,
  shots: readonly string[],
): void {
  const { events, deleted } = readCalendar(calendar);
  if (events.length + deleted.length > 0) return;
  const today = parseDate(wallOf(at, ZONE));
  const monday = formatDate(today - weekdayOf(today));
  calendar.transact(() => {
    for (const event of EVENTS) {
      const people = (event.people ?? []).map((one): EventPerson =>
        one === 'me' ? { user: by, name: '' } : { user: null, name: CREW[one][language] },
      );
      const id = addEvent(
        calendar,
        {
          when: whenOf(event, monday),
          fields: {
            title: event.title[language],
            description: event.description?.[language],
            type: event.type,
            status: event.status,
            people: people.length === 0 ? undefined : people,
            location: event.location?.[language],
            shots: event.shots === true ? [...shots] : undefined,
            callTime: event.callTime,
          },
          repeats: event.repeats ?? null,
          by,
          at,
        },
        origin,
      );
      for (const day of event.without ?? []) {
        cancelOccurrence(calendar, id, addDays(monday, day), { by, at }, origin);
      }
    }
  }, origin);
}

function whenOf({ days: [first, last], clock }: DemoEvent, monday: string): When {
  const [start, end] = [addDays(monday, first), addDays(monday, last)];
  if (clock === undefined) return { allDay: true, start, end: addDays(end, 1) };
  return { allDay: false, start: `${start}T${clock[0]}`, end: `${end}T${clock[1]}`, zone: ZONE };
}
