import { migrate, type DocumentKind } from '@clapper/documents';
import * as Y from 'yjs';
import type { DocumentLog } from '../storage/storage.ts';
import type { Folder } from './fold-threads.ts';
import { applyStored } from './stored-content.ts';
import { folded, isSmall, readLog } from './stored-document.ts';

/** What is on disk of a document, in its kind's newest shape, for whoever only reads; null when there is none. */
export async function readStoredDoc(
  { documents, folder }: { documents: DocumentLog; folder: Folder },
  document: string,
  kind: DocumentKind,
): Promise<Y.Doc | null> {
  const loaded = await readLog(documents, document);
  if (loaded === null) return null;
  const { head, snapshot, rows } = isSmall(loaded) ? loaded : await folded(loaded, folder);
  const doc = new Y.Doc();
  applyStored(doc, [...(snapshot === null ? [] : [snapshot.update]), ...rows.map(({ update }) => update)]);
  migrate(kind, doc, head.schema);
  return doc;
}
