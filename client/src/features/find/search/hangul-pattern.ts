/**
 * Korean as it is being typed, as a regular expression over composed syllables. While one composes a syllable the last
 * one is not what it will be: 고 is on its way to 곡 and to 과, 목 to 모기, 갑 to 값.
 */
const FIRST_SYLLABLE = 0xac00;
const LAST_SYLLABLE = 0xd7a3;
const FINALS = 28;
const PER_INITIAL = 21 * FINALS;
const INITIALS = 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ';
/** By the number of the final in its syllable; a space: none. */
const FINAL_LETTERS = ' ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ';
/** Two consonants that keyboards and finals make one letter of. */
const PAIRS: Readonly<Record<string, string>> = {
  ㄳ: 'ㄱㅅ',
  ㄵ: 'ㄴㅈ',
  ㄶ: 'ㄴㅎ',
  ㄺ: 'ㄹㄱ',
  ㄻ: 'ㄹㅁ',
  ㄼ: 'ㄹㅂ',
  ㄽ: 'ㄹㅅ',
  ㄾ: 'ㄹㅌ',
  ㄿ: 'ㄹㅍ',
  ㅀ: 'ㄹㅎ',
  ㅄ: 'ㅂㅅ',
};
/** Vowels that a second key makes others of, by number: ㅗ ㅘ ㅙ ㅚ, ㅜ ㅝ ㅞ ㅟ, ㅡ ㅢ. */
const LAST_VOWEL_OF: Readonly<Record<number, number>> = { 8: 11, 13: 16, 18: 19 };

/** ㄳ as the two initial consonants it was typed as. */
export function splitPairs(text: string): string {
  return text.replace(/[ㄳ-ㅄ]/g, (letter) => PAIRS[letter] ?? letter);
}

export function isHangul(unit: string): boolean {
  return /[\u3131-\u318e\uac00-\ud7a3]/.test(unit);
}

/** One letter of a query; null: it is no Hangul. `open`: the last one, to which more keys may come. */
export function hangulPattern(unit: string, open: boolean): string | null {
  const initial = INITIALS.indexOf(unit);
  // A consonant alone stands for every syllable that begins with it.
  if (initial !== -1) return `[${beginningWith(initial)}${unit}]`;
  const code = unit.charCodeAt(0);
  if (code < FIRST_SYLLABLE || code > LAST_SYLLABLE) return isHangul(unit) ? unit : null;
  return open ? unfinished(code) : unit;
}

function unfinished(code: number): string {
  const final = (code - FIRST_SYLLABLE) % FINALS;
  if (final === 0) return `[${String.fromCharCode(code)}-${String.fromCharCode(lastFrom(code))}]`;
  const bare = code - final;
  const letter = FINAL_LETTERS[final]!;
  const pair = PAIRS[letter];
  const kept = pair?.charAt(0) ?? ' ';
  const moved = pair?.charAt(1) ?? letter;
  // The final may become the first half of a pair, or the beginning of the next syllable.
  const longer = Object.entries(PAIRS).flatMap(([both, parts]) =>
    parts.startsWith(letter) ? [String.fromCharCode(bare + FINAL_LETTERS.indexOf(both))] : [],
  );
  const before = String.fromCharCode(bare + FINAL_LETTERS.indexOf(kept));
  const next = beginningWith(INITIALS.indexOf(moved));
  return `(?:[${String.fromCharCode(code)}${longer.join('')}]|${before}\\s*[${next}])`;
}

/** The last syllable that may still come of one without a final. */
function lastFrom(code: number): number {
  const vowel = Math.floor(((code - FIRST_SYLLABLE) % PER_INITIAL) / FINALS);
  const more = (LAST_VOWEL_OF[vowel] ?? vowel) - vowel;
  return code + more * FINALS + FINALS - 1;
}

function beginningWith(initial: number): string {
  const first = FIRST_SYLLABLE + initial * PER_INITIAL;
  return `${String.fromCharCode(first)}-${String.fromCharCode(first + PER_INITIAL - 1)}`;
}
