import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countsDropFrame,
  frameAt,
  frameOfTimecode,
  framesPerDay,
  middleOf,
  sameRate,
  secondsOf,
  snapRate,
  timecodeOf,
  type Clip,
  type Rate,
} from './index.ts';

const NTSC: Rate = { num: 30_000, den: 1001 };
const RATES: Rate[] = [
  { num: 24_000, den: 1001 },
  { num: 24, den: 1 },
  { num: 25, den: 1 },
  NTSC,
  { num: 30, den: 1 },
  { num: 48, den: 1 },
  { num: 50, den: 1 },
  { num: 60_000, den: 1001 },
  { num: 60, den: 1 },
  { num: 120_000, den: 1001 },
];
const clip = (rate: Rate, dropFrame = false, startFrame = 0): Clip => ({ rate, startFrame, dropFrame });
const anyRate = fc.constantFrom(...RATES);
const anyClip = fc
  .record({ rate: anyRate, dropFrame: fc.boolean(), startFrame: fc.nat(20_000_000) })
  .map((each) => ({ ...each, startFrame: each.startFrame % framesPerDay(each) }));

/**
 * Labels written one after the other as the standard describes them, knowing nothing of division: count up, and at each
 * full minute that is no tenth skip the labels that drop frame leaves out.
 */
function* labelsOneByOne(base: number, skipped: number): Generator<string> {
  const two = (value: number): string => String(value).padStart(2, '0');
  const width = base > 100 ? 3 : 2;
  for (;;) {
    for (let hour = 0; hour < 24; hour += 1)
      for (let minute = 0; minute < 60; minute += 1)
        for (let second = 0; second < 60; second += 1)
          for (let frame = 0; frame < base; frame += 1) {
            if (second === 0 && frame < skipped && minute % 10 !== 0) continue;
            const sign = skipped > 0 ? ';' : ':';
            yield `${two(hour)}:${two(minute)}:${two(second)}${sign}${String(frame).padStart(width, '0')}`;
          }
  }
}

describe('labels', () => {
  it.each([
    ['24', { num: 24, den: 1 }, false, 24, 0],
    ['23.976', { num: 24_000, den: 1001 }, true, 24, 0],
    ['25', { num: 25, den: 1 }, true, 25, 0],
    ['29.97 drop frame', NTSC, true, 30, 2],
    ['29.97 without', NTSC, false, 30, 0],
    ['30, which has none to drop', { num: 30, den: 1 }, true, 30, 0],
    ['59.94 drop frame', { num: 60_000, den: 1001 }, true, 60, 4],
    ['119.88 drop frame', { num: 120_000, den: 1001 }, true, 120, 8],
  ])(
    'at %s are those that counting gives, an hour and eleven minutes long',
    (_, rate, drop, base, skipped) => {
      const labels = labelsOneByOne(base, skipped);
      const each = clip(rate, drop);
      const frames = Math.min(71 * 60 * base, 260_000);
      for (let frame = 0; frame < frames; frame += 1) {
        const label: unknown = labels.next().value;
        if (timecodeOf(frame, each) !== label) {
          expect(`${frame}: ${timecodeOf(frame, each)}`).toBe(`${frame}: ${label}`);
        }
      }
    },
  );

  it('leave out what the standard names, and stay with the clock', () => {
    const drop = clip(NTSC, true);
    expect(
      [1799, 1800, 17_981, 17_982, 107_892, 2_589_407, 2_589_408].map((frame) => timecodeOf(frame, drop)),
    ).toEqual([
      '00:00:59;29',
      '00:01:00;02',
      '00:09:59;29',
      '00:10:00;00',
      '01:00:00;00',
      '23:59:59;29',
      '00:00:00;00',
    ]);
    expect(secondsOf(107_892, NTSC)).toBeCloseTo(3600, 2);
  });

  it('begin where the file says, across midnight too', () => {
    expect(timecodeOf(12, clip({ num: 24, den: 1 }, false, 86_400))).toBe('01:00:00:12');
    const late = clip({ num: 25, den: 1 }, false, framesPerDay(clip({ num: 25, den: 1 })) - 1);
    expect([timecodeOf(0, late), timecodeOf(1, late)]).toEqual(['23:59:59:24', '00:00:00:00']);
    expect(frameOfTimecode('00:00:00:00', late)).toBe(1);
  });

  it('lead back to their frame, whatever the rate and the start', () => {
    fc.assert(
      fc.property(anyClip, fc.nat(5_000_000), (each, frame) => {
        const within = frame % framesPerDay(each);
        expect(frameOfTimecode(timecodeOf(within, each), each)).toBe(within);
      }),
    );
  });

  it('drop frame holds only where the rate has it', () => {
    expect(RATES.filter((rate) => countsDropFrame(clip(rate, true))).map(({ num }) => num)).toEqual([
      30_000, 60_000, 120_000,
    ]);
  });
});

