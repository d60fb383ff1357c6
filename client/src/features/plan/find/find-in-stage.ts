import * as Y from 'yjs';
import { findInText, type FindOptions } from './find-text.ts';

/** One place in the shared text: read from the document, so folded stages are searched too. */
export interface Hit {
  text: Y.XmlText;
  index: number;
  length: number;
}

export function findInStage(fragment: Y.XmlFragment, options: FindOptions): Hit[] {
  const hits: Hit[] = [];
  for (const text of textsOf(fragment)) {
    for (const place of findInText(plainText(text), options)) hits.push({ text, ...place });
  }
  return hits;
}

/** Replaces all of them in one step of undo; formatting of the first replaced letter is kept. */
export function replaceHits(doc: Y.Doc, hits: readonly Hit[], replacement: string, origin: unknown): void {
  doc.transact(() => {
    // From the end, so that places further to the left stay where they are.
    for (const { text, index, length } of hits.toReversed()) {
      // Behind the first letter, where it takes on that letter's formatting.
      if (replacement !== '') text.insert(index + 1, replacement);
      text.delete(index + 1 + replacement.length, length - 1);
      text.delete(index, 1);
    }
  }, origin);
}

function* textsOf(parent: Y.XmlFragment): Generator<Y.XmlText> {
  for (const child of parent.toArray()) {
    if (child instanceof Y.XmlText) yield child;
    else if (child instanceof Y.XmlElement) yield* textsOf(child);
  }
}

/** Without the formatting that `toString` would write out as tags. */
function plainText(text: Y.XmlText): string {
  return (text.toDelta() as { insert: unknown }[])
    .map(({ insert }) => (typeof insert === 'string' ? insert : '\ufffc'))
    .join('');
}
