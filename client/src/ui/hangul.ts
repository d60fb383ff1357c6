const INITIALS = 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ';
const FIRST_SYLLABLE = 0xac00;
const LAST_SYLLABLE = 0xd7a3;
/** Syllables that begin with the same consonant stand together: 21 vowels × 28 endings. */
const PER_INITIAL = 588;
const PER_VOWEL = 28;

/**
 * Where `query` is found in `text` as Koreans type: by whole syllables, by initial consonants (ㅍ finds
 * 표), and while the last syllable is still being composed (노 finds 노트, 목 finds 모 of 목록).
 */
export function findHangul(text: string, query: string): { from: number; to: number } | null {
  if (query === '') return { from: 0, to: 0 };
  const characters = [...text.normalize('NFC').toLocaleLowerCase()];
  const wanted = [...query.normalize('NFC').toLocaleLowerCase()];
  for (let from = 0; from + wanted.length <= characters.length; from++) {
    const found = wanted.every((want, offset) =>
      matches(characters[from + offset] ?? '', want, offset === wanted.length - 1),
    );
    if (found) return { from, to: from + wanted.length };
  }
  return null;
}

function matches(character: string, want: string, last: boolean): boolean {
  if (character === want) return true;
  const code = character.codePointAt(0) ?? 0;
  if (code < FIRST_SYLLABLE || code > LAST_SYLLABLE) return false;
  const index = code - FIRST_SYLLABLE;
  if (INITIALS.includes(want)) return INITIALS[Math.floor(index / PER_INITIAL)] === want;
  const wanted = (want.codePointAt(0) ?? 0) - FIRST_SYLLABLE;
  // A syllable without an ending may still get one: 모 is on its way to 목.
  return last && wanted >= 0 && wanted % PER_VOWEL === 0 && index >= wanted && index < wanted + PER_VOWEL;
}
