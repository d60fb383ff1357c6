import type { ErrorCode, FileVariant } from '@clapper/protocol';
import type { Part } from './fetch-in-parts.ts';

/** The rows of a device's files, one interface per table. */

export type FileKey = [hash: string, as: FileVariant];
export type PartKey = [...FileKey, from: number];

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

/** Of the keys of parts: the files that are not among the whole ones. */
export function unfinished(parts: readonly PartKey[], whole: readonly FileKey[]): FileKey[] {
  const others = new Map<string, FileKey>(parts.map(([hash, as]) => [`${hash}/${as}`, [hash, as]]));
  for (const [hash, as] of whole) others.delete(`${hash}/${as}`);
  return [...others.values()];
}

export function joined(known: HereRow, now: HereRow): HereRow {
  const documents = [...new Set([...known.documents, ...now.documents])];
  return { ...known, documents, usedAt: Math.max(known.usedAt, now.usedAt) };
}
