import { DOMParser, type Document as XmlDocument, type Element as XmlNode } from '@xmldom/xmldom';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timecodeOf, type Clip } from '../timecode/index.ts';
import {
  EXPORT_FORMATS,
  importBatches,
  MARKER_COLORS,
  planImport,
  readMarkers,
  timedOf,
  type FoundMarker,
  type Marker,
  type MarkerReading,
  type MarkerSheet,
} from './index.ts';

const CLIPS: readonly Clip[] = [
  { rate: { num: 24, den: 1 }, startFrame: 0, dropFrame: false },
  { rate: { num: 24_000, den: 1001 }, startFrame: 86_400, dropFrame: false },
  { rate: { num: 25, den: 1 }, startFrame: 90_000, dropFrame: false },
  { rate: { num: 30_000, den: 1001 }, startFrame: 0, dropFrame: true },
  { rate: { num: 60_000, den: 1001 }, startFrame: 215_784, dropFrame: true },
];
const FRAMES = 200_000;

/** What people write, and what programs trip over: separators, line ends, quotation marks, tags, labels of events. */
const nasty = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
  fc.constantFrom(
    '3번 컷 밝기를 낮춰 주세요',
    'a | b |D:99 |M:x',
    'two\nlines\r\nand a third',
    '001  001      V     C        01:00:01:00 01:00:01:01 01:00:01:00 01:00:01:01',
    '<b>&amp;"quoted"</b> ]]>',
    '\u0000\u0007bell\uD800',
    '=1+1',
    '* LOC: 01:00:00:00 RED x',
    'FCM: DROP FRAME',
    '👩‍🎬 ok',
  ),
);
const uuid = fc.uuid();
const anyMarker = fc
  .record({
    id: uuid,
    // Often the same one: what stands together is what programs lose.
    frame: fc.oneof(fc.nat(3), fc.nat(FRAMES - 2_000)),
    length: fc.option(fc.integer({ min: 1, max: 1_000 }), { nil: null }),
    author: nasty,
    words: nasty,
    replies: fc.array(fc.record({ author: nasty, words: nasty }), { maxLength: 2 }),
    color: fc.constantFrom(...MARKER_COLORS),
    resolved: fc.boolean(),
    tags: fc.array(fc.constantFrom('color', '사운드'), { maxLength: 2 }),
    priority: fc.constantFrom('low', 'medium', 'high', 'critical'),
    due: fc.constantFrom(null, '2026-11-30'),
    timed: fc.boolean(),
  })
  .map(({ length, ...each }): Marker => ({
    ...each,
    endFrame: length === null ? null : each.frame + length,
  }));
const anySheet = fc.record({
  title: nasty,
  clip: fc.constantFrom(...CLIPS),
  frames: fc.constant(FRAMES),
  start: fc.constant(null),
  markers: fc.uniqueArray(anyMarker, { maxLength: 8, selector: ({ id }) => id }),
}) satisfies fc.Arbitrary<MarkerSheet>;

function marker(about: Partial<Marker>): Marker {
  return {
    id: 'n1',
    frame: 24,
    endFrame: null,
    author: 'Mina',
    words: 'Darker',
    replies: [],
    color: 'blue',
    resolved: false,
    tags: [],
    priority: 'medium',
    due: null,
    timed: true,
    ...about,
  };
}
const sheet = (markers: Marker[], clip = CLIPS[0]!): MarkerSheet => ({
  title: 'Alley',
  clip,
  frames: 2400,
  start: null,
  markers,
});
function found(reading: MarkerReading): FoundMarker[] {
  if (!reading.ok) throw new Error(reading.code);
  return reading.markers;
}
const optionsOf = ({ clip, frames, start }: MarkerSheet) => ({ clip, frames, start });

/** The second opinion: a parser that the product does not have, and that complains. */
function parsed(xml: string): XmlDocument {
  const complain = (level: string, message: string): void => {
    // A replacement character is a character.
    if (level !== 'warning') throw new Error(`${level}: ${message}`);
  };
  return new DOMParser({ onError: complain }).parseFromString(xml, 'text/xml');
}
const all = (document: XmlDocument, name: string): XmlNode[] => [...document.getElementsByTagName(name)];
const textIn = (element: XmlNode, name: string): string =>
  element.getElementsByTagName(name)[0]?.textContent ?? '';

