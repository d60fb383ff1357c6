import { countsDropFrame, labelOf, labelsPerSecond } from '../timecode/index.ts';
import { framesOf, timedOf, usualStart, type Marker, type MarkerSheet } from './marker.ts';
import { asideOf, tagOf } from './note-text.ts';
import { writeXml, type Element } from './write-xml.ts';

/**
 * A sequence for Premiere, in the XML of Final Cut Pro 7: Premiere reads no FCPXML. A marker counts frames of the
 * sequence; one that is a point says so by an out of -1.
 */
export function writeXmeml(sheet: MarkerSheet): string {
  const { clip } = sheet;
  const start = sheet.start ?? usualStart(clip);
  const rate: Element = [
    'rate',
    {},
    [
      ['timebase', {}, labelsPerSecond(clip.rate)],
      ['ntsc', {}, clip.rate.num % clip.rate.den === 0 ? 'FALSE' : 'TRUE'],
    ],
  ];
  const timecode: Element = [
    'timecode',
    {},
    [
      rate,
      ['string', {}, labelOf(start, clip)],
      ['frame', {}, start],
      ['displayformat', {}, countsDropFrame(clip) ? 'DF' : 'NDF'],
    ],
  ];
  const characteristics: Element = [
    'samplecharacteristics',
    {},
    [rate, ['width', {}, 1920], ['height', {}, 1080]],
  ];
  const media: Element = [
    'media',
    {},
    [
      [
        'video',
        {},
        [
          ['format', {}, [characteristics]],
          ['track', {}],
        ],
      ],
    ],
  ];
  const marker = (each: Marker): Element => [
    'marker',
    {},
    [
      ['name', {}, each.author],
      ['comment', {}, [each.words, asideOf(each), tagOf([each.id])].filter((part) => part !== '').join('\n')],
      ['in', {}, each.frame],
      ['out', {}, each.endFrame === null ? -1 : Math.max(each.endFrame, each.frame + 1)],
    ],
  ];
  const sequence: Element = [
    'sequence',
    {},
    [
      ['name', {}, sheet.title],
      ['duration', {}, framesOf(sheet)],
      rate,
      timecode,
      media,
      ...timedOf(sheet.markers).map(marker),
    ],
  ];
  return writeXml(['xmeml', { version: 4 }, [sequence]], 'xmeml');
}
