import { MAX_UPDATE_BYTES } from '@clapper/protocol';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { docOf } from '../../conformance.ts';
import { calendar } from '../index.ts';
import { readCalendar } from '../reads.ts';
import { importIcs, previewImport, sizeOfImport, type ImportRow } from './import-ics.ts';
import { readIcs } from './read-ics.ts';
import { fixturesOf } from '../../fixtures.ts';

const ACT = { by: 'ana', at: 1 };

function rowsOf(doc: Y.Doc, ...events: string[][]): ImportRow[] {
  const lines = events.flatMap((event) => ['BEGIN:VEVENT', ...event, 'END:VEVENT']);
  const file = ['BEGIN:VCALENDAR', ...lines, 'END:VCALENDAR', ''].join('\r\n');
  const reading = readIcs(file, { zone: 'Asia/Seoul' });
  if (!reading.ok) throw new Error(reading.code);
  expect(reading.skipped).toEqual([]);
  return previewImport(readCalendar(doc), reading.events);
}

const timed = (uid: string, ...more: string[]): string[] => [
  `UID:${uid}`,
  'DTSTART;TZID=Asia/Seoul:20261110T090000',
  `SUMMARY:${uid}`,
  ...more,
];

it('what comes in is one step of undo, which takes no record away', () => {
  const doc = docOf(fixturesOf(calendar)['empty']!);
  importIcs(doc, rowsOf(doc, timed('old', 'LOCATION:옥상')), ACT, 'before');
  const [old] = readCalendar(doc).events;
  const undo = new Y.UndoManager(
    ['events', 'moves', 'exceptions'].map((root) => doc.getMap(root)),
    { trackedOrigins: new Set(['import']) },
  );
  const rows = rowsOf(doc, timed('old', 'LOCATION:지하'), timed('new'));
  expect(rows.map(({ what }) => what)).toEqual(['changed', 'new']);
  importIcs(doc, rows, ACT, 'import', 'create');
  const places = readCalendar(doc).events.map(({ uid, location }) => [uid, location] as const);
  expect(new Map(places)).toEqual(
    new Map([
      ['old', '지하'],
      ['new', ''],
    ]),
  );
  undo.undo();
  const { events, deleted } = readCalendar(doc);
  expect(events).toEqual([old]);
  expect(deleted.map(({ uid }) => uid)).toEqual(['new']);
  undo.redo();
  expect(readCalendar(doc).events).toHaveLength(2);
});

it('however large the file, each update is one that a device can send', () => {
  const doc = docOf(fixturesOf(calendar)['empty']!);
  const words = '한'.repeat(4_900);
  const long = Array.from({ length: 300 }, (_, index) => timed(`e${index}`, `DESCRIPTION:${words}`));
  const series = timed('series', 'RRULE:FREQ=DAILY;COUNT=20');
  const days = Array.from({ length: 20 }, (_, index) => [
    ...timed('series', `RECURRENCE-ID;TZID=Asia/Seoul:202611${10 + index}T090000`),
    `DESCRIPTION:${words}${index}`,
  ]);
  const updates: number[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update.byteLength));
  const rows = rowsOf(doc, ...long, series, ...days);
  importIcs(doc, rows, ACT, 'import', 'create');
  expect(readCalendar(doc).events).toHaveLength(301);
  expect(Math.max(...updates)).toBeLessThan(MAX_UPDATE_BYTES);
  expect(sizeOfImport(rows) * 3).toBeGreaterThan(Y.encodeStateAsUpdate(doc).byteLength);
});

it('a series whose days say more than one edit may is left out, and said', () => {
  const lines = [
    'BEGIN:VCALENDAR',
    ...['BEGIN:VEVENT', ...timed('series', 'RRULE:FREQ=DAILY;COUNT=60'), 'END:VEVENT'],
    ...Array.from({ length: 50 }, (_, index) => [
      'BEGIN:VEVENT',
      ...timed(
        'series',
        `RECURRENCE-ID;TZID=Asia/Seoul:2026${index < 20 ? 11 : 12}${`${10 + (index % 20)}`}T090000`,
      ),
      `DESCRIPTION:${'한'.repeat(4_900)}`,
      'END:VEVENT',
    ]).flat(),
    'END:VCALENDAR',
    '',
  ];
  expect(readIcs(lines.join('\r\n'), { zone: 'Asia/Seoul' })).toMatchObject({
    ok: true,
    events: [],
    skipped: [{ code: 'too_many_exceptions' }],
  });
});
