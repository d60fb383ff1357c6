import { describe, expect, it } from 'vitest';
import { docOf } from '../../conformance.ts';
import { calendar } from '../index.ts';
import { readCalendar } from '../reads.ts';
import { addEvent, deleteEvents, setEvent } from '../writes.ts';
import { importIcs, previewImport } from './import-ics.ts';
import { readIcs, type IcsReading } from './read-ics.ts';
import { ICS_LIMITS } from './scan.ts';
import { fixturesOf } from '../../fixtures.ts';

const OPTIONS = { zone: 'Asia/Seoul' };
/** Generous: the machine may be busy. What is not bounded takes minutes. */
const BOUND_MS = 15_000;

function file(...lines: string[]): string {
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n');
}

function event(...lines: string[]): string[] {
  return ['BEGIN:VEVENT', 'UID:a@b', 'DTSTART:20261110T010000Z', 'SUMMARY:촬영', ...lines, 'END:VEVENT'];
}

function read(text: string | Uint8Array): Extract<IcsReading, { ok: true }> {
  const reading = readIcs(text, OPTIONS);
  if (!reading.ok) throw new Error(reading.code);
  return reading;
}

const codes = (text: string): unknown[] => read(text).skipped.map(({ code, line }) => [code, line]);

describe('a file that is none is refused with a code', () => {
  it.each([
    ['', 'no_calendar'],
    ['<html>not found</html>', 'no_calendar'],
    ['BEGIN:VCARD\r\nEND:VCARD\r\n', 'no_calendar'],
    [' folded from nothing\r\nBEGIN:VCALENDAR', 'bad_structure'],
    ['BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1', 'cut_off'],
    ['BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VCALENDAR', 'bad_structure'],
    [file(...Array.from({ length: 100_000 }, () => 'BEGIN:VEVENT')), 'bad_structure'],
    [file(...Array.from({ length: ICS_LIMITS.events + 1 }, () => event()).flat()), 'too_many_events'],
    ['x'.repeat(ICS_LIMITS.file + 1), 'too_large'],
  ])('%#: %.40j', (text, code) => {
    expect(readIcs(text, OPTIONS)).toMatchObject({ ok: false, code });
  });

  it('whatever bytes it is made of', () => {
    const bytes = new Uint8Array(100_000).map((_, index) => (index * 7_919) % 256);
    expect(readIcs(bytes, OPTIONS)).toMatchObject({ ok: false });
    expect(read(new TextEncoder().encode(`\ufeff${file(...event())}`)).events).toHaveLength(1);
  });
});

describe('a bad event is left out and said, and the others are read', () => {
  it.each<[string, string[], string]>([
    ['folded without a blank', event('DESCRIPTION:one', 'two'), 'bad_line'],
    ['a line that never ends', event(`DESCRIPTION:${'x'.repeat(ICS_LIMITS.line)}`), 'bad_line'],
    ['every second', event('RRULE:FREQ=SECONDLY'), 'unsupported_rule'],
    ['every hour, for ever', event('RRULE:FREQ=HOURLY;INTERVAL=1'), 'unsupported_rule'],
    ['thrice a day', event('RRULE:FREQ=DAILY;BYHOUR=8,12,18'), 'unsupported_rule'],
    ['by weeks of the year', event('RRULE:FREQ=YEARLY;BYWEEKNO=20'), 'unsupported_rule'],
    ['a rule of no words', event('RRULE:FREQ=SOMETIMES'), 'unsupported_rule'],
    ['a count of no number', event('RRULE:FREQ=DAILY;COUNT=abc'), 'unsupported_rule'],
    ['a count beyond reason', event('RRULE:FREQ=DAILY;COUNT=99999999999'), 'unsupported_rule'],
    ['two rules', event('RRULE:FREQ=DAILY', 'RRULE:FREQ=WEEKLY'), 'unsupported_rule'],
    ['days besides its rule', event('RRULE:FREQ=WEEKLY', 'RDATE:20270101T000000Z'), 'unsupported_rule'],
    [
      'no day of any calendar',
      ['BEGIN:VEVENT', 'UID:1', 'DTSTART;VALUE=DATE:20260230', 'END:VEVENT'],
      'bad_time',
    ],
    ['a year too far', ['BEGIN:VEVENT', 'UID:1', 'DTSTART;VALUE=DATE:99990101', 'END:VEVENT'], 'bad_time'],
    ['no start', ['BEGIN:VEVENT', 'UID:1', 'END:VEVENT'], 'bad_time'],
    ['no name', ['BEGIN:VEVENT', 'DTSTART:20261110T010000Z', 'END:VEVENT'], 'no_uid'],
    [
      'clocks of nowhere',
      ['BEGIN:VEVENT', 'UID:1', 'DTSTART;TZID=Moon:20261110T010000', 'END:VEVENT'],
      'unknown_zone',
    ],
    [
      'more days left out than there are',
      event('RRULE:FREQ=DAILY', ...Array.from({ length: 501 }, () => 'EXDATE:20261111T010000Z')),
      'too_many_exceptions',
    ],
  ])('%s', (_, lines, code) => {
    const good = ['BEGIN:VEVENT', 'UID:good', 'DTSTART:20261110T010000Z', 'END:VEVENT'];
    const reading = read(file(...lines, ...good));
    expect(reading.skipped.map((skipped) => [skipped.code, skipped.line])).toEqual([[code, 3]]);
    expect(reading.events.map(({ uid }) => uid)).toEqual(['good']);
  });
});

