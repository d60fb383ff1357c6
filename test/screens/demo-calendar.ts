import { addEvent, setCalendarZone, type EventPerson, type NewEvent } from '@clapper/documents';
import { addDays } from '@clapper/documents/calendar';
import type { Language } from '@clapper/protocol';
import type * as Y from 'yjs';

/** Events that the screens open. */
export interface DemoCalendar {
  shoot: string;
  /** Weekly; its third day is `DEMO_SERIES_DAY`. */
  series: string;
}

/** The month that is shown, whatever today is. */
export const DEMO_DAY = '2026-11-10';
export const DEMO_SERIES_DAY = '2026-11-17';
/** Of a month with 500 events; far from today, so that they are nothing that comes next. */
export const MANY_DAY = '2027-03-10';

const ZONE = 'Asia/Seoul';
const ORIGIN = 'stage set';

type Fields = NonNullable<NewEvent['fields']>;

/** Fills November 2026 with a production, as its people would. */
export function fillNovember(
  calendar: Y.Doc,
  language: Language,
  {
    by,
    at,
    crew,
  }: { by: string; at: number; crew: Readonly<Record<'producer' | 'camera' | 'editor', string>> },
): DemoCalendar {
  const say = (en: string, ko: string) => (language === 'ko' ? ko : en);
  const who = (...people: (keyof typeof crew)[]): EventPerson[] =>
    people.map((one) => ({ user: crew[one], name: '' }));
  const add = (when: NewEvent['when'], fields: Fields, repeats: NewEvent['repeats'] = null) =>
    addEvent(calendar, { when, fields, repeats, by, at }, ORIGIN);
  const days = (first: number, last: number): NewEvent['when'] => ({
    allDay: true,
    start: november(first),
    end: addDays(november(last), 1),
  });
  const hours = (day: number, from: string, to: string): NewEvent['when'] => ({
    allDay: false,
    start: `${november(day)}T${from}`,
    end: `${november(day)}T${to}`,
    zone: ZONE,
  });
  let made: DemoCalendar = { shoot: '', series: '' };
  calendar.transact(() => {
    setCalendarZone(calendar, ZONE, ORIGIN);
    add(days(2, 6), {
      type: 'prep',
      title: say('Pre-production', '프리프로덕션'),
      people: who('producer', 'camera'),
    });
    add(hours(4, '14:00', '16:00'), {
      type: 'prep',
      title: say('Location scout', '로케이션 답사'),
      location: say('Alley Coffee, Yeonnam-dong', '연남동 골목 커피'),
      people: who('camera'),
    });
    add(days(6, 6), { type: 'milestone', title: say('Storyboard locked', '콘티 확정') });
    add(days(9, 10), {
      type: 'prep',
      title: say('Props and wardrobe', '소품·의상 준비'),
      people: who('producer'),
    });
    add(hours(11, '11:00', '12:00'), {
      type: 'review',
      title: 'PPM',
      people: who('producer', 'camera', 'editor'),
    });
    const shoot = add(days(12, 13), {
      type: 'shoot',
      title: say('Shoot', '촬영'),
      callTime: '05:30',
      location: say('Alley Coffee, Yeonnam-dong', '연남동 골목 커피'),
      people: who('producer', 'camera'),
      description: say(
        'Dawn and the café on the first day, rain on the second.',
        '첫날은 새벽 골목과 가게 안, 둘째 날은 비.',
      ),
    });
    add(hours(12, '17:00', '18:00'), {
      type: 'travel',
      status: 'tentative',
      title: say('Pick up the gear', '장비 픽업'),
      people: who('camera'),
    });
    add(days(14, 14), { type: 'dayOff', title: say('Day off', '휴무') });
    add(days(16, 20), { type: 'edit', title: say('Offline edit', '오프라인 편집'), people: who('editor') });
    add(hours(18, '06:00', '12:00'), {
      type: 'pickup',
      title: say('Pick-up shots', '추가 촬영'),
      people: who('camera'),
    });
    const series = add(
      hours(3, '09:30', '10:00'),
      { type: 'review', title: say('Stand-up', '주간 점검'), people: who('producer') },
      { freq: 'weekly', interval: 1, count: 4, byDay: [{ day: 'TU' }] },
    );
    add(days(23, 25), { type: 'edit', title: say('Grade', '색보정'), people: who('editor') });
    add(hours(24, '15:00', '16:30'), { type: 'review', title: say('Client review', '클라이언트 리뷰') });
    add(hours(26, '10:00', '13:00'), {
      type: 'edit',
      title: say('Sound mix', '사운드 믹싱'),
      people: who('editor'),
    });
    add(hours(26, '11:00', '12:00'), {
      type: 'review',
      title: say('Music notes', '음악 확인'),
      people: who('editor'),
    });
    add(hours(26, '17:00', '18:00'), { type: 'review', title: say('Last screening', '최종 시사') });
    add(hours(26, '19:00', '20:00'), { type: 'prep', title: say('Masters to disk', '마스터 백업') });
    add(hours(26, '20:00', '21:00'), { type: 'prep', title: say('Invoices', '정산') });
    add(hours(27, '18:00', '18:00'), { type: 'delivery', title: say('Delivery', '납품') });
    made = { shoot, series };
  }, ORIGIN);
  return made;
}

const november = (day: number): string => `2026-11-${`${day}`.padStart(2, '0')}`;

/** A month that holds more than it can show: as many events as a page has to bear, a few long ones among them. */
export function fillMany(calendar: Y.Doc, count: number, { by, at }: { by: string; at: number }): void {
  const types = ['shoot', 'prep', 'review', 'edit', 'pickup', 'travel', 'delivery'] as const;
  calendar.transact(() => {
    setCalendarZone(calendar, ZONE, ORIGIN);
    for (let i = 0; i < count; i++) {
      const day = addDays(MANY_DAY, (i % 31) - 9);
      const hour = `${7 + (Math.floor(i / 31) % 14)}`.padStart(2, '0');
      const when: NewEvent['when'] =
        i % 8 === 0
          ? { allDay: true, start: day, end: addDays(day, 1 + (i % 5)) }
          : {
              allDay: false,
              start: `${day}T${hour}:00`,
              end: `${day}T${hour}:${i % 3 === 0 ? 30 : 50}`,
              zone: ZONE,
            };
      const fields: Fields = {
        type: types[i % types.length]!,
        title: `Unit ${(i % 9) + 1}, set-up ${i + 1}`,
      };
      addEvent(calendar, { when, fields, repeats: null, by, at }, ORIGIN);
    }
  }, ORIGIN);
}
