import { ClapperError } from '@clapper/protocol';
import type { DocumentLog, LoadedDocument } from '../storage/storage.ts';
import type { Folder } from './fold-threads.ts';

/** Read at once: more would hold up everybody else who reads, and cost the event loop more than a few milliseconds. */
const PAGE_ROWS = 1_000;

/** What is decoded or written out on the event loop: a few milliseconds. More goes to a thread. */
export const SMALL_BYTES = 128 * 1024;

/** All that is stored of a document up to its head, a long log page by page. Null when there is no such document. */
export async function readLog(documents: DocumentLog, document: string): Promise<LoadedDocument | null> {
  const loaded = await documents.load(document, PAGE_ROWS);
  if (loaded === null) return null;
  const { head, snapshot, rows } = loaded;
  for (;;) {
    const last = rows.at(-1)?.seq ?? snapshot?.seq ?? 0;
    if (last >= head.headSeq) return loaded;
    const page = await documents.rows(document, head.epoch, last, Math.min(PAGE_ROWS, head.headSeq - last));
    if (page.length === 0) throw new ClapperError('UNAVAILABLE', `Rows of ${document} are missing.`);
    rows.push(...page);
  }
}

/** Whether a doc of it can be built on the event loop. */
export function isSmall({ snapshot, rows }: LoadedDocument): boolean {
  const bytes = rows.reduce((sum, row) => sum + row.update.byteLength, snapshot?.update.byteLength ?? 0);
  return rows.length <= PAGE_ROWS && bytes <= SMALL_BYTES;
}

/** Whether its doc is built from fewer pieces than there are rows: then it takes the event loop a fraction of the time. */
export function isLong({ rows }: LoadedDocument): boolean {
  return rows.length > PAGE_ROWS;
}

/** The same with all rows folded into the snapshot, by a thread. */
export async function folded(loaded: LoadedDocument, folder: Folder): Promise<LoadedDocument> {
  const { head, snapshot, rows } = loaded;
  if (rows.length === 0) return loaded;
  const updates = rows.map((row) => row.update);
  const update = await folder.fold(snapshot === null ? updates : [snapshot.update, ...updates]);
  return { ...loaded, snapshot: { seq: head.headSeq, update }, rows: [] };
}
