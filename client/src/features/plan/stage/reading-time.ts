/** Syllables of Hangul an adult reads silently in a minute, and words of other scripts. */
const HANGUL_PER_MINUTE = 500;
const WORDS_PER_MINUTE = 230;

/** Whole minutes it takes to read; 0 when it is less than half of one. */
export function readingMinutes(text: string): number {
  const hangul = text.match(/\p{Script=Hangul}/gu)?.length ?? 0;
  const words = text.replace(/\p{Script=Hangul}+/gu, ' ').match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
  return Math.round(hangul / HANGUL_PER_MINUTE + words / WORDS_PER_MINUTE);
}
