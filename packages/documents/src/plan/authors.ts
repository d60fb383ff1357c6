import * as Y from 'yjs';
import { blocksOf } from '../history/blocks.ts';

/** A block of a page and who wrote the words that stand in it, who wrote most first. */
export interface WrittenBlock {
  /** The node's name, as in `PLAN_NODES`, and the closest list, quote, callout or cell around it. */
  node: string;
  within: string | null;
  text: string;
  /** `user` null: the server, as it made the document. */
  authors: { user: string | null; characters: number }[];
}

/**
 * Who wrote this, block by block: each character carries the Yjs client id it was typed under, and
 * `userOf` knows whose that is. Blocks without words are left out.
 */
export function writtenBlocks(
  page: Y.XmlFragment,
  userOf: (clientId: number) => string | null,
): WrittenBlock[] {
  return blocksOf(page).flatMap(({ element, within, text }) => {
    if (text.trim() === '') return [];
    const characters = new Map<string | null, number>();
    for (const child of element.toArray() as unknown[]) {
      if (!(child instanceof Y.XmlText)) continue;
      for (let item = child._start; item !== null; item = item.right) {
        if (item.deleted || !item.countable) continue;
        const user = userOf(item.id.client);
        characters.set(user, (characters.get(user) ?? 0) + item.length);
      }
    }
    const authors = Array.from(characters, ([user, count]) => ({ user, characters: count }));
    authors.sort((a, b) => b.characters - a.characters);
    return [{ node: element.nodeName, within, text, authors }];
  });
}
