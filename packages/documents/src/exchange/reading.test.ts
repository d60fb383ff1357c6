import { describe, expect, it } from 'vitest';
import { EXCHANGE_LIMITS, readMarkers, type MarkerReading, type ReadOptions } from './index.ts';

const AT_24: ReadOptions = {
  clip: { rate: { num: 24, den: 1 }, startFrame: 0, dropFrame: false },
  frames: 24 * 600,
  start: null,
};
const read = (file: string, options = AT_24): MarkerReading => readMarkers(file, options);
function brief(reading: MarkerReading): unknown[] {
  if (!reading.ok) throw new Error(reading.code);
  return [
    reading.markers.map(({ frame, endFrame, words, color }) => [frame, endFrame, words, color]),
    reading.troubles.map(({ marker, code }) => [marker, code]),
  ];
}
const otio = (tracks: object, more: object = {}): string =>
  JSON.stringify({ OTIO_SCHEMA: 'Timeline.1', name: 'x', tracks, ...more });
const time = (value: number, rate = 24): object => ({ OTIO_SCHEMA: 'RationalTime.1', value, rate });
const range = (start: number, duration: number, rate = 24): object => ({
  OTIO_SCHEMA: 'TimeRange.1',
  start_time: time(start, rate),
  duration: time(duration, rate),
});
const mark = (start: number, duration: number, name: string, rate = 24): object => ({
  OTIO_SCHEMA: 'Marker.2',
  name,
  color: 'RED',
  comment: '',
  marked_range: range(start, duration, rate),
});

describe('EDL', () => {
  it('markers of Resolve, their notes and ranges; Windows line ends', () => {
    const file = [
      'TITLE: Timeline 1',
      'FCM: NON-DROP FRAME',
      '',
      '001  001      V     C        01:00:18:06 01:00:18:07 01:00:18:06 01:00:18:07  ',
      '머리카락이 보임 |C:ResolveColorYellow |M:Marker 1 |D:1',
      '',
      '002  001      V     C        01:00:20:20 01:00:21:20 01:00:20:20 01:00:21:20  ',
      ' |C:ResolveColorGreen |M:Marker 2 |D:24',
    ].join('\r\n');
    expect(brief(read(file))).toEqual([
      [
        [438, null, 'Marker 1\n머리카락이 보임', 'yellow'],
        [500, 524, 'Marker 2', 'green'],
      ],
      [],
    ]);
  });

  it('locators of other programs; a timeline that begins at zero; events alone are no notes', () => {
    const file = [
      'TITLE: screening',
      '001  ZZ100_501 V     C        01:00:04:05 01:00:05:12 00:00:53:00 00:00:54:07',
      '* FROM CLIP NAME:  ZZ100_501',
      '* LOC: 00:00:53:02 RED     ANIM FIX NEEDED',
      '* LOC: 00:00:99:00 RED     never',
      '* LOC: 00:59:59:00 GREEN   behind the end',
    ].join('\n');
    expect(brief(read(file))).toEqual([
      [[1274, null, 'ANIM FIX NEEDED', 'red']],
      [
        [2, 'no_time'],
        [3, 'after_end'],
      ],
    ]);
  });

  it('drop frame where the file says so', () => {
    const clip = { rate: { num: 30_000, den: 1001 }, startFrame: 0, dropFrame: false };
    const file = (fcm: string): string =>
      `FCM: ${fcm}\n\n001  001  V  C  01:01:00;02 01:01:00;03 01:01:00;02 01:01:00;03\n |M:x |D:1`;
    const frames = (fcm: string): unknown => brief(read(file(fcm), { ...AT_24, clip }))[0];
    expect(frames('DROP FRAME')).toEqual([[1800, null, 'x', null]]);
    expect(frames('NON-DROP FRAME')).toEqual([[1802, null, 'x', null]]);
  });
});

