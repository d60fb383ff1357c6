import { countsDropFrame, labelOf } from '../timecode/index.ts';
import { endOf, shownColor, timedOf, usualStart, type Marker, type MarkerSheet } from './marker.ts';
import { asideOf, oneLine, tagOf } from './note-text.ts';

/**
 * Markers for Resolve (*Timelines → Import → Timeline Markers from EDL*): for each an event of the timeline, and a line
 * `note |C:colour |M:name |D:frames`. Resolve keeps one of several that begin on the same frame and drops the others in
 * silence, so those are written as one.
 */
export function writeEdl(sheet: MarkerSheet): string {
  const { clip } = sheet;
  const start = sheet.start ?? usualStart(clip);
  const label = (frame: number): string => labelOf(start + frame, clip);
  const events = byFrame(timedOf(sheet.markers)).map((markers, index) => {
    const [{ frame }] = markers;
    const end = Math.max(...markers.map(endOf));
    const times = `${label(frame)} ${label(end)}`;
    const event = `${String(index + 1).padStart(3, '0')}  001      V     C        ${times} ${times}  `;
    const color = shownColor(markers.find(({ resolved }) => !resolved) ?? markers[0]);
    // The id comes first: a line that began with what people wrote could be taken for an event, or a comment.
    const note = [tagOf(markers.map(({ id }) => id)), ...markers.map(asideOf)].join(' ');
    const name = markers.map(({ author, words }) => `${author}: ${words}`).join(' / ');
    return `${event}\n ${plain(note)} |C:ResolveColor${capital(color)} |M:${plain(name)} |D:${end - frame}\n`;
  });
  const counting = countsDropFrame(clip) ? 'DROP FRAME' : 'NON-DROP FRAME';
  return [`TITLE: ${plain(sheet.title)}\nFCM: ${counting}\n`, ...events].join('\n');
}

const plain = (words: string): string => oneLine(words, /\|/g);
const capital = (word: string): string => word[0]!.toUpperCase() + word.slice(1);

function byFrame(markers: readonly Marker[]): [Marker, ...Marker[]][] {
  const groups: [Marker, ...Marker[]][] = [];
  for (const marker of markers) {
    const last = groups.at(-1);
    if (last?.[0].frame === marker.frame) last.push(marker);
    else groups.push([marker]);
  }
  return groups;
}
