import { textChange } from '../text.ts';
import { commonSequence } from './common-sequence.ts';

/** Part of a text that gives way to part of another; everything between two of them is the same in both. */
export interface TextEdit {
  /** In the text as it is. */
  at: number;
  remove: number;
  /** In the text it shall become. */
  to: number;
  insert: number;
}

const WORDS = new Intl.Segmenter('ko', { granularity: 'word' });

/**
 * The edits that lead from one text to another, word by word and within a word as small as characters
 * allow: what somebody else writes between two of them stays where it stands.
 */
export function textEdits(from: string, to: string): TextEdit[] {
  const edits: TextEdit[] = [];
  for (const { at, remove, to: place, insert } of wordEdits(from, to)) {
    const within = textChange(from.slice(at, at + remove), to.slice(place, place + insert));
    if (within === null) continue;
    edits.push({
      at: at + within.index,
      remove: within.remove,
      to: place + within.index,
      insert: within.insert.length,
    });
  }
  return edits;
}

/** The same by whole words: for people to read. */
export function wordEdits(from: string, to: string): TextEdit[] {
  if (from === to) return [];
  const [left, right] = [wordsOf(from), wordsOf(to)];
  const shared = commonSequence(left, right, (a, b) => a.text === b.text);
  const edits: TextEdit[] = [];
  let [at, place] = [0, 0];
  const between = (nextAt: number, nextPlace: number): void => {
    if (nextAt > at || nextPlace > place) {
      edits.push({ at, remove: nextAt - at, to: place, insert: nextPlace - place });
    }
  };
  for (const [i, j] of shared) {
    between(left[i]!.at, right[j]!.at);
    at = left[i]!.at + left[i]!.text.length;
    place = right[j]!.at + right[j]!.text.length;
  }
  between(from.length, to.length);
  return edits;
}

function wordsOf(text: string): { at: number; text: string }[] {
  return Array.from(WORDS.segment(text), ({ index, segment }) => ({ at: index, text: segment }));
}
