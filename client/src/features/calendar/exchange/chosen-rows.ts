import type { ImportRow } from '@clapper/documents/ics';
import { sizeOfImport } from '@clapper/documents/ics';
import { MAX_DOCUMENT_BYTES } from '@clapper/protocol';

export type Changing = Extract<ImportRow, { what: 'new' | 'changed' }>;

/** What a file would do, sorted for the list that is shown before. */
export interface ImportPlan {
  fresh: Extract<ImportRow, { what: 'new' }>[];
  changed: Extract<ImportRow, { what: 'changed' }>[];
  /** Events that are here already, as they are. */
  same: number;
}

export function planOf(rows: readonly ImportRow[]): ImportPlan {
  return {
    fresh: rows.filter((row) => row.what === 'new'),
    changed: rows.filter((row) => row.what === 'changed'),
    same: rows.filter((row) => row.what === 'same').length,
  };
}

/** What is imported: all that is new or changed, but for what was taken out (by UID). */
export function chosenOf({ fresh, changed }: ImportPlan, without: ReadonlySet<string>): Changing[] {
  return [...fresh, ...changed].filter(({ event }) => !without.has(event.uid));
}

/** Takes some in or out together: out when all of them are in. */
export function toggled(without: ReadonlySet<string>, rows: readonly Changing[]): ReadonlySet<string> {
  const uids = rows.map(({ event }) => event.uid);
  const next = new Set(without);
  if (uids.every((uid) => !without.has(uid))) for (const uid of uids) next.add(uid);
  else for (const uid of uids) next.delete(uid);
  return next;
}

/** Characters take up to three bytes. What is refused for its size would be refused for good. */
export function fitsIn(documentBytes: number, rows: readonly ImportRow[]): boolean {
  return documentBytes + 3 * sizeOfImport(rows) <= MAX_DOCUMENT_BYTES;
}
