import * as Y from 'yjs';
import { inlineWords, type ChipWords } from '../plan/chips.ts';
import { readStages, stageContent } from '../plan/reads.ts';
import { fragmentText, plainText } from '../plan/words.ts';
import type { Passage } from './passage.ts';

/** The stages by name, and each block of their words. */
export function* planPassages(doc: Y.Doc, chipWords: ChipWords): Generator<Passage> {
  for (const { id, number, label, title } of readStages(doc).stages) {
    yield {
      id: `stage/${id}`,
      place: { type: 'stage', stage: id, number },
      title: `${title} ${label}`.trim(),
      words: '',
      at: null,
    };
    const content = stageContent(doc, id);
    if (content === null) continue;
    let nth = 0;
    for (const words of blocksOf(content, chipWords)) {
      yield {
        id: `words/${id}/${nth++}`,
        place: { type: 'words', stage: id, number },
        title: '',
        words,
        at: null,
      };
    }
  }
}

/** A paragraph, a heading, a cell at a time: what holds words itself. */
function* blocksOf(parent: Y.XmlFragment, chipWords: ChipWords): Generator<string> {
  for (const child of parent.toArray() as unknown[]) {
    if (!(child instanceof Y.XmlElement)) continue;
    const holds = child.toArray() as unknown[];
    if (holds.some((part) => part instanceof Y.XmlText || inlineWords(part, chipWords) !== null)) {
      const words = lineOf(holds, chipWords).trim();
      if (words !== '') yield words;
    } else yield* blocksOf(child, chipWords);
  }
}

function lineOf(parts: readonly unknown[], chipWords: ChipWords): string {
  return parts
    .map((part) => {
      if (part instanceof Y.XmlText) return plainText(part);
      const inline = inlineWords(part, chipWords);
      return inline ?? (part instanceof Y.XmlFragment ? fragmentText(part, chipWords) : '\n');
    })
    .join('');
}