describe('xmeml', () => {
  const file = (sequence: string): string =>
    `<?xml version="1.0"?><!DOCTYPE xmeml><xmeml version="4"><project><children><sequence>${sequence}</sequence></children></project></xmeml>`;

  it('markers of the sequence and of its clips, at the rate of the sequence', () => {
    const marker = (at: number, out: number, name: string): string =>
      `<marker><comment>c &amp; d</comment><name>${name}</name><in>${at}</in><out>${out}</out></marker>`;
    const xml = file(
      `<rate><timebase>30</timebase><ntsc>TRUE</ntsc></rate>${marker(30, -1, '<![CDATA[A <1>]]>')}` +
        `<media><video><track><clipitem><start>300</start><in>60</in>${marker(90, 120, 'B')}</clipitem>` +
        `<clipitem><start>-1</start>${marker(1, 2, 'lost')}</clipitem></track></video></media>`,
    );
    // 30 frames at 29.97 are 1.001 s: frame 24 at 24.
    expect(brief(read(xml))).toEqual([
      [
        [24, null, 'A <1>\nc & d', null],
        [264, 288, 'B\nc & d', null],
      ],
      [],
    ]);
  });

  it('a marker without a time, or without words, is left out and said to be', () => {
    const xml = file('<marker><name>x</name><in>soon</in></marker><marker><in>4</in><name> </name></marker>');
    expect(brief(read(xml))).toEqual([
      [],
      [
        [1, 'no_time'],
        [2, 'no_words'],
      ],
    ]);
  });
});

describe('OTIO', () => {
  it('markers of the timeline, of tracks and of clips, through gaps, trims and other rates', () => {
    const clip = (source: object | null, duration: number, ...markers: object[]): object => ({
      OTIO_SCHEMA: 'Clip.2',
      source_range: source,
      media_reference: { available_range: range(86_400, duration) },
      markers,
    });
    const track = {
      OTIO_SCHEMA: 'Track.1',
      children: [
        { OTIO_SCHEMA: 'Gap.1', source_range: range(0, 48) },
        { OTIO_SCHEMA: 'Transition.1', in_offset: time(6), out_offset: time(6) },
        clip(range(100, 24), 500, mark(110, 0, 'trimmed')),
        clip(null, 24, mark(86_412, 6, 'whole')),
        clip(range(0, 50, 25), 50, mark(25, 0, 'at 25', 25)),
      ],
      markers: [mark(3, 0, 'track')],
    };
    const stack = { OTIO_SCHEMA: 'Stack.1', children: [track], markers: [mark(7, 48, 'stack')] };
    expect(new Set(brief(read(otio(stack)))[0] as unknown[])).toEqual(
      new Set([
        [7, 55, 'stack', 'red'],
        [3, null, 'track', 'red'],
        [58, null, 'trimmed', 'red'],
        [84, 90, 'whole', 'red'],
        [120, null, 'at 25', 'red'],
      ]),
    );
  });
});

describe('feedback of the older system', () => {
  it('the time is taken from the words, which stay; what cannot be read stands at the beginning and is reported', () => {
    const file = JSON.stringify([
      { content: '조명이 어두워요 timestamp:30.5 확인', user_name: '지민' },
      { content: 'timestamp: 1:02 pace' },
      { content: 'timestamp:soon' },
      { content: 'no time at all' },
      { content: 'timestamp:90000' },
    ]);
    const reading = read(file);
    expect(brief(reading)).toEqual([
      [
        [732, null, '조명이 어두워요 timestamp:30.5 확인', null],
        [1488, null, 'timestamp: 1:02 pace', null],
        [0, null, 'timestamp:soon', null],
      ],
      [
        [3, 'bad_time'],
        [4, 'no_time'],
        [5, 'after_end'],
      ],
    ]);
    expect(reading.ok && reading.markers[0]!.author).toBe('지민');
  });

  it('a note on each line', () => {
    expect(brief(read('timestamp:1 a\r\n\r\ntimestamp:2 b'))[0]).toEqual([
      [24, null, 'timestamp:1 a', null],
      [48, null, 'timestamp:2 b', null],
    ]);
  });
});