/** What may stand in what, and which attributes it must have: of Apple's and Adobe's descriptions, as far as they are used. */
interface Grammar {
  [element: string]: { attributes: string[]; children: string[] };
}
const FCPXML: Grammar = {
  fcpxml: { attributes: ['version'], children: ['resources', 'library'] },
  resources: { attributes: [], children: ['format'] },
  format: { attributes: ['id', 'frameDuration', 'width', 'height'], children: [] },
  library: { attributes: [], children: ['event'] },
  event: { attributes: ['name'], children: ['project'] },
  project: { attributes: ['name'], children: ['sequence'] },
  sequence: { attributes: ['format', 'duration', 'tcStart', 'tcFormat'], children: ['spine'] },
  spine: { attributes: [], children: ['gap'] },
  gap: { attributes: ['name', 'offset', 'start', 'duration'], children: ['marker'] },
  marker: { attributes: ['start', 'duration', 'value', 'completed', 'note'], children: [] },
};
const XMEML: Grammar = {
  xmeml: { attributes: ['version'], children: ['sequence'] },
  sequence: { attributes: [], children: ['name', 'duration', 'rate', 'timecode', 'media', 'marker'] },
  rate: { attributes: [], children: ['timebase', 'ntsc'] },
  timecode: { attributes: [], children: ['rate', 'string', 'frame', 'displayformat'] },
  media: { attributes: [], children: ['video'] },
  video: { attributes: [], children: ['format', 'track'] },
  format: { attributes: [], children: ['samplecharacteristics'] },
  samplecharacteristics: { attributes: [], children: ['rate', 'width', 'height'] },
  marker: { attributes: [], children: ['name', 'comment', 'in', 'out'] },
};

function checkGrammar(element: XmlNode, grammar: Grammar): void {
  const rule = grammar[element.nodeName] ?? { attributes: [], children: [] };
  expect([...element.attributes].map(({ name }) => name)).toEqual(rule.attributes);
  for (const child of [...element.childNodes]) {
    if (child.nodeType !== 1) continue;
    expect(rule.children).toContain(child.nodeName);
    checkGrammar(child as XmlNode, grammar);
  }
}

/** A reader of EDLs that knows nothing of ours: the columns of an event, then what stands under it. */
function events(
  edl: string,
): { times: string[]; note: string; color: string; name: string; frames: number }[] {
  return edl
    .split('\n\n')
    .slice(1)
    .filter((block) => block.trim() !== '')
    .map((block) => {
      const lines = block.split('\n').filter((line) => line !== '');
      expect(lines).toHaveLength(2);
      const columns = /^(\d{3,})  001      V     C        (\S+) (\S+) (\S+) (\S+)  $/.exec(lines[0]!)!;
      const parts = lines[1]!.split('|');
      expect(parts).toHaveLength(4);
      return {
        times: columns.slice(2),
        note: parts[0]!.trim(),
        color: parts[1]!.trim(),
        name: parts[2]!.trim().slice(2),
        frames: Number(parts[3]!.slice(2)),
      };
    });
}

describe('[EX1] a note that went out and comes back is known, and made no second time', () => {
  it.each(['resolve', 'premiere'] as const)('%s', (format) => {
    fc.assert(
      fc.property(anySheet, (each) => {
        const file = EXPORT_FORMATS[format].write(each);
        const markers = found(readMarkers(file, optionsOf(each)));
        const timed = timedOf(each.markers);
        const ids = markers.flatMap((marker) => marker.ids);
        expect(ids.toSorted()).toEqual(timed.map(({ id }) => id).toSorted());
        for (const back of markers) {
          const sent = timed.filter(({ id }) => back.ids.includes(id));
          expect(sent.map(({ frame }) => frame)).toEqual(sent.map(() => back.frame));
          const end = Math.max(...sent.map(({ frame, endFrame }) => Math.max(endFrame ?? 0, frame + 1)));
          expect(back.endFrame ?? back.frame + 1).toBe(end);
        }
        const notes = each.markers.map(({ id, frame, words }) => ({ id, frame, words }));
        expect(importBatches(planImport(markers, notes))).toEqual([]);
      }),
    );
  });

  it('what was made elsewhere is made once: the second import of the same file finds it', () => {
    const edl = EXPORT_FORMATS.resolve.write(sheet([marker({ id: 'a' }), marker({ id: 'b', frame: 48 })]));
    const markers = found(readMarkers(edl.replaceAll(/\[clapper:.\]/g, ''), optionsOf(sheet([]))));
    expect(markers.map(({ ids, words }) => [ids, words])).toEqual([
      [[], 'Mina: Darker'],
      [[], 'Mina: Darker'],
    ]);
    const [made] = importBatches(planImport([...markers, markers[0]!], []));
    expect(made).toHaveLength(2);
    const notes = made!.map(({ frame, words }, index) => ({ id: `${index}`, frame, words }));
    expect(planImport(markers, notes).map(({ what }) => what)).toEqual(['here', 'here']);
  });

  it('is made in portions of a thousand', () => {
    const many = Array.from({ length: 2_500 }, (_, frame): FoundMarker => ({
      ids: [],
      frame,
      endFrame: null,
      author: '',
      words: 'x',
      color: null,
    }));
    expect(importBatches(planImport(many, [])).map((batch) => batch.length)).toEqual([1000, 1000, 500]);
    const long = many.slice(0, 70).map((one) => ({ ...one, words: `${one.frame} ${'노'.repeat(4_990)}` }));
    const batches = importBatches(planImport(long, []));
    expect(batches.flat()).toEqual(long);
    // In three bytes a letter still below what one update may have.
    expect(batches.map((batch) => batch.length)).toEqual([30, 30, 10]);
  });
});

