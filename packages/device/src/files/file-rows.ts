import type { ErrorCode, FileVariant } from '@clapper/protocol';

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