describe('a file of 10 MB is read or refused in bounded time', () => {
  const fill = (line: (index: number) => string, wrap: (lines: string) => string): string => {
    let lines = line(0);
    for (let index = 1; lines.length < ICS_LIMITS.file - 5_000; index++) lines += `\r\n${line(index)}`;
    return wrap(lines);
  };

  it.each<[string, () => string]>([
    [
      'one line, folded at every character',
      () =>
        fill(
          () => ' x',
          (lines) => file('X-A:', lines),
        ),
    ],
    [
      'one value of an event',
      () =>
        fill(
          () => ' xxxxxxxxxxxxxxxxxxxx',
          (lines) => file(...event('SUMMARY:', lines)),
        ),
    ],
    ['one value without a fold', () => file(...event(`ATTACH:${'x'.repeat(ICS_LIMITS.file - 5_000)}`))],
    [
      'people',
      () =>
        fill(
          (i) => `ATTENDEE;CN=P${i}:mailto:p${i}@x.example`,
          (lines) => file(...event(lines)),
        ),
    ],
    [
      'alarms',
      () =>
        fill(
          () => 'BEGIN:VALARM\r\nTRIGGER:-PT5M\r\nEND:VALARM',
          (lines) => file(...event(lines)),
        ),
    ],
    [
      'properties of ours',
      () =>
        fill(
          (i) => `X-CLAPPER-SHOTS:s${i}`,
          (lines) => file(...event(lines)),
        ),
    ],
    [
      'time zones',
      () =>
        fill(
          (i) => `BEGIN:VTIMEZONE\r\nTZID:Z${i}\r\nEND:VTIMEZONE`,
          (lines) => file(lines, ...event()),
        ),
    ],
    [
      'one time zone',
      () =>
        fill(
          () => 'TZNAME:X',
          (lines) => file('BEGIN:VTIMEZONE', lines, 'END:VTIMEZONE', ...event()),
        ),
    ],
    [
      'bare line ends',
      () =>
        fill(
          () => '',
          (lines) => file(lines),
        ),
    ],
    [
      '5,000 endless series',
      () =>
        file(
          ...Array.from({ length: ICS_LIMITS.events }, (_, i) =>
            event(`UID:${i}`, 'RRULE:FREQ=DAILY'),
          ).flat(),
        ),
    ],
    [
      '5,000 rules that never come again',
      () =>
        file(
          ...Array.from({ length: ICS_LIMITS.events }, (_, i) => [
            ...['BEGIN:VEVENT', `UID:${i}`, 'DTSTART:20261110T010000Z'],
            ...['RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', 'EXDATE:21990101T010000Z', 'END:VEVENT'],
          ]).flat(),
        ),
    ],
  ])(
    '%s',
    (_, make) => {
      const text = make();
      const before = performance.now();
      const reading = readIcs(text, OPTIONS);
      expect(performance.now() - before).toBeLessThan(BOUND_MS);
      if (reading.ok)
        expect(reading.events.length + reading.skipped.length).toBeLessThanOrEqual(ICS_LIMITS.events);
    },
    60_000,
  );
});

