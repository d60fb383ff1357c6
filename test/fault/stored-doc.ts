import type * as Y from 'yjs';
import type { LoadedDocument } from '@clapper/server/src/storage/storage.ts';
import { copyOf } from '../harness/replica.ts';

/** What a storage holds of a document, put together without any of the server's code but the load. */
export function storedDoc({ snapshot, rows }: Pick<LoadedDocument, 'snapshot' | 'rows'>): Y.Doc {
  return copyOf([...(snapshot === null ? [] : [snapshot.update]), ...rows.map((row) => row.update)]);
}
