import type { Measure } from './page.ts';

/** Where a line may end: behind a space, and beside any letter of Hangul, Kanji or Kana, which need none. */
const PIECES =
  /[\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[^\s\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+|\s+/gu;
const NEVER_FIRST = /^[)\]}»”’"'.,!?:;…、。，．！？：；％%·]/u;

/** Words as lines that are no wider than that; at most so many, the last one then ends in an ellipsis. */
export function wrapText(
  words: string,
  width: number,
  size: number,
  measure: Measure,
  most = Infinity,
): string[] {
  const lines: string[] = [];
  for (const paragraph of words.split(/\r\n|[\r\n]/)) {
    if (lines.length > most) break;
    if (paragraph.trim() !== '')
      lines.push(...linesOf(paragraph, width, size, measure, most - lines.length + 1));
  }
  if (lines.length <= most) return lines;
  const kept = lines.slice(0, most);
  const last = kept.pop();
  return last === undefined ? [] : [...kept, fitted(`${last}…`, width, size, measure)];
}

function linesOf(paragraph: string, width: number, size: number, measure: Measure, most: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of paragraph.match(PIECES) ?? []) {
    if (measure((line + piece).trimEnd(), size) <= width || NEVER_FIRST.test(piece)) {
      line += piece;
      continue;
    }
    if (line.trim() !== '') lines.push(line.trimEnd());
    line = piece.trimStart();
    // A word longer than a line is broken where it must be.
    while (measure(line, size) > width && lines.length <= most) {
      const head = headThatFits(line, width, size, measure);
      lines.push(head);
      line = line.slice(head.length);
    }
    if (lines.length > most) return lines;
  }
  if (line.trim() !== '') lines.push(line.trimEnd());
  return lines;
}

/** On one line, with an ellipsis where it does not fit. */
export function fitted(words: string, width: number, size: number, measure: Measure): string {
  if (measure(words, size) <= width) return words;
  const plain = words.replace(/…$/, '');
  return `${headThatFits(plain, width - measure('…', size), size, measure).trimEnd()}…`;
}

/** At least one letter, so that breaking ends. */
function headThatFits(words: string, width: number, size: number, measure: Measure): string {
  const letters = [...words];
  let [fits, tooMany] = [1, letters.length + 1];
  while (tooMany - fits > 1) {
    const middle = Math.floor((fits + tooMany) / 2);
    if (measure(letters.slice(0, middle).join(''), size) <= width) fits = middle;
    else tooMany = middle;
  }
  return letters.slice(0, fits).join('');
}
