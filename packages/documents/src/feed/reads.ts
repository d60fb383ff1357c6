import type * as Y from 'yjs';
import type { Problem } from '../define-document.ts';
import type { ReadRecord } from '../fields.ts';
import { readRecords } from '../records.ts';
import { FEED_ENTRY_FIELDS } from './schema.ts';

export interface FeedEntry extends ReadRecord<typeof FEED_ENTRY_FIELDS> {
  id: string;
}

/** What happened, the newest first, by when it last went on. */
export function readFeed(doc: Y.Doc): FeedEntry[] {
  const problems: Problem[] = [];
  const entries = Array.from(readRecords(doc, 'entries', FEED_ENTRY_FIELDS, problems), ([id, entry]) => ({
    id,
    ...entry,
  }));
  return entries.toSorted((a, b) => b.until - a.until || (a.id < b.id ? 1 : -1));
}
