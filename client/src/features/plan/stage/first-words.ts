import { fragmentText, ownChipWords, type ChipWords } from '@clapper/documents';
import * as Y from 'yjs';

/** More than a folded column can show. */
const FIRST_WORDS = 600;

/** How a stage reads at a glance: its sentences, without headings, tables and checklists in between. */
export function firstWords(fragment: Y.XmlFragment, chipWords: ChipWords = ownChipWords): string {
  const lines: string[] = [];
  let length = 0;
  for (const block of fragment.toArray() as unknown[]) {
    if (length > FIRST_WORDS) break;
    if (!(block instanceof Y.XmlElement) || block.nodeName !== 'paragraph') continue;
    const line = fragmentText(block, chipWords).trim();
    if (line !== '') lines.push(line);
    length += line.length;
  }
  const words = lines.length > 0 ? lines.join('\n') : fragmentText(fragment, chipWords);
  return words.slice(0, FIRST_WORDS);
}
