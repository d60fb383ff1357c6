import type * as Y from 'yjs';
import { mirrorRecords, setDifferent } from '../records.ts';
import type { InfoFacts } from './reads.ts';

/** Brings the projection up to date, writing only what differs: the same facts again are no update. */
export function writeInfo(doc: Y.Doc, { members, ...project }: InfoFacts, origin: unknown): void {
  doc.transact(() => {
    setDifferent(doc.getMap('project'), project);
    mirrorRecords(doc.getMap('members'), members);
  }, origin);
}
