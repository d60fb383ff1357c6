import { z } from 'zod';
import {
  EXCHANGE_LIMITS,
  placeMarkers,
  type MarkerReading,
  type MarkerTrouble,
  type ReadOptions,
} from './reading.ts';

/** How the older feedback system exported a note: its words, and who said them where it knew. */
const rowSchema = z.object({
  content: z.string(),
  author: z.string().nullish(),
  user_name: z.string().nullish(),
});

const STAMP = /timestamp:\s*(\S+)/;

/**
 * Feedback from before times had a field of their own: the words say `timestamp:30.5` somewhere, in seconds or as a clock. A JSON list
 * of notes, or text with a note per line. What cannot be read as a time is put at the beginning, as the older
 * system's own migration did, and reported; a note that names no time is left out, and reported. The words stay as
 * they are, so that taking the import back loses nothing.
 */
export function readLegacy(file: string, options: ReadOptions): MarkerReading {
  if (file.length > EXCHANGE_LIMITS.file) return { ok: false, code: 'too_large' };
  const rows = rowsOf(file.replace(/^\u{FEFF}/u, ''));
  if (rows === null) return { ok: false, code: 'unreadable' };
  const doubtful: MarkerTrouble[] = [];
  const raw = rows.map(({ content, author }, index) => {
    const stamp = STAMP.exec(content)?.[1];
    const seconds = stamp === undefined ? null : secondsIn(stamp);
    if (stamp !== undefined && seconds === null) doubtful.push({ marker: index + 1, code: 'bad_time' });
    return {
      seconds: stamp === undefined ? null : (seconds ?? 0),
      endSeconds: null,
      author,
      words: content,
      color: null,
    };
  });
  const placed = placeMarkers(raw, options);
  if (!placed.ok) return placed;
  const troubles = [...placed.troubles, ...doubtful].toSorted((a, b) => a.marker - b.marker);
  return { ...placed, troubles };
}

function rowsOf(text: string): { content: string; author: string }[] | null {
  if (!/^\s*[[{]/.test(text)) {
    const lines = text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '');
    return lines.length === 0 ? null : lines.map((content) => ({ content, author: '' }));
  }
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return null;
  }
  const list = z.array(rowSchema).safeParse(read).data;
  return (
    list?.map(({ content, author, user_name }) => ({ content, author: author ?? user_name ?? '' })) ?? null
  );
}

/** A number of seconds, or a clock; null: neither. */
function secondsIn(stamp: string): number | null {
  const plain = stamp.replace(/[.,;)\]]+$/, '');
  if (/^\d{1,6}(\.\d{1,9})?$/.test(plain)) return Number(plain);
  const clock = /^(?:(\d{1,2}):)?(\d{1,3}):(\d{2}(?:\.\d{1,9})?)$/.exec(plain);
  if (!clock) return null;
  return Number(clock[1] ?? 0) * 3600 + Number(clock[2]) * 60 + Number(clock[3]);
}
