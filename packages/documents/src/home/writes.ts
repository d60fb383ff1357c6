import type * as Y from 'yjs';
import { mirrorRecords } from '../records.ts';
import type { HomeFacts } from './reads.ts';

/** Brings the projection up to date, writing only what differs: the same facts again are no update. */
export function writeHome(doc: Y.Doc, facts: HomeFacts, origin: unknown): void {
  doc.transact(() => mirrorRecords(doc.getMap('projects'), facts.projects), origin);
}
