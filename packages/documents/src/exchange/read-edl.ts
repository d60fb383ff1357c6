import { ordinalOfLabel, secondsOf, type Clip } from '../timecode/index.ts';
import { usualStart } from './marker.ts';
import {
  EXCHANGE_LIMITS,
  placeMarkers,
  type MarkerReading,
  type RawMarker,
  type ReadOptions,
} from './reading.ts';

const LABEL = /^\d{2}[:;]\d{2}[:;]\d{2}[:;.]\d{2,3}$/;

/** A marker whose time is still a label of the timeline. */
interface LabelledMarker {
  label: string;
  frames: number;
  words: string;
  color: string | null;
}

/** Markers of Resolve (`|C:… |M:… |D:…` under an event) and locators of other programs (`* LOC: time COLOUR words`). */
export function readEdl(file: string, options: ReadOptions): MarkerReading {
  if (file.length > EXCHANGE_LIMITS.file) return { ok: false, code: 'too_large' };
  const lines = file.replace(/^\u{FEFF}/u, '').split(/\r\n|\r|\n/);
  const found: LabelledMarker[] = [];
  let dropFrame: boolean | null = null;
  let event: string | null = null;
  for (const line of lines) {
    const fcm = /^FCM:\s*(NON[- ])?DROP/i.exec(line);
    if (fcm) dropFrame = fcm[1] === undefined;
    event = eventLabel(line) ?? event;
    const marker = markerOf(line, event) ?? locatorOf(line);
    if (marker !== null) found.push(marker);
    if (found.length > EXCHANGE_LIMITS.markers) return { ok: false, code: 'too_many_markers' };
  }
  if (dropFrame === null && event === null && found.length === 0) return { ok: false, code: 'unreadable' };
  const clip: Clip = {
    ...options.clip,
    dropFrame: dropFrame ?? found.some(({ label }) => label.includes(';')),
  };
  const ordinals = found.map(({ label }) => ordinalOfLabel(label, clip));
  const start = options.start ?? likelyStart(ordinals, clip);
  const raw = found.map(({ frames, words, color }, index): RawMarker => {
    const ordinal = ordinals[index] ?? null;
    if (ordinal === null) return { seconds: null, endSeconds: null, author: '', words, color };
    const frame = ordinal - start;
    return {
      seconds: secondsOf(frame, clip.rate),
      endSeconds: frames > 1 ? secondsOf(frame + frames, clip.rate) : null,
      author: '',
      words,
      color,
    };
  });
  return placeMarkers(raw, options);
}

/** An EDL does not say where its timeline begins: at the usual place, unless something stands before that. */
function likelyStart(ordinals: readonly (number | null)[], clip: Clip): number {
  const start = usualStart(clip);
  return ordinals.some((ordinal) => ordinal !== null && ordinal < start) ? 0 : start;
}

/** Where on the timeline an event begins: the third of its four labels. */
function eventLabel(line: string): string | null {
  const parts = line.trim().split(/\s+/, 40);
  const labels = parts.slice(-4);
  const isEvent =
    /^\d{1,6}$/.test(parts[0] ?? '') && parts.length >= 7 && labels.every((part) => LABEL.test(part));
  return isEvent ? labels[2]! : null;
}

function markerOf(line: string, event: string | null): LabelledMarker | null {
  if (event === null || !/\|[CMD]:/.test(line)) return null;
  const [note = '', ...fields] = line.split('|');
  const field = (key: string): string =>
    (fields.find((each) => each.startsWith(key)) ?? key).slice(key.length).trim();
  const frames = Number(/^\d{1,9}$/.exec(field('D:'))?.[0] ?? 1);
  const words = [field('M:'), note.trim()].filter((part) => part !== '').join('\n');
  return { label: event, frames, words, color: field('C:') };
}

function locatorOf(line: string): LabelledMarker | null {
  const [star, loc, label, color, ...words] = line.trim().split(/\s+/);
  if (star !== '*' || loc?.toUpperCase() !== 'LOC:' || !LABEL.test(label ?? '')) return null;
  return { label: label!, frames: 1, words: words.join(' '), color: color ?? null };
}
