import type * as Y from 'yjs';

const GRAPHEMES = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

export interface TextChange {
  index: number;
  remove: number;
  insert: string;
}

/**
 * The smallest single change from one text to another that cuts through no character as people see
 * it: half an emoji or half a composed syllable in an update would be a broken character for whoever
 * types beside it.
 */
export function textChange(from: string, to: string): TextChange | null {
  if (from === to) return null;
  const shorter = Math.min(from.length, to.length);
  let start = 0;
  while (start < shorter && from.charCodeAt(start) === to.charCodeAt(start)) start++;
  start = Math.min(boundaryBefore(from, start), boundaryBefore(to, start));
  let tail = 0;
  while (
    tail < shorter - start &&
    from.charCodeAt(from.length - 1 - tail) === to.charCodeAt(to.length - 1 - tail)
  ) {
    tail++;
  }
  tail = Math.min(
    from.length - boundaryAfter(from, from.length - tail),
    to.length - boundaryAfter(to, to.length - tail),
  );
  // The same letters may stand at a boundary in one text and inside a character in the other.
  while (tail > 0 && !(isBoundary(from, from.length - tail) && isBoundary(to, to.length - tail))) tail--;
  return { index: start, remove: from.length - tail - start, insert: to.slice(start, to.length - tail) };
}

/** Makes a shared text say `to`, touching only what differs. The caller opens the transaction. */
export function writeText(text: Y.Text, to: string): void {
  const change = textChange(text.toJSON(), to);
  if (change === null) return;
  if (change.remove > 0) text.delete(change.index, change.remove);
  if (change.insert !== '') text.insert(change.index, change.insert);
}

function boundaryBefore(text: string, index: number): number {
  if (index >= text.length) return text.length;
  return GRAPHEMES.segment(text).containing(index)?.index ?? index;
}

function boundaryAfter(text: string, index: number): number {
  const before = boundaryBefore(text, index);
  if (before === index) return index;
  return before + (GRAPHEMES.segment(text).containing(index)?.segment.length ?? 0);
}

function isBoundary(text: string, index: number): boolean {
  return boundaryBefore(text, index) === index;
}
