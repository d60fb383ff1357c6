import { csvOf } from '../csv/index.ts';
import { fpsOf, secondsOf, timecodeOf } from '../timecode/index.ts';
import type { Marker, MarkerSheet } from './marker.ts';

const COLUMNS = [
  'number',
  'id',
  'timecode_in',
  'timecode_out',
  'frame',
  'end_frame',
  'seconds',
  'author',
  'words',
  'replies',
  'resolved',
  'priority',
  'tags',
  'due',
] as const;

/** All notes for a spreadsheet, those for the whole video too. */
export function writeTable(sheet: MarkerSheet): string {
  const rows = everyMarker(sheet).map((marker, index) => {
    const at = timesOf(marker, sheet);
    return [
      index + 1,
      marker.id,
      at?.timecodeIn ?? null,
      at?.timecodeOut ?? null,
      at?.frame ?? null,
      at?.endFrame ?? null,
      at?.seconds ?? null,
      marker.author,
      marker.words,
      marker.replies.map(({ author, words }) => `${author}: ${words}`).join('\n'),
      marker.resolved ? 'yes' : 'no',
      marker.priority,
      marker.tags.join(', '),
      marker.due,
    ];
  });
  return csvOf([COLUMNS, ...rows]);
}

/** The same for programs. `format` changes when a reader of an older one would be misled. */
export function writeJson(sheet: MarkerSheet): string {
  const { clip, title, frames } = sheet;
  const notes = everyMarker(sheet).map((marker) => ({
    id: marker.id,
    at: timesOf(marker, sheet),
    author: marker.author,
    words: marker.words,
    replies: marker.replies,
    resolved: marker.resolved,
    priority: marker.priority,
    tags: marker.tags,
    due: marker.due,
    color: marker.color,
  }));
  const rate = { ...clip.rate, fps: fpsOf(clip.rate) };
  const document = { format: 'clapper-notes/1', title, rate, frames, dropFrame: clip.dropFrame, notes };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** The timed in order, then those for the whole video. */
function everyMarker({ markers }: MarkerSheet): Marker[] {
  return markers.toSorted(
    (a, b) =>
      Number(b.timed) - Number(a.timed) || (a.timed ? a.frame - b.frame : 0) || (a.id < b.id ? -1 : 1),
  );
}

/** In the file's own timecode, which is what the note was written against. */
function timesOf({ timed, frame, endFrame }: Marker, { clip }: MarkerSheet) {
  if (!timed) return null;
  return {
    frame,
    endFrame,
    seconds: Number(secondsOf(frame, clip.rate).toFixed(6)),
    timecodeIn: timecodeOf(frame, clip),
    timecodeOut: endFrame === null ? null : timecodeOf(endFrame, clip),
  };
}