describe('[EX2] a hostile file costs no more than it is long, and is refused with a code', () => {
  const xmeml = (inner: string): string => `<xmeml>${inner}</xmeml>`;
  it.each([
    ['nothing', '', 'unreadable'],
    ['anything', 'hello', 'unreadable'],
    ['bytes', '\u0000\u0001\u0002', 'unreadable'],
    ['too large', `<xmeml>${'x'.repeat(EXCHANGE_LIMITS.file)}</xmeml>`, 'too_large'],
    ['too large an EDL', ' '.repeat(EXCHANGE_LIMITS.file + 1), 'too_large'],
    ['cut off', '<xmeml><sequence>', 'unreadable'],
    ['two roots', '<xmeml/><xmeml/>', 'unreadable'],
    ['crossed', '<xmeml><a><b></a></b></xmeml>', 'unreadable'],
    ['closed too often', '<xmeml></xmeml></xmeml>', 'unreadable'],
    ['without quotation marks', '<xmeml version=4/>', 'unreadable'],
    ['unclosed quotation', '<xmeml version="4>', 'unreadable'],
    ['unclosed comment', '<xmeml><!-- ', 'unreadable'],
    ['a web page', '<html><body>404</body></html>', 'unreadable'],
    ['too deep', '<a>'.repeat(100_000), 'too_deep'],
    ['too many elements', xmeml('<a/>'.repeat(EXCHANGE_LIMITS.elements + 1)), 'too_large'],
    [
      'a billion laughs',
      `<!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "${'&a;'.repeat(100)}">]><xmeml>&b;</xmeml>`,
      'has_entities',
    ],
    [
      'another file',
      '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><xmeml>&f;</xmeml>',
      'has_entities',
    ],
    ['an entity of nobody', xmeml('&nbsp;'), 'has_entities'],
    ['a character that is none', xmeml('&#x110000;'), 'has_entities'],
    [
      'attributes without end',
      `<xmeml ${Array.from({ length: 300 }, (_, i) => `a${i}=""`).join(' ')}/>`,
      'too_large',
    ],
    [
      'too many markers',
      xmeml(`<sequence>${'<marker><in>1</in></marker>'.repeat(EXCHANGE_LIMITS.markers + 1)}</sequence>`),
      'too_many_markers',
    ],
    [
      'too many locators',
      `FCM: NON-DROP FRAME\n${'* LOC: 01:00:00:00 RED x\n'.repeat(EXCHANGE_LIMITS.markers + 1)}`,
      'too_many_markers',
    ],
    ['OTIO that ends', '{"OTIO_SCHEMA": "Timeline.1"', 'unreadable'],
    [
      'OTIO too deep',
      `{"OTIO_SCHEMA":"Timeline.1","tracks":${'{"OTIO_SCHEMA":"Stack.1","children":['.repeat(500)}${']}'.repeat(500)}}`,
      'too_deep',
    ],
    ['brackets without end', `{"OTIO_SCHEMA":"Timeline.1","tracks":${'['.repeat(200_000)}`, 'unreadable'],
  ])('%s', (_, file, code) => {
    expect(read(file)).toEqual({ ok: false, code });
  });

  it('names that objects have of themselves are words like others', () => {
    const xml =
      '<xmeml><sequence __proto__="x" constructor="y"><marker><in>1</in><name>__proto__</name></marker></sequence></xmeml>';
    expect(brief(read(xml))).toEqual([[[1, null, '__proto__', null]], []]);
    expect(
      brief(read(otio({ OTIO_SCHEMA: 'Stack.1', children: [null, 3, {}], markers: [{}, 'x'] }))),
    ).toEqual([
      [],
      [
        [1, 'no_time'],
        [2, 'no_time'],
      ],
    ]);
  });

  it('words that are too long are cut between characters, and said to be', () => {
    const words = `${'가'.repeat(EXCHANGE_LIMITS.words - 1)}🎬`;
    const reading = read(
      `<xmeml><sequence><marker><in>1</in><name>${words}</name></marker></sequence></xmeml>`,
    );
    expect(reading).toMatchObject({ ok: true, troubles: [{ marker: 1, code: 'too_long' }] });
    expect(reading.ok && reading.markers[0]!.words).toBe('가'.repeat(EXCHANGE_LIMITS.words - 1));
  });
});
