import { countsDropFrame, type Rate } from '../timecode/index.ts';
import { endOf, framesOf, timedOf, usualStart, type Marker, type MarkerSheet } from './marker.ts';
import { asideOf, tagOf } from './note-text.ts';
import { writeXml, type Element } from './write-xml.ts';

/**
 * A timeline for Final Cut Pro (Resolve reads it too): one gap as long as the cut, with the notes as its markers. They are
 * to-dos, an open one `completed="0"`. Times are fractions of a second, so that no frame is rounded.
 */
export function writeFcpxml(sheet: MarkerSheet): string {
  const { rate } = sheet.clip;
  const start = sheet.start ?? usualStart(sheet.clip);
  const time = (frame: number): string => rationalSeconds(frame, rate);
  const marker = (each: Marker): Element => [
    'marker',
    {
      start: time(start + each.frame),
      duration: time(endOf(each) - each.frame),
      value: `${each.author}: ${each.words}`,
      completed: each.resolved ? 1 : 0,
      note: [asideOf(each), tagOf([each.id])].filter((part) => part !== '').join('\n'),
    },
  ];
  const length = time(framesOf(sheet));
  const gap: Element = [
    'gap',
    { name: 'Gap', offset: time(start), start: time(start), duration: length },
    timedOf(sheet.markers).map(marker),
  ];
  const tcFormat = countsDropFrame(sheet.clip) ? 'DF' : 'NDF';
  const sequence: Element = [
    'sequence',
    { format: 'r1', duration: length, tcStart: time(start), tcFormat },
    [['spine', {}, [gap]]],
  ];
  const project: Element = ['project', { name: sheet.title }, [sequence]];
  const format: Element = ['format', { id: 'r1', frameDuration: time(1), width: 1920, height: 1080 }];
  return writeXml(
    [
      'fcpxml',
      { version: '1.9' },
      [
        ['resources', {}, [format]],
        ['library', {}, [['event', { name: sheet.title }, [project]]]],
      ],
    ],
    'fcpxml',
  );
}

function rationalSeconds(frame: number, { num, den }: Rate): string {
  const top = frame * den;
  return top % num === 0 ? `${top / num}s` : `${top}/${num}s`;
}
