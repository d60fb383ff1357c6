import { join } from 'node:path';
import { newId } from '@clapper/protocol';
import * as Y from 'yjs';
import { openStorage } from '../../server/src/storage/open.ts';
import type { RunningServer } from '../harness/server.ts';

const silent = { info: () => undefined, error: () => undefined };

/** Where a document of each kind keeps its records. */
const RECORDS: Readonly<Record<string, string>> = { board: 'shots', calendar: 'events' };

/**
 * Puts a record that is none into each document. No device can: the guard refuses it, so it is written into the
 * database while its server is down, as a fault of the disk or of an older program would.
 */
export async function damageDocuments(server: RunningServer, documents: readonly string[]): Promise<void> {
  await server.kill();
  const storage = await openStorage(`file:${join(server.dataDir, 'clapper.db')}`, { log: silent });
  try {
    for (const document of documents) {
      const head = await storage.documents.head(document);
      const records = RECORDS[document.split('/')[1] ?? ''];
      if (head === null || records === undefined) throw new Error(`there is no ${document} to damage`);
      const doc = new Y.Doc();
      doc.getMap(records).set(newId(), 'not a record');
      const nobody = { user: null, device: null, n: null, clientId: null, clockFrom: null, clockTo: null };
      const row = {
        ...nobody,
        update: Y.encodeStateAsUpdate(doc),
        schema: head.schema,
        receivedAt: Date.now(),
      };
      await storage.documents.append([{ document, epoch: head.epoch, rows: [row] }]);
    }
  } finally {
    await storage.close();
  }
  await server.restart();
}
