import * as Y from 'yjs';

/** Marks what came from outside, so that what Yjs adds on its own can be told from it. */
export const RECEIVED = { from: 'a client' };

/** Puts what the log holds into a doc, as one transaction. */
export function applyStored(doc: Y.Doc, updates: Iterable<Uint8Array>): void {
  doc.transact((transaction) => {
    for (const update of updates) Y.applyUpdate(doc, update, RECEIVED);
    // A remote transaction makes Yjs tidy formatting marks; loading must change nothing that is not in the log.
    transaction.local = true;
  }, RECEIVED);
}

/** Whether nothing that was applied waits for something that is not there. */
export function isWhole({ store }: Y.Doc): boolean {
  return store.pendingStructs === null && store.pendingDs === null;
}