describe('what is typed', () => {
  const hour = clip({ num: 25, den: 1 }, false, 90_000);
  it.each([
    ['01:00:04.12', 90_103],
    [' 01;00;04;12 ', 112],
    ['01:00:04.12', 90_103],
    ['300', 300],
    ['300f', 300],
    ['12s', 300],
    ['12.5', 312],
    ['1:04', 1600],
    ['0:01:04.04', 1601],
    ['90:00', 135_000],
    ['01:00:04:25', null],
    ['01:00:61:00', null],
    ['01:75:00', null],
    ['24:00:00:00', null],
    ['1:75', null],
    ['', null],
    ['-3', null],
    ['four', null],
    ['1e9', null],
    ['१२', null],
  ])('%j is frame %j', (typed, frame) => {
    expect(frameOfTimecode(typed, hour)).toBe(frame);
  });

  it('a label that is left out is the next there is; a semicolon means frames', () => {
    const drop = clip(NTSC, true);
    expect([frameOfTimecode('00:01:00;00', drop), frameOfTimecode('00:01:00;01', drop)]).toEqual([
      1800, 1800,
    ]);
    expect([frameOfTimecode('00:01:00:02', drop), frameOfTimecode('4;12', drop)]).toEqual([1800, 132]);
  });
});

describe('frames and seconds', () => {
  it('a frame is found from its beginning, its middle and just before its end', () => {
    fc.assert(
      fc.property(anyRate, fc.nat(10_000_000), (rate, frame) => {
        expect(frameAt(secondsOf(frame, rate), rate)).toBe(frame);
        expect(frameAt(middleOf(frame, rate), rate)).toBe(frame);
        expect(frameAt(secondsOf(frame + 0.9, rate), rate)).toBe(frame);
      }),
    );
  });

  it('a time rounded to microseconds, or to milliseconds, is still of its frame', () => {
    fc.assert(
      fc.property(anyRate, fc.nat(5_000_000), (rate, frame) => {
        expect(frameAt(Number(secondsOf(frame, rate).toFixed(6)), rate)).toBe(frame);
        expect(frameAt(Math.floor(secondsOf(frame, rate) * 1_000_000) / 1_000_000, rate)).toBe(frame);
        if (rate.num / rate.den <= 60)
          expect(frameAt(Number(secondsOf(frame, rate).toFixed(3)), rate)).toBe(frame);
      }),
    );
  });

  it('no frame is before the first', () => {
    expect(frameAt(-0.2, NTSC)).toBe(0);
  });
});

describe('rates', () => {
  it.each([
    [23.976, 24_000, 1001],
    [23.98, 24_000, 1001],
    [24, 24, 1],
    [25.001, 25, 1],
    [29.97, 30_000, 1001],
    [59.94006, 60_000, 1001],
    [60, 60, 1],
    [119.88, 120_000, 1001],
    [12.5, 25, 2],
    [18, 18, 1],
    [0.0001, 1, 1000],
  ])('%s is %i/%i', (measured, num, den) => {
    expect(snapRate(measured)).toEqual({ num, den });
  });

  it('a ratio keeps being itself, in lowest terms, unless it means a broadcast rate', () => {
    expect(snapRate({ num: 2997, den: 100 })).toEqual(NTSC);
    expect(snapRate({ num: 36, den: 2 })).toEqual({ num: 18, den: 1 });
    for (const rate of RATES) expect(sameRate(snapRate(rate), rate)).toBe(true);
    expect(() => snapRate(0)).toThrow(RangeError);
    expect(() => snapRate(Number.NaN)).toThrow(RangeError);
  });
});
