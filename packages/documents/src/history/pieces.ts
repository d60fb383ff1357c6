import { wordEdits, type TextEdit } from './text-edits.ts';

/** What restoring an older state would do to a part of the present one: bring it back, or take it away. */
export type What = 'same' | 'back' | 'away';

/** A stretch of words. In order they tell both states: without `back` the present one, without `away` the older. */
export interface Piece {
  what: What;
  text: string;
}

/** The words of two texts as pieces: what goes stands before what takes its place. */
export function textPieces(now: string, then: string): Piece[] {
  const pieces: Piece[] = [];
  const add = (what: What, text: string): void => {
    const last = pieces.at(-1);
    if (text === '') return;
    if (last?.what === what) last.text += text;
    else pieces.push({ what, text });
  };
  let at = 0;
  for (const { at: start, remove, to, insert } of readable(wordEdits(now, then), now)) {
    add('same', now.slice(at, start));
    add('away', now.slice(start, start + remove));
    add('back', then.slice(to, to + insert));
    at = start + remove;
  }
  add('same', now.slice(at));
  return pieces;
}

/** Two changes with nothing but space between them are one to a reader. */
function readable(edits: readonly TextEdit[], now: string): TextEdit[] {
  const joined: TextEdit[] = [];
  for (const edit of edits) {
    const last = joined.at(-1);
    const gap = last === undefined ? '' : now.slice(last.at + last.remove, edit.at);
    if (last === undefined || gap.trim() !== '') {
      joined.push({ ...edit });
      continue;
    }
    last.remove += gap.length + edit.remove;
    last.insert += gap.length + edit.insert;
  }
  return joined;
}
