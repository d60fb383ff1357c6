import type { Query } from './query.ts';

/** A part of a text, in UTF-16 units. */
export interface Span {
  from: number;
  to: number;
}

/** What was found in one thing: in what it is called, and in the rest of its words. */
export interface Match {
  score: number;
  inTitle: readonly Span[];
  inWords: readonly Span[];
}

const TITLE = 100;
const TITLE_WORDS = 70;
const WORDS = 40;
const SCATTERED = 25;
const WHOLE = 40;
const AT_START = 30;
const AT_WORD = 15;
/** What may yet become the query, or only begins with the same consonants, stands behind what says it. */
const LOOSE = 0.4;

/**
 * All of the query as it stands in the title, or in the words; else each of its words somewhere in either. Texts are
 * folded. `lead`: how much of the title is a number before the name; `given`: which words of the query need not be there.
 */
export function matchOf(
  query: Query,
  title: string,
  words: string,
  { lead = 0, given = [] }: { lead?: number; given?: readonly boolean[] } = {},
): Match | null {
  const named = spanOf(query.phrase, title);
  const said = spanOf(query.phrase, words);
  if (named !== null) {
    const whole = named.from === lead && named.to === title.length ? WHOLE : 0;
    const score = (TITLE + whole + standing(title, named, lead)) * closeness(query, title, named);
    return { score, inTitle: [named], inWords: said === null ? [] : [said] };
  }
  if (said !== null) {
    const score = (WORDS + standing(words, said)) * closeness(query, words, said);
    return { score, inTitle: [], inWords: [said] };
  }
  const inTitle: Span[] = [];
  const inWords: Span[] = [];
  for (const [index, word] of query.words.entries()) {
    const first = spanOf(word, title);
    const second = first === null ? spanOf(word, words) : null;
    if (first !== null) inTitle.push(first);
    else if (second !== null) inWords.push(second);
    else if (given[index] !== true) return null;
  }
  if (inTitle.length + inWords.length === 0) return null;
  return { score: inWords.length === 0 ? TITLE_WORDS : SCATTERED, inTitle, inWords };
}

function spanOf(pattern: RegExp, text: string): Span | null {
  if (text === '') return null;
  const found = pattern.exec(text);
  return found === null ? null : { from: found.index, to: found.index + found[0].length };
}

function closeness({ typed }: Query, text: string, { from, to }: Span): number {
  return text.slice(from, to).replace(/\s+/g, '') === typed ? 1 : LOOSE;
}

function standing(text: string, { from }: Span, lead = 0): number {
  if (from === 0 || from === lead) return AT_START;
  return /[\p{L}\p{N}]/u.test(text.charAt(from - 1)) ? 0 : AT_WORD;
}
