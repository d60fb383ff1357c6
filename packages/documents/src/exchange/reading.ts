import { frameAt, type Clip } from '../timecode/index.ts';
import { MARKER_COLORS, type MarkerColor } from './marker.ts';
import { idsIn, withoutIds } from './note-text.ts';

export const EXCHANGE_LIMITS = {
  /** Characters of a file: the sequence of a long film is some megabytes. */
  file: 20 * 1024 * 1024,
  markers: 10_000,
  /** How deep elements stand in elements. */
  depth: 64,
  /** Elements of a file. */
  elements: 500_000,
  /** Characters of a note; what is longer is cut, and said to be. */
  words: 5_000,
  author: 100,
} as const;

/** Why a file cannot be read at all. */
export type FileProblem =
  | 'too_large'
  | 'too_deep'
  | 'too_many_markers'
  /** It is not what it should be, or ends in the middle. */
  | 'unreadable'
  /** It brings words of its own for what stands in it (a DTD): nobody who means well does. */
  | 'has_entities';

/** Why one marker was left out, or came in another way than it stands. */
export type MarkerProblem =
  | 'no_time'
  | 'before_start'
  | 'after_end'
  | 'no_words'
  | 'too_long'
  /** Its time was no number: it stands at the beginning. */
  | 'bad_time';

export interface FoundMarker {
  /** Of notes of ours that it carries; empty where it was made in the other program. */
  ids: string[];
  frame: number;
  /** Exclusive; null: a point. */
  endFrame: number | null;
  author: string;
  words: string;
  color: MarkerColor | null;
}

export interface MarkerTrouble {
  /** Which one of the file, from 1. */
  marker: number;
  code: MarkerProblem;
}

export type MarkerReading =
  | { ok: true; markers: FoundMarker[]; troubles: MarkerTrouble[] }
  | { ok: false; code: FileProblem };

/** What the cut is that the markers are for. */
export interface ReadOptions {
  clip: Clip;
  /** Frames of the cut; null where nobody knows. */
  frames: number | null;
  /** Where the other program's timeline begins; null: what the file says, else found out. */
  start: number | null;
}

/** Where a marker of a file stands: seconds from the beginning of the timeline; null: it says nothing one can read. */
export interface RawMarker {
  seconds: number | null;
  endSeconds: number | null;
  author: string;
  words: string;
  color: string | null;
}

/** Puts what a file holds onto the frames of the cut. */
export function placeMarkers(raw: readonly RawMarker[], { clip, frames }: ReadOptions): MarkerReading {
  if (raw.length > EXCHANGE_LIMITS.markers) return { ok: false, code: 'too_many_markers' };
  const markers: FoundMarker[] = [];
  const troubles: MarkerTrouble[] = [];
  raw.forEach((each, index) => {
    const trouble = (code: MarkerProblem): void => void troubles.push({ marker: index + 1, code });
    const { seconds, endSeconds } = each;
    if (seconds === null || !Number.isFinite(seconds)) return trouble('no_time');
    const frame = frameAt(seconds, clip.rate);
    if (seconds < 0 && -seconds * clip.rate.num > clip.rate.den / 2) return trouble('before_start');
    if (frames !== null && frame >= frames) return trouble('after_end');
    const ids = idsIn(each.words);
    const words = withoutIds(each.words);
    if (words === '' && ids.length === 0) return trouble('no_words');
    if (words.length > EXCHANGE_LIMITS.words) trouble('too_long');
    const end = endSeconds === null || !Number.isFinite(endSeconds) ? 0 : frameAt(endSeconds, clip.rate);
    markers.push({
      ids,
      frame,
      endFrame: end > frame + 1 ? Math.min(end, frames ?? end) : null,
      author: each.author.trim().slice(0, EXCHANGE_LIMITS.author),
      words: cut(words, EXCHANGE_LIMITS.words),
      color: colorOf(each.color),
    });
  });
  return { ok: true, markers, troubles };
}

/** No half of a character at the end. */
function cut(words: string, most: number): string {
  return words.length <= most
    ? words
    : words
        .slice(0, most)
        .replace(/[\u{D800}-\u{DBFF}]$/u, '')
        .trimEnd();
}

const OTHERS: Readonly<Record<string, MarkerColor>> = {
  magenta: 'fuchsia',
  orange: 'sand',
  black: 'cocoa',
  white: 'cream',
};

function colorOf(name: string | null): MarkerColor | null {
  const plain = (name ?? '')
    .toLowerCase()
    .replace(/^resolvecolor/, '')
    .trim();
  return MARKER_COLORS.find((color) => color === plain) ?? OTHERS[plain] ?? null;
}
