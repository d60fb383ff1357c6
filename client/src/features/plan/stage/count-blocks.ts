import { countWords } from '@clapper/documents';

export interface TextStats {
  words: number;
  characters: number;
}

/** Enough for a stage of some thousand lines and its recent versions. */
const MOST_KEPT = 8_000;
const counted = new Map<string, TextStats>();

/**
 * Words and characters of a stage, line by line: while somebody types in one line of a long text, the
 * others are not counted again.
 */
export function countBlocks(text: string): TextStats {
  const total = { words: 0, characters: 0 };
  for (const line of text.split('\n')) {
    let stats = counted.get(line);
    if (stats === undefined) {
      stats = countWords(line);
      if (counted.size >= MOST_KEPT) counted.clear();
      counted.set(line, stats);
    }
    total.words += stats.words;
    total.characters += stats.characters;
  }
  return total;
}
