import * as Y from 'yjs';
import { inlineWords, ownChipWords, type ChipWords } from './chips.ts';

/** The words of a page: one line per block of text, cells of a table and items of a list included. */
export function fragmentText(fragment: Y.XmlFragment, chipWords: ChipWords = ownChipWords): string {
  const lines: string[] = [];
  collect(fragment, lines, chipWords);
  return lines.filter((line) => line.trim() !== '').join('\n');
}

function collect(parent: Y.XmlFragment, lines: string[], chipWords: ChipWords): void {
  let line = '';
  for (const child of parent.toArray() as unknown[]) {
    const inline = child instanceof Y.XmlText ? plainText(child) : inlineWords(child, chipWords);
    if (inline !== null) line += inline;
    else if (child instanceof Y.XmlFragment) {
      if (line !== '') lines.push(line);
      line = '';
      collect(child, lines, chipWords);
    }
  }
  if (line !== '') lines.push(line);
}

/** The words of one shared text, marks left out; as long as the text. */
export function plainText(text: Y.XmlText): string {
  return (text.toDelta() as { insert: unknown }[])
    .map((run) => (typeof run.insert === 'string' ? run.insert : ''))
    .join('');
}

const WORDS = new Intl.Segmenter('ko', { granularity: 'word' });
const GRAPHEMES = new Intl.Segmenter('ko', { granularity: 'grapheme' });
/** Every code unit is one character as people count them: all but a few texts, and 30 × faster. */
const SIMPLE =
  /^[\n\t\u0020-\u007e\u00a0-\u00ff\u2010-\u2027\u3000-\u3029\u3131-\u318e\uac00-\ud7a3\uff01-\uff5e]*$/;

/**
 * Words and characters as an editor counts them: a Korean word is what stands between spaces, a
 * Chinese or Japanese one what the segmenter finds; characters are those one sees, without spaces.
 */
export function countWords(text: string): { words: number; characters: number } {
  let words = 0;
  for (const segment of WORDS.segment(text)) if (segment.isWordLike === true) words++;
  const solid = text.replace(/\s+/gu, '');
  let characters = 0;
  if (SIMPLE.test(solid)) characters = solid.length;
  else for (const _ of GRAPHEMES.segment(solid)) characters++;
  return { words, characters };
}