describe('what other programs write is read as they mean it', () => {
  const zone = [
    ...['BEGIN:VTIMEZONE', 'TZID:Korea Standard Time', 'BEGIN:STANDARD', 'DTSTART:16010101T000000'],
    ...['TZOFFSETFROM:+0900', 'TZOFFSETTO:+0900', 'END:STANDARD', 'END:VTIMEZONE'],
  ];
  const eastern = [
    ...['BEGIN:VTIMEZONE', 'TZID:Eastern', 'BEGIN:STANDARD', 'DTSTART:16010101T020000', 'TZOFFSETFROM:-0400'],
    ...['TZOFFSETTO:-0500', 'RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11', 'END:STANDARD', 'BEGIN:DAYLIGHT'],
    ...[
      'DTSTART:16010101T020000',
      'TZOFFSETFROM:-0500',
      'TZOFFSETTO:-0400',
      'RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3',
    ],
    ...['END:DAYLIGHT', 'END:VTIMEZONE'],
  ];
  const when = (...lines: string[]): unknown =>
    read(file(...zone, ...eastern, 'BEGIN:VEVENT', 'UID:1', ...lines, 'END:VEVENT')).events[0]?.when;
  const at = (start: string, end: string, of = 'Asia/Seoul'): object => ({
    allDay: false,
    start,
    end,
    zone: of,
  });

  it.each<[string, string[], object]>([
    [
      'a zone of Windows',
      ['DTSTART;TZID=Korea Standard Time:20261110T060000'],
      at('2026-11-10T06:00', '2026-11-10T06:00'),
    ],
    [
      'a zone behind an address',
      ['DTSTART;TZID=/free.example/Asia/Seoul:20261110T060000', 'DURATION:PT90M'],
      at('2026-11-10T06:00', '2026-11-10T07:30'),
    ],
    [
      'a single event in UTC, where the project is',
      ['DTSTART:20261109T210000Z', 'DTEND:20261109T220000Z'],
      at('2026-11-10T06:00', '2026-11-10T07:00'),
    ],
    [
      'a clock without a zone',
      ['DTSTART:20261110T060000', 'DTEND:20261110T070000'],
      at('2026-11-10T06:00', '2026-11-10T07:00'),
    ],
    [
      'an end in another zone',
      ['DTSTART;TZID=Asia/Seoul:20261110T100000', 'DTEND;TZID=Eastern:20261110T100000'],
      at('2026-11-10T10:00', '2026-11-11T00:00'),
    ],
    [
      'a day without an end',
      ['DTSTART;VALUE=DATE:20261110'],
      { allDay: true, start: '2026-11-10', end: '2026-11-11' },
    ],
    [
      'days by length',
      ['DTSTART;VALUE=DATE:20261110', 'DURATION:P1W'],
      { allDay: true, start: '2026-11-10', end: '2026-11-17' },
    ],
    [
      'an end before its start',
      ['DTSTART:20261110T060000', 'DTEND:20261110T050000'],
      at('2026-11-10T06:00', '2026-11-10T06:00'),
    ],
  ])('%s', (_, lines, expected) => {
    expect(when(...lines)).toEqual(expected);
  });

  it('the zone whose clocks go as described', () => {
    const of = when('DTSTART;TZID=Eastern:20261110T060000') as { zone: string };
    expect(
      Intl.DateTimeFormat('en', { timeZone: of.zone, timeZoneName: 'short' }).format(Date.UTC(2026, 6, 1)),
    ).toMatch(/EDT/);
  });

  it('the latest of several versions, nothing that was cancelled, and no addresses', () => {
    const { events } = read(
      file(
        ...event('SEQUENCE:1', 'LOCATION:전'),
        ...event(
          'SEQUENCE:3',
          'LOCATION:후',
          'ATTENDEE;CN=Kim:mailto:kim@secret.example',
          'ATTENDEE:mailto:x@secret.example',
        ),
        ...['BEGIN:VEVENT', 'UID:gone', 'DTSTART:20261110T010000Z', 'STATUS:CANCELLED', 'END:VEVENT'],
      ),
    );
    expect(events).toMatchObject([{ uid: 'a@b', location: '후', people: [{ user: null, name: 'Kim' }] }]);
    expect(JSON.stringify(events)).not.toContain('secret');
  });

  it('a backslash before an n is two characters', () => {
    expect(read(file(...event('LOCATION:C:\\\\new\\, or\\nnot'))).events[0]?.location).toBe(
      'C:\\new, or\nnot',
    );
  });

  it('days that are named in UTC or in a zone of their own', () => {
    const { events } = read(
      file(
        ...['BEGIN:VEVENT', 'UID:1', 'DTSTART;TZID=Asia/Seoul:20261109T060000', 'RRULE:FREQ=DAILY;COUNT=5'],
        ...[
          'EXDATE:20261109T210000Z',
          'END:VEVENT',
          'BEGIN:VEVENT',
          'UID:1',
          'RECURRENCE-ID:20261110T210000Z',
        ],
        ...['DTSTART;TZID=America/New_York:20261111T060000', 'SUMMARY:멀리', 'END:VEVENT'],
      ),
    );
    expect(events[0]?.exceptions.map(({ date, cancelled }) => [date, cancelled])).toEqual([
      ['2026-11-10', true],
      ['2026-11-11', false],
    ]);
  });
});