describe('Resolve', () => {
  it('an event for a frame, on the timeline that begins at the hour', () => {
    const edl = EXPORT_FORMATS.resolve.write(
      sheet([
        marker({ frame: 24, words: '밝게 | 더\n어둡게', replies: [{ author: 'Jun', words: 'Why?' }] }),
        marker({ id: 'n2', frame: 48, endFrame: 60, resolved: true, tags: ['sound'], priority: 'high' }),
      ]),
    );
    expect(edl).toBe(
      [
        'TITLE: Alley',
        'FCM: NON-DROP FRAME',
        '',
        '001  001      V     C        01:00:01:00 01:00:01:01 01:00:01:00 01:00:01:01  ',
        ' [clapper:n1] ↳ Jun: Why? |C:ResolveColorBlue |M:Mina: 밝게 더 어둡게 |D:1',
        '',
        '002  001      V     C        01:00:02:00 01:00:02:12 01:00:02:00 01:00:02:12  ',
        ' [clapper:n2] !high #sound |C:ResolveColorGreen |M:Mina: Darker |D:12',
        '',
      ].join('\n'),
    );
  });

  it('notes of one frame are one event, for it would drop all but one; green when all are done', () => {
    fc.assert(
      fc.property(anySheet, (each) => {
        const read = events(EXPORT_FORMATS.resolve.write(each));
        expect(new Set(read.map(({ times }) => times[0])).size).toBe(read.length);
        const timed = timedOf(each.markers);
        expect(read.map(({ times }) => times[2])).toEqual([
          ...new Set(
            timed.map(({ frame }) =>
              timecodeOf(frame, { ...each.clip, startFrame: each.clip.startFrame || hourOf(each.clip) }),
            ),
          ),
        ]);
      }),
    );
    const done = marker({ resolved: true });
    const colors = (...both: Marker[]): string[] =>
      events(EXPORT_FORMATS.resolve.write(sheet(both))).map(({ color }) => color);
    expect(colors(done, marker({ id: 'n2', color: 'red' }))).toEqual(['C:ResolveColorRed']);
    expect(colors(done, { ...done, id: 'n2' })).toEqual(['C:ResolveColorGreen']);
  });

  it('says drop frame only where it is', () => {
    expect(CLIPS.map((clip) => /FCM: (.*)/.exec(EXPORT_FORMATS.resolve.write(sheet([], clip)))![1])).toEqual([
      'NON-DROP FRAME',
      'NON-DROP FRAME',
      'NON-DROP FRAME',
      'DROP FRAME',
      'DROP FRAME',
    ]);
  });
});

const hourOf = ({ rate, dropFrame }: Clip): number =>
  dropFrame && rate.den === 1001
    ? (3600 * 30 - 108) * (rate.num / 30_000)
    : 3600 * Math.round(rate.num / rate.den);

