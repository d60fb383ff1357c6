import * as Y from 'yjs';

/** A doc of its own made of these updates alone. Without `gc` what was deleted keeps its content. */
export function docOf(updates: readonly Uint8Array[], { gc = true } = {}): Y.Doc {
  const doc = new Y.Doc({ gc });
  doc.transact(() => updates.forEach((update) => Y.applyUpdate(doc, update)));
  return doc;
}
