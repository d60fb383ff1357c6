import { labelOf } from '../timecode/index.ts';
import { endOf, shownColor, timedOf, usualStart, type MarkerColor, type MarkerSheet } from './marker.ts';
import { asideOf, oneLine, tagOf } from './note-text.ts';

/** Media Composer has eight. */
const AVID: Record<MarkerColor, string> = {
  blue: 'blue',
  cyan: 'cyan',
  green: 'green',
  yellow: 'yellow',
  red: 'red',
  pink: 'magenta',
  purple: 'magenta',
  fuchsia: 'magenta',
  rose: 'red',
  lavender: 'magenta',
  sky: 'cyan',
  mint: 'green',
  lemon: 'yellow',
  sand: 'yellow',
  cocoa: 'black',
  cream: 'white',
};

/** Markers for Media Composer (*Tools → Markers → Import*): a line each, its columns set apart by tabs. */
export function writeAvid(sheet: MarkerSheet): string {
  const start = sheet.start ?? usualStart(sheet.clip);
  const plain = (words: string): string => oneLine(words, /\t/g);
  return timedOf(sheet.markers)
    .map((marker) => {
      const words = [marker.words, asideOf(marker), tagOf([marker.id])]
        .filter((part) => part !== '')
        .join(' ');
      return [
        plain(marker.author).replaceAll(/\s+/gu, '_') || '-',
        labelOf(start + marker.frame, sheet.clip),
        'V1',
        AVID[shownColor(marker)],
        plain(words),
        endOf(marker) - marker.frame,
      ].join('\t');
    })
    .map((line) => `${line}\r\n`)
    .join('');
}
