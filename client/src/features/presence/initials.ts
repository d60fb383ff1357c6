const HANGUL = /\p{Script=Hangul}/u;
const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/**
 * What stands in an avatar: of a Hangul name the first syllable of the given name (김하늘 → 하), else the
 * first letters of the first and last word.
 */
export function initials(name: string): string {
  const words = name.normalize('NFC').trim().split(/\s+/u).filter(Boolean);
  const first = letters(words[0] ?? '');
  const [initial = '?'] = first;
  if (HANGUL.test(initial)) return words.length === 1 && first.length === 3 ? (first[1] ?? initial) : initial;
  const [last = ''] = words.length > 1 ? letters(words.at(-1) ?? '') : [];
  return (initial + last).toLocaleUpperCase();
}

function letters(word: string): string[] {
  return Array.from(segmenter.segment(word), ({ segment }) => segment);
}
