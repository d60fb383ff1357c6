import type { Span } from './match.ts';

/** A run of words, marked where they were looked for. */
export interface Piece {
  text: string;
  marked: boolean;
}

/** Before the first hit there is just enough to see what it is part of: what stands at the end of a line is cut off. */
const BEFORE = 16;
const LENGTH = 160;

/** The words around the first hit, on one line. */
export function snippet(words: string, spans: readonly Span[]): Piece[] {
  const first = spans.reduce((least, { from }) => Math.min(least, from), spans.length === 0 ? 0 : Infinity);
  const start = first <= BEFORE ? 0 : wordStart(words, first - BEFORE);
  const end = Math.min(words.length, start + LENGTH);
  const pieces = marked(words.slice(start, end), spans, start);
  if (start > 0) pieces.unshift({ text: '… ', marked: false });
  return pieces.map(({ text, marked }) => ({ text: text.replace(/\s+/g, ' '), marked }));
}

/** All of a short text with its hits marked. `skipped`: how much of the text the spans count from is left out. */
export function marked(text: string, spans: readonly Span[], skipped = 0): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const { from, to } of spans.toSorted((a, b) => a.from - b.from)) {
    const start = Math.max(at, from - skipped);
    const end = Math.min(text.length, to - skipped);
    if (start >= end) continue;
    if (start > at) pieces.push({ text: text.slice(at, start), marked: false });
    pieces.push({ text: text.slice(start, end), marked: true });
    at = end;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), marked: false });
  return pieces;
}

/** The beginning of a word at or shortly behind this place: no character is cut in two. */
function wordStart(words: string, from: number): number {
  const space = words.slice(from, from + BEFORE).search(/\s/);
  if (space !== -1) return from + space + 1;
  const code = words.charCodeAt(from);
  return code >= 0xdc00 && code <= 0xdfff ? from + 1 : from;
}
