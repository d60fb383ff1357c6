import { fold } from './fold.ts';
import { hangulPattern, isHangul, splitPairs } from './hangul-pattern.ts';

/** What somebody looks for: all of it as it stands, or each of its words wherever. */
export interface Query {
  /** As it was typed, folded, without spaces. */
  typed: string;
  phrase: RegExp;
  words: readonly RegExp[];
}

/** Longer ones are cut: nobody looks for a page by typing it. */
const LONGEST = 100;

/** Null: nothing is looked for. */
export function readQuery(text: string): Query | null {
  const folded = splitPairs(fold(text.normalize('NFC').slice(0, LONGEST)).trim().replace(/\s+/g, ' '));
  if (folded === '') return null;
  const words = folded.split(' ');
  return {
    typed: words.join(''),
    phrase: new RegExp(patternOf(folded, true)),
    words:
      words.length === 1
        ? []
        : words.map((word, index) => new RegExp(patternOf(word, index === words.length - 1))),
  };
}

/** Where in Korean one puts spaces differs from writer to writer: beside Hangul they count for nothing. */
function patternOf(text: string, growing: boolean): string {
  const units = [...text];
  let pattern = '';
  let before = '';
  let spaced = false;
  units.forEach((unit, index) => {
    if (unit === ' ') {
      spaced = true;
      return;
    }
    if (before !== '') {
      if (isHangul(unit) || isHangul(before)) pattern += '\\s*';
      else if (spaced) pattern += '\\s+';
    }
    pattern += hangulPattern(unit, growing && index === units.length - 1) ?? escaped(unit);
    before = unit;
    spaced = false;
  });
  return pattern;
}

function escaped(unit: string): string {
  return unit.replace(/[\\^$.*+?()[\]{}|/-]/, '\\$&');
}
