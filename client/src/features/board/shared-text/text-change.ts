import { textChange, type TextChange } from '@clapper/documents';

/**
 * What somebody just did in a field: the smallest change from one text to the other that ends at the
 * caret. "aaa" to "aaaa" is the same text wherever the letter went in; the caret says where, and that is
 * where it has to merge with what others write.
 */
export function changeAtCaret(from: string, to: string, caret: number): TextChange | null {
  if (from === to) return null;
  const tail = to.length - caret;
  if (tail < 0 || tail > from.length || !from.endsWith(to.slice(caret))) return textChange(from, to);
  const shorter = Math.min(from.length, to.length) - tail;
  let start = 0;
  while (start < shorter && from.charCodeAt(start) === to.charCodeAt(start)) start++;
  // Inside of a character as people see it only the careful way is right.
  if (cutsCharacter(from, start) || cutsCharacter(to, start)) return textChange(from, to);
  if (cutsCharacter(from, from.length - tail) || cutsCharacter(to, caret)) return textChange(from, to);
  return { index: start, remove: from.length - tail - start, insert: to.slice(start, caret) };
}

/** Combining marks, joiners, skin tones, and Jamo that continue a syllable. */
const CONTINUES = /^(?:\p{M}|\p{Emoji_Modifier}|\u200d|[\u1160-\u11ff])/u;

function cutsCharacter(text: string, index: number): boolean {
  if (index <= 0 || index >= text.length) return false;
  const code = text.charCodeAt(index);
  const isLowHalf = code >= 0xdc00 && code <= 0xdfff;
  return isLowHalf || text[index - 1] === '\u200d' || CONTINUES.test(text.slice(index, index + 2));
}