describe('importing', () => {
  const series = (...lines: string[]): string =>
    file(
      'BEGIN:VEVENT',
      'UID:s@x',
      'DTSTART;TZID=Asia/Seoul:20261109T100000',
      'RRULE:FREQ=DAILY;COUNT=3',
      ...lines,
      'END:VEVENT',
    );
  const ACT = { by: 'ana', at: 1 };

  it('tells what is new, changed or here already, and does it once', () => {
    const doc = docOf(fixturesOf(calendar)['empty']!);
    const rows = (text: string): ReturnType<typeof previewImport> =>
      previewImport(readCalendar(doc), read(text).events);
    const first = file(
      ...event('LOCATION:옥상'),
      ...series('EXDATE;TZID=Asia/Seoul:20261110T100000').split('\r\n').slice(2, -2),
    );
    expect(rows(first).map(({ what }) => what)).toEqual(['new', 'new']);
    importIcs(doc, rows(first), ACT, 'import');
    expect(rows(first).map(({ what }) => what)).toEqual(['same', 'same']);
    expect(readCalendar(doc).events.map(({ uid }) => uid)).toEqual(['s@x', 'a@b']);

    // Another day is left out, and the first one is no longer.
    const second = series('EXDATE;TZID=Asia/Seoul:20261111T100000', 'SUMMARY:회의');
    expect(rows(second)).toMatchObject([
      { what: 'changed', fields: ['title', 'exceptions'], deleted: false },
    ]);
    importIcs(doc, rows(second), { by: 'ben', at: 2 }, 'import');
    expect(rows(second)).toMatchObject([{ what: 'same' }]);
    const [event_] = readCalendar(doc).events;
    expect([...event_!.exceptions].filter(([, { cancelled }]) => cancelled).map(([date]) => date)).toEqual([
      '2026-11-11',
    ]);
  });

  it('brings a deleted event back, keeps what a file says nothing of, and merges with what was written meanwhile', () => {
    const doc = docOf(fixturesOf(calendar)['empty']!);
    const when = { allDay: true, start: '2026-11-10', end: '2026-11-11' } as const;
    const id = addEvent(doc, { when, uid: 's@x', fields: { title: '회의', type: 'shoot' }, ...ACT }, 'test');
    setEvent(doc, id, { callTime: '05:30' }, ACT, 'test');
    deleteEvents(doc, [id], ACT, 'test');
    const [row] = previewImport(readCalendar(doc), read(series('SUMMARY:회의')).events);
    expect(row).toMatchObject({ what: 'changed', fields: ['when', 'repeats'], deleted: true });
    importIcs(doc, [row!], { by: 'ben', at: 2 }, 'import');
    const { events, deleted } = readCalendar(doc);
    expect([events.length, deleted.length, events[0]!.type, events[0]!.callTime]).toEqual([
      1,
      0,
      'shoot',
      '05:30',
    ]);
    expect(events[0]!.when.start).toBe('2026-11-09T10:00');
  });
});

it('a file in which nothing is wrong has nothing left out', () => {
  expect(codes(file(...event()))).toEqual([]);
});
