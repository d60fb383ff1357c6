import type { VersionReason } from '@clapper/protocol';

export interface NewVersion {
  id: string;
  document: string;
  epoch: string;
  /** The last row of the log that is in it. */
  seq: number;
  reason: VersionReason;
  name: string | null;
  /** Who named it, or was about to restore another; null for the server's own. */
  user: string | null;
  schema: number;
  /** Everything up to `seq` as one update. */
  update: Uint8Array;
  createdAt: number;
}

export interface Version extends Omit<NewVersion, 'update'> {
  /** Who wrote since the version before it, in the order of their first edit. */
  authors: string[];
  bytes: number;
}

/** States of documents that people go back to. */
export interface Versions {
  /**
   * [ST70] Keeps a state with who wrote since the version before it, as the log says. Null when the document is gone or
   * has another history.
   * [ST71] A state that is kept already is not kept twice: a nameless version of the same seq takes the name, or stays as it is.
   */
  add(version: NewVersion): Promise<Version | null>;
  /** [ST72] A document's versions, newest first, without their bytes. */
  list(document: string): Promise<Version[]>;
  load(document: string, id: string): Promise<{ version: Version; update: Uint8Array } | null>;
  /** [ST73] Gives a version a name, or takes it away (null). Null when there is no such version. */
  rename(document: string, id: string, name: string | null, user: string): Promise<Version | null>;
  /** [ST74] Removes versions; the next one of the same history takes over who wrote in them. Returns how many. */
  remove(document: string, ids: string[]): Promise<number>;
  /**
   * [ST75] Documents of these kinds that people wrote in since their last version, and that nobody has written in since
   * `settled`, or where an edit has waited since before `waited`; by id, at most `limit`.
   */
  due(kinds: string[], settled: number, waited: number, limit: number): Promise<string[]>;
  /** [ST76] Documents that have versions, by id, those after `after`, at most `limit`. */
  documents(after: string, limit: number): Promise<string[]>;
}
