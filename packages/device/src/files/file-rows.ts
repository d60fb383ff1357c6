import type { ErrorCode, FileVariant } from '@clapper/protocol';
import type { Part } from './fetch-in-parts.ts';

/** The rows of a device's files, one interface per table. */

/** That bytes are here, apart from the bytes: what is counted and let go need not be read. */
export interface HereRow {
  hash: string;
  as: FileVariant;
  /** The documents it was asked for or added in. */
  documents: string[];
  bytes: number;
  usedAt: number;
}

export interface BytesRow {
  hash: string;
  as: FileVariant;
  blob: Blob;
}

/** A part of a file that comes in several. When all are here they are its bytes, and it has no row of those. */
export interface PartRow extends Part {
  hash: string;
  as: FileVariant;
  cameAt: number;
}

/** A file that was added here and that the server has not said it has. Its original is here and not let go. */
export interface WaitingRow {
  document: string;
  hash: string;
  name: string;
  type: string;
  bytes: number;
  addedAt: number;
  /** The upload that was begun at the server; null: none was, or it is there no more. */
  location: string | null;
  /** The server said for good that it does not take it; null while it may. */
  refused: ErrorCode | null;
}

export interface LeaseRow {
  by: string;
  until: number;
}

/** A file whose parts are all here. */
export function together(parts: readonly PartRow[]): Blob {
  return new Blob(
    parts.map(({ blob }) => blob),
    { type: parts[0]?.blob.type ?? '' },
  );
}

/** One part of each file that is not among the whole ones, and of which nothing has come since `before`. */
export function unfinished(parts: readonly PartRow[], whole: ReadonlySet<string>, before: number): PartRow[] {
  const files = Map.groupBy(parts, ({ hash, as }) => String([hash, as]));
  return [...files].flatMap(([key, rows]) =>
    whole.has(key) || rows.some(({ cameAt }) => cameAt >= before) ? [] : rows.slice(0, 1),
  );
}

export function joined(known: HereRow, now: HereRow): HereRow {
  const documents = [...new Set([...known.documents, ...now.documents])];
  return { ...known, documents, usedAt: Math.max(known.usedAt, now.usedAt) };
}
