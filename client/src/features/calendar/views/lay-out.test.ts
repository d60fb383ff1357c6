import type { When } from '@clapper/documents';
import { formatDate, instantOf, parseDate, type Occurrence } from '@clapper/documents/calendar';
import { describe, expect, it } from 'vitest';
import { itemOf, type Item } from './item.ts';
import { layOutDay } from './lay-out-day.ts';
import { layOutWeek } from './lay-out-week.ts';
import { spanOf, turned, weekStartOf } from './span.ts';

const SEOUL = 'Asia/Seoul';
const MONDAY = parseDate('2026-11-09');

function occurrence(key: string, when: When): Occurrence {
  const [start, end] = when.allDay
    ? [instantOf(`${when.start}T00:00`, SEOUL), instantOf(`${when.end}T00:00`, SEOUL)]
    : [instantOf(when.start, when.zone), instantOf(when.end, when.zone)];
  return { key, when, start, end, date: null, exception: null, event: {} as Occurrence['event'] };
}
/** All day, counted from Monday. */
const days = (key: string, first: number, last: number): Item =>
  itemOf(
    occurrence(key, { allDay: true, start: formatDate(MONDAY + first), end: formatDate(MONDAY + last + 1) }),
    SEOUL,
  );
const hours = (key: string, start: string, end: string, zone = SEOUL): Item =>
  itemOf(
    occurrence(key, { allDay: false, start: `2026-11-09T${start}`, end: `2026-11-09T${end}`, zone }),
    SEOUL,
  );
const lanes = (bars: readonly { item: Item; lane: number }[]) =>
  Object.fromEntries(bars.map(({ item, lane }) => [item.key, lane]));

describe('where an event stands on the page', () => {
  it('is at the hours of whoever looks, and not on the day at whose midnight it ends', () => {
    expect(hours('a', '22:00', '23:00', 'Europe/London')).toMatchObject({
      first: MONDAY + 1,
      last: MONDAY + 1,
      startMinute: 420,
      endMinute: 480,
    });
    const late: When = { allDay: false, start: '2026-11-09T22:00', end: '2026-11-10T00:00', zone: SEOUL };
    expect(itemOf(occurrence('late', late), SEOUL)).toMatchObject({
      first: MONDAY,
      last: MONDAY,
      endMinute: 1_440,
      bar: false,
    });
  });
});

describe('a row of days', () => {
  it('puts what goes through above what begins later, and the next into the first lane that is free', () => {
    const items = [
      days('short', 2, 2),
      days('long', 0, 4),
      hours('talk', '10:00', '11:00'),
      days('late', 5, 6),
    ];
    const { bars, hidden } = layOutWeek(items, MONDAY, 7, 4);
    expect(lanes(bars)).toEqual({ long: 0, talk: 1, short: 1, late: 0 });
    expect(hidden).toEqual([0, 0, 0, 0, 0, 0, 0]);
  });

  it('says where a bar goes on in another row', () => {
    const [bar] = layOutWeek([days('over', -2, 9)], MONDAY, 7, 4).bars;
    expect(bar).toMatchObject({ column: 0, columns: 7, begins: false, ends: false });
  });

  it('leaves the last lane to the count where there are too many, and hides nothing without counting it', () => {
    const items = ['a', 'b', 'c', 'd'].map((key) => days(key, 1, 1)).concat(days('wide', 0, 2));
    const { bars, hidden } = layOutWeek(items, MONDAY, 7, 3);
    expect(lanes(bars)).toEqual({ wide: 0, a: 1 });
    expect(hidden).toEqual([0, 3, 0, 0, 0, 0, 0]);
  });
});

describe('a day by the hour', () => {
  it('puts beside each other what overlaps, and leaves the whole width to the rest', () => {
    const items = [
      hours('mix', '10:00', '13:00'),
      hours('notes', '11:00', '12:00'),
      hours('after', '12:30', '13:30'),
      hours('alone', '15:00', '16:00'),
    ];
    const blocks = layOutDay(items, MONDAY).blocks.map(({ item, lane, lanes: of }) => [item.key, lane, of]);
    expect(blocks).toEqual([
      ['mix', 0, 2],
      ['notes', 1, 2],
      ['after', 1, 2],
      ['alone', 0, 1],
    ]);
  });

  it('counts what finds no room beside the others, over all of its time, and narrows nothing else', () => {
    const items = [
      ...['a', 'b', 'c', 'd', 'e'].map((key, index) => hours(key, '10:00', `1${index + 1}:00`)),
      hours('alone', '18:00', '19:00'),
    ];
    const { blocks, crowds } = layOutDay(items, MONDAY, 3);
    expect(blocks.map(({ item, lane, lanes: of }) => [item.key, lane, of])).toEqual([
      ['e', 0, 3],
      ['d', 1, 3],
      ['alone', 0, 1],
    ]);
    expect(crowds).toEqual([{ count: 3, from: 600, to: 780, lane: 2, lanes: 3 }]);
    expect(layOutDay(items, MONDAY, 5).crowds).toEqual([]);
    expect(layOutDay(items, MONDAY, 0).crowds).toEqual([{ count: 5, from: 600, to: 900, lane: 0, lanes: 1 }]);
  });

  it('gives a line of words to what has no length', () => {
    const [block] = layOutDay([hours('due', '18:00', '18:00')], MONDAY).blocks;
    expect(block).toMatchObject({ from: 1_080, to: 1_110 });
  });
});

describe('what a view shows', () => {
  it('is whole weeks of a month, from the first day of the week', () => {
    const day = parseDate('2026-11-10');
    const shown = (weekStart: number) => {
      const { from, to } = spanOf('month', day, weekStart);
      return [formatDate(from), formatDate(to - 1)];
    };
    expect(shown(6)).toEqual(['2026-11-01', '2026-12-05']);
    expect(shown(0)).toEqual(['2026-10-26', '2026-12-06']);
  });

  it('turns to the same day of the next month, or to its last', () => {
    expect(formatDate(turned('month', parseDate('2027-01-31'), 1))).toBe('2027-02-28');
    expect(formatDate(turned('month', parseDate('2027-01-15'), -1))).toBe('2026-12-15');
    expect(formatDate(turned('week', MONDAY, -1))).toBe('2026-11-02');
  });

  it('is three days of a week on a phone, from the one at hand, and turns by as many; people have the whole week there too', () => {
    const wednesday = MONDAY + 2;
    expect(spanOf('week', wednesday, 0, true)).toEqual({ from: wednesday, to: wednesday + 3 });
    expect(turned('week', wednesday, 1, true)).toBe(wednesday + 3);
    for (const span of [spanOf('week', wednesday, 0), spanOf('people', wednesday, 0, true)]) {
      expect(span).toEqual({ from: MONDAY, to: MONDAY + 7 });
    }
    expect(turned('people', wednesday, -1, true)).toBe(wednesday - 7);
  });

  it('begins the week as the reader’s region does', () => {
    expect(weekStartOf('en', ['en-US'])).toBe(6);
    expect(weekStartOf('en', ['ko-KR', 'en-GB'])).toBe(0);
    expect(weekStartOf('ko', ['en-GB'])).toBe(6);
  });
});
