import type { FileState, FileType } from '@clapper/protocol';

/** Bytes that are kept beside the database, by their SHA-256. */
export interface BlobRow {
  hash: string;
  bytes: number;
  type: FileType;
  /** What is known and was made of it, as JSON: whoever keeps files made it. */
  about: string;
  state: FileState;
  /** When something is to be made of it; null: nothing is. */
  dueAt: number | null;
  /** How often that was tried. */
  tries: number;
  createdAt: number;
}

/** A blob as one document has it. */
export interface FileRow {
  document: string;
  hash: string;
  project: string;
  name: string;
  /** Who uploaded it. */
  user: string;
  createdAt: number;
  /** Whether a record of the document has ever named it. */
  named: boolean;
}

/** Which documents have which blobs. The bytes themselves are kept elsewhere. */
export interface Files {
  /**
   * [ST130] The blob and the document's having it, both or neither; what is there already stays as it is. `full`: the
   * project would come to more than `quota` bytes, and nothing was written. NOT_FOUND when the project is gone.
   */
  add(blob: BlobRow, file: FileRow, quota: number | null): Promise<'added' | 'full'>;
  /** [ST131] Null when the document does not have it, whoever else does. */
  get(document: string, hash: string): Promise<{ file: FileRow; blob: BlobRow } | null>;
  blob(hash: string): Promise<BlobRow | null>;
  /** The documents that have it. */
  having(hash: string): Promise<FileRow[]>;
  /** [ST132] What a project's files come to, each blob once. */
  used(project: string): Promise<number>;
  /** [ST133] A record names it: from now on it stays for as long as its project. */
  named(document: string, hashes: string[]): Promise<void>;
  /** [ST134] Blobs of which something is to be made, the longest due first. */
  due(now: number, limit: number): Promise<BlobRow[]>;
  made(hash: string, change: Pick<BlobRow, 'about' | 'state' | 'dueAt' | 'tries'>): Promise<void>;
  /** Files that no record has named, uploaded before then; the oldest first, those behind `after`. */
  unnamed(
    before: number,
    after: { createdAt: number; document: string; hash: string } | null,
    limit: number,
  ): Promise<FileRow[]>;
  /** [ST135] The document has it no more, unless a record named it meanwhile. */
  drop(document: string, hash: string): Promise<void>;
  /** [ST136] Notes since when no document has a blob; one that a document has again counts as new. */
  markOrphans(now: number): Promise<void>;
  orphans(before: number, limit: number): Promise<BlobRow[]>;
  /** [ST136] False, and nothing is forgotten, when a document has it. */
  forget(hash: string): Promise<boolean>;
}
