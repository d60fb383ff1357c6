import * as Y from 'yjs';
import { plainRange, rangePositions, type PlainRange, type TextRange } from '../text-range.ts';
import { inlineWords, ownChipWords } from './chips.ts';
import { readStages, stageContent } from './reads.ts';
import { plainText } from './words.ts';

/** Where in the texts of a page an end of a range stands. */
interface Place {
  text: Y.XmlText;
  index: number;
}

/** The words that stand in a range of a stage now, a line per block; null when they are gone. Formatting is no part of them. */
export function wordsInRange(doc: Y.Doc, stage: string, range: PlainRange): string | null {
  const page = stageContent(doc, stage);
  return page === null ? null : wordsBetween(page, rangePositions(range), doc);
}

/** The same for words that may have been moved within their page since `quote` was taken of them. */
export function wordsOfQuote(
  doc: Y.Doc,
  stage: string,
  { quote, ...range }: PlainRange & { quote: string },
): { words: string; range: PlainRange } | null {
  const page = stageContent(doc, stage);
  if (page === null) return null;
  const words = wordsBetween(page, rangePositions(range), doc);
  if (words !== null) return { words, range };
  const moved = findMovedWords(page, quote);
  const movedWords = moved === null ? null : wordsBetween(page, moved, doc);
  return moved === null || movedWords === null ? null : { words: movedWords, range: plainRange(moved) };
}

function wordsBetween(
  page: Y.XmlFragment,
  { from, to }: TextRange<Y.RelativePosition>,
  doc: Y.Doc,
): string | null {
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
        const inline = inlineWords(child, ownChipWords);
        if (inline === null) visit(child);
        else if (inline === '\n') lines.push('');
        else read(inline);
      }
    }
    lines.push('');
  };
  visit(page);
  return foundStart && foundEnd ? lines : [];
}

/** Shorter words stand anywhere: finding them proves nothing. Without white space. */
const TELLING_LENGTH = 8;

/**
 * Where words stand that were moved. A block that is cut and pasted, or dragged, is another one to Yjs: what held the
 * words is deleted, and nothing says where they went. So they are found by what they said, where that stands once in
 * their page. Null: it stands nowhere, or it cannot be told which one it is.
 */
export function findMovedWords(page: Y.XmlFragment, quote: string): TextRange<Y.RelativePosition> | null {
  const said = linesOf(quote).join('\n');
  if (said.replaceAll(/\s/gu, '').length < TELLING_LENGTH) return null;
  const { words, placeAt } = flat(page);
  const found = onlyPlace(words, said) ?? toEndOfLine(words, said);
  if (found === null) return null;
  const [first, last] = [placeAt(found.from), placeAt(found.to - 1)];
  return {
    from: Y.createRelativePositionFromTypeIndex(first.text, first.index, 0),
    to: Y.createRelativePositionFromTypeIndex(last.text, last.index + 1, -1),
  };
}

/**
 * The stage that words of another stage were moved to. Null: they stand in none of them, or it cannot be told in which.
 */
export function stageOfMovedWords(doc: Y.Doc, stage: string, quote: string): string | null {
  const found = readStages(doc).stages.filter(({ id }) => {
    const page = id === stage ? null : stageContent(doc, id);
    return page !== null && findMovedWords(page, quote) !== null;
  });
  return found.length === 1 ? found[0]!.id : null;
}

function linesOf(words: string): string[] {
  return words
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

interface Span {
  from: number;
  to: number;
}

function onlyPlace(words: string, said: string): Span | null {
  const from = words.indexOf(said);
  return from < 0 || words.includes(said, from + 1) ? null : { from, to: from + said.length };
}

/** Of long words the quote says the beginning: they go to the end of their line. */
function toEndOfLine(words: string, said: string): Span | null {
  const found = said.endsWith('…') ? onlyPlace(words, said.slice(0, -1)) : null;
  return found === null ? null : { from: found.from, to: words.indexOf('\n', found.to) };
}

/** The words of a page, each line of them without the white space at its ends, and where a character of them stands. */
function flat(page: Y.XmlFragment): { words: string; placeAt: (at: number) => Place } {
  const pieces: (Place & { at: number })[] = [];
  let words = '';
  // A chip is words of its own between two texts, and no place for an end of a range.
  let line: { text: Y.XmlText | null; words: string }[] = [];
  const end = () => {
    const all = line.map((piece) => piece.words).join('');
    let [skip, left] = [all.length - all.trimStart().length, all.trim().length];
    for (const piece of left === 0 ? [] : line) {
      const said = piece.words.slice(skip, skip + left);
      if (said !== '' && piece.text !== null)
        pieces.push({ text: piece.text, index: skip, at: words.length });
      words += said;
      skip = Math.max(0, skip - piece.words.length);
      left -= said.length;
    }
    if (all.trim() !== '') words += '\n';
    line = [];
  };
  const visit = (parent: Y.XmlFragment): void => {
    for (const child of parent.toArray() as unknown[]) {
      if (child instanceof Y.XmlText) line.push({ text: child, words: plainText(child) });
      else if (child instanceof Y.XmlElement) {
        const inline = inlineWords(child, ownChipWords);
        if (inline === null) visit(child);
        else if (inline === '\n') end();
        else line.push({ text: null, words: inline });
      }
    }
    end();
  };
  visit(page);
  return {
    words,
    placeAt(at) {
      const { text, index, at: start } = pieces.findLast((piece) => piece.at <= at)!;
      // What ends with a chip ends with the words in front of it.
      return { text, index: Math.min(index + at - start, text.length - 1) };
    },
  };
}