describe('Final Cut', () => {
  it('is well-formed, holds nothing but what its description knows, and each time is whole frames', () => {
    fc.assert(
      fc.property(anySheet, (each) => {
        const xml = EXPORT_FORMATS.finalCut.write(each);
        const document = parsed(xml);
        checkGrammar(document.documentElement!, FCPXML);
        const frameOf = (time: string): number => {
          const [, top, bottom = '1'] = /^(\d+)(?:\/(\d+))?s$/.exec(time)!;
          const frames =
            (BigInt(top!) * BigInt(each.clip.rate.num)) / (BigInt(bottom) * BigInt(each.clip.rate.den));
          expect(frames * BigInt(bottom) * BigInt(each.clip.rate.den)).toBe(
            BigInt(top!) * BigInt(each.clip.rate.num),
          );
          return Number(frames);
        };
        const [gap] = all(document, 'gap');
        const start = frameOf(gap!.getAttribute('start')!);
        const back = all(document, 'marker').map((element) => ({
          frame: frameOf(element.getAttribute('start')!) - start,
          length: frameOf(element.getAttribute('duration')!),
          completed: element.getAttribute('completed'),
          id: /\[clapper:(.*)\]$/.exec(element.getAttribute('note')!)![1],
        }));
        expect(back).toEqual(
          timedOf(each.markers).map(({ id, frame, endFrame, resolved }) => ({
            frame,
            length: Math.max(endFrame ?? 0, frame + 1) - frame,
            completed: resolved ? '1' : '0',
            id,
          })),
        );
      }),
    );
  });

  it('times are n·den/num seconds', () => {
    const xml = EXPORT_FORMATS.finalCut.write({ ...sheet([marker({ frame: 10 })], CLIPS[3]), start: 0 });
    expect(/<marker start="([^"]*)" duration="([^"]*)"/.exec(xml)!.slice(1)).toEqual([
      '10010/30000s',
      '1001/30000s',
    ]);
  });
});

describe('Premiere', () => {
  it('is well-formed, holds nothing but what its description knows, and a point has no end', () => {
    fc.assert(
      fc.property(anySheet, (each) => {
        const document = parsed(EXPORT_FORMATS.premiere.write(each));
        checkGrammar(document.documentElement!, XMEML);
        const back = all(document, 'marker').map((element) => [
          Number(textIn(element, 'in')),
          Number(textIn(element, 'out')),
          /\[clapper:(.*)\]$/.exec(textIn(element, 'comment'))![1],
        ]);
        expect(back).toEqual(
          timedOf(each.markers).map(({ id, frame, endFrame }) => [frame, endFrame ?? -1, id]),
        );
      }),
    );
  });

  it('the rate says its timebase and whether it is the broadcast one', () => {
    const rates = CLIPS.map((clip) => {
      const document = parsed(EXPORT_FORMATS.premiere.write(sheet([], clip)));
      return [textIn(document.documentElement!, 'timebase'), textIn(document.documentElement!, 'ntsc')];
    });
    expect(rates.map((rate) => rate.join(' '))).toEqual([
      '24 FALSE',
      '24 TRUE',
      '25 FALSE',
      '30 TRUE',
      '60 TRUE',
    ]);
  });
});

it('Avid gets a line of six columns for each note', () => {
  fc.assert(
    fc.property(anySheet, (each) => {
      const lines = EXPORT_FORMATS.avid.write(each).split('\r\n').slice(0, -1);
      expect(lines).toHaveLength(timedOf(each.markers).length);
      for (const line of lines) {
        expect(line.split('\t')).toHaveLength(6);
        expect(line).toMatch(/^\S+\t\d\d:\d\d:\d\d[:;]\d\d\tV1\t[a-z]+\t[^\n\r]*\[clapper:[\w-]+\]\t\d+$/);
      }
    }),
  );
});

it('[EX3] the table and the JSON hold every note, those for the whole video without a time, with the day it is due', () => {
  const each = sheet([
    marker({ timed: false, id: 'whole', words: '=cmd' }),
    marker({ frame: 36, due: '2026-11-30' }),
  ]);
  const table = EXPORT_FORMATS.csv.write(each);
  expect(table.startsWith('\u{FEFF}number,id,timecode_in,')).toBe(true);
  expect(table.split('\r\n').slice(1, 3)).toEqual([
    '1,n1,00:00:01:12,,36,,1.5,Mina,Darker,,no,medium,,2026-11-30',
    "2,whole,,,,,,Mina,'=cmd,,no,medium,,",
  ]);
  const read = JSON.parse(EXPORT_FORMATS.json.write(each)) as { format: string; notes: unknown[] };
  expect(read.format).toBe('clapper-notes/1');
  expect(read.notes).toEqual([
    {
      id: 'n1',
      at: { frame: 36, endFrame: null, seconds: 1.5, timecodeIn: '00:00:01:12', timecodeOut: null },
      author: 'Mina',
      words: 'Darker',
      replies: [],
      resolved: false,
      priority: 'medium',
      tags: [],
      due: '2026-11-30',
      color: 'blue',
    },
    expect.objectContaining({ id: 'whole', at: null, due: null }),
  ]);
});
