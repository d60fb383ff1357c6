import * as Y from 'yjs';
import { rangePositions, type PlainRange } from '../text-range.ts';
import { stageContent } from './reads.ts';
import { plainText } from './words.ts';

/** Where in the texts of a page an end of a range stands. */
interface Place {
  text: Y.XmlText;
  index: number;
}

/**
 * The words that stand in a range of a stage now, a line per block; null when they are gone. Formatting is no part
 * of them.
 */
export function wordsInRange(doc: Y.Doc, stage: string, range: PlainRange): string | null {
  const page = stageContent(doc, stage);
  if (page === null) return null;
  const { from, to } = rangePositions(range);
  const [start, end] = [placeOf(from, doc), placeOf(to, doc)];
  if (start === null || end === null) return null;
  const words =
    start.text === end.text
      ? inOneText(start, end, page)
      : linesBetween(page, start, end)
          .map((line) => line.trim())
          .filter((line) => line !== '')
          .join('\n');
  return words.trim() === '' ? null : words.trim();
}

/** Null when the text it stood in was deleted, or is not here. */
function placeOf(position: Y.RelativePosition, doc: Y.Doc): Place | null {
  const found = Y.createAbsolutePositionFromRelativePosition(position, doc);
  if (found === null || !(found.type instanceof Y.XmlText)) return null;
  return { text: found.type, index: found.index };
}

/** Most ranges: no need to read the whole page. */
function inOneText(start: Place, end: Place, page: Y.XmlFragment): string {
  let type = start.text as Y.AbstractType<unknown> | null;
  while (type !== null && type !== page) {
    if (type._item === null || type._item.deleted) return '';
    type = type._item.parent as Y.AbstractType<unknown> | null;
  }
  return type === page ? plainText(start.text).slice(start.index, end.index) : '';
}

function linesBetween(page: Y.XmlFragment, start: Place, end: Place): string[] {
  const lines: string[] = [''];
  let inside = false;
  let [foundStart, foundEnd] = [false, false];
  const read = (words: string) => {
    if (inside) lines[lines.length - 1] += words;
  };
  const visit = (parent: Y.XmlFragment): void => {
    for (const child of parent.toArray() as unknown[]) {
      if (child instanceof Y.XmlText) {
        const [isStart, isEnd] = [child === start.text, child === end.text];
        if (isStart && !foundEnd) [inside, foundStart] = [true, true];
        const words = plainText(child);
        read(words.slice(isStart ? start.index : 0, isEnd ? end.index : words.length));
        if (isEnd) [inside, foundEnd] = [false, true];
      } else if (child instanceof Y.XmlElement) {
        if (child.nodeName === 'hardBreak') lines.push('');
        else visit(child);
      }
    }
    lines.push('');
  };
  visit(page);
  return foundStart && foundEnd ? lines : [];
}
