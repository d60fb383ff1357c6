import type * as Y from 'yjs';
import { mirrorRecords } from '../records.ts';
import type { FeedEntry } from './reads.ts';

/** Brings the projection up to date, writing only what differs: the same entries again are no update. */
export function writeFeed(doc: Y.Doc, entries: readonly FeedEntry[], origin: unknown): void {
  doc.transact(() => mirrorRecords(doc.getMap('entries'), entries), origin);
}
