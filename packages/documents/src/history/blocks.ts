import * as Y from 'yjs';
import { inlineWords, ownChipWords } from '../plan/chips.ts';

/** An element that holds text or nothing: what people see as one paragraph, heading, item, cell. */
export interface Block {
  element: Y.XmlElement;
  within: string | null;
  text: string;
}

/** All of them, from top to bottom. */
export function blocksOf(page: Y.XmlFragment | null): Block[] {
  const blocks: Block[] = [];
  const visit = (parent: Y.XmlFragment, within: string | null): void => {
    for (const child of parent.toArray() as unknown[]) {
      if (!(child instanceof Y.XmlElement)) continue;
      const inner = child.toArray() as unknown[];
      const isLeaf = inner.every((node) => !(node instanceof Y.XmlElement) || wordsOf(node) !== null);
      if (isLeaf) blocks.push({ element: child, within, text: textOf(inner) });
      else visit(child, child.nodeName);
    }
  };
  if (page !== null) visit(page, null);
  return blocks;
}

function textOf(inline: readonly unknown[]): string {
  return inline
    .map((node) => {
      if (!(node instanceof Y.XmlText)) return wordsOf(node) ?? '\n';
      const runs = node.toDelta() as { insert: unknown }[];
      return runs.map(({ insert }) => (typeof insert === 'string' ? insert : '')).join('');
    })
    .join('');
}

/** What a chip says by itself: its target may have gone since, and whoever compares has two states of one document. */
function wordsOf(node: unknown): string | null {
  return inlineWords(node, ownChipWords);
}
