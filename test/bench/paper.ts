import * as Y from 'yjs';
import type { NewRow, Storage } from '@clapper/server/src/storage/storage.ts';
import { automergePaper } from '../traces/traces.ts';

/** Rows of one append: as many as a commit of a busy server. */
const ROWS_PER_APPEND = 2_000;

/** The paper's 259,778 edits, each as its own update, handed out as they are made. */
export function typePaper(onUpdate: (update: Uint8Array) => void): Y.Doc {
  const doc = new Y.Doc();
  const text = doc.getText('t');
  doc.on('update', onUpdate);
  for (const { patches } of automergePaper().txns) {
    doc.transact(() => {
      for (const [position, deleted, inserted] of patches) {
        if (deleted > 0) text.delete(position, deleted);
        if (inserted !== '') text.insert(position, inserted);
      }
    });
  }
  return doc;
}

/** Writes them into a document's log, one row each. */
export async function storePaper(storage: Storage, document: string, user: string): Promise<void> {
  const head = await storage.documents.head(document);
  if (head === null) throw new Error(`there is no ${document}`);
  const updates: Uint8Array[] = [];
  typePaper((update) => updates.push(update));
  for (let from = 0; from < updates.length; from += ROWS_PER_APPEND) {
    const rows = updates.slice(from, from + ROWS_PER_APPEND).map((update) => newRow(update, user));
    const [result] = await storage.documents.append([{ document, epoch: head.epoch, rows }]);
    if (result?.ok !== true) throw new Error('the paper could not be stored');
  }
}

function newRow(update: Uint8Array, user: string): NewRow {
  return {
    update,
    user,
    device: null,
    n: null,
    clientId: null,
    clockFrom: null,
    clockTo: null,
    schema: 0,
    receivedAt: 1_700_000_000_000,
  };
}
