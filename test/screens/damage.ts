import { join } from 'node:path';
import { newId } from '@clapper/protocol';
import * as Y from 'yjs';
import { openStorage } from '../../server/src/storage/open.ts';
import type { RunningServer } from '../harness/server.ts';

const silent = { info: () => undefined, error: () => undefined };

/**
 * Puts a shot that is none onto a board. No device can: the guard refuses it, so it is written into the
 * database while its server is down, as a fault of the disk or of an older program would.
 */
export async function damageBoard(server: RunningServer, board: string): Promise<void> {
  await server.kill();
  const storage = await openStorage(`file:${join(server.dataDir, 'clapper.db')}`, { log: silent });
  try {
    const head = await storage.documents.head(board);
    if (head === null) throw new Error(`there is no ${board} to damage`);
    const doc = new Y.Doc();
    doc.getMap('shots').set(newId(), 'not a shot');
    const nobody = { user: null, device: null, n: null, clientId: null, clockFrom: null, clockTo: null };
    const row = {
      ...nobody,
      update: Y.encodeStateAsUpdate(doc),
      schema: head.schema,
      receivedAt: Date.now(),
    };
    await storage.documents.append([{ document: board, epoch: head.epoch, rows: [row] }]);
  } finally {
    await storage.close();
  }
  await server.restart();
}
