import type { NewActivity } from './activity.ts';

export interface NewDocument {
  id: string;
  /** The project it belongs to; null for `user/…` documents. */
  project: string | null;
  kind: string;
  epoch: string;
  schema: number;
  /** Row 1, the same bytes for the same document; null for an empty document. */
  seed: Uint8Array | null;
  createdAt: number;
}

export interface DocumentHead {
  id: string;
  kind: string;
  epoch: string;
  base: { epoch: string; seq: number; tip: string } | null;
  schema: number;
  /** The lowest seq whose row still has its bytes (headSeq + 1 when none has). */
  firstSeq: number;
  headSeq: number;
  /** Chain hash at headSeq, lower-case hex; '' at seq 0. tip(n) = sha256(tip(n−1) bytes ‖ update). */
  headTip: string;
}

export interface StoredRow {
  seq: number;
  tip: string;
  update: Uint8Array;
  user: string | null;
  receivedAt: number;
}

export interface LoadedDocument {
  head: DocumentHead;
  snapshot: { seq: number; update: Uint8Array } | null;
  /** The rows after the snapshot, in order: all, or as many as were asked for. */
  rows: StoredRow[];
  leases: Lease[];
}

/** Who writes with a Yjs client id, and the last push of theirs that was accepted. Kept for ever. */
export interface Lease {
  clientId: number;
  user: string;
  device: string | null;
  lastN: number;
}

export interface NewRow {
  update: Uint8Array;
  /** The writer; null for the server's own rows. */
  user: string | null;
  device: string | null;
  /** The device's push number, null for plain clients and the server. */
  n: number | null;
  /** The client id whose structs the update holds and their clock range; null when it holds none. */
  clientId: number | null;
  clockFrom: number | null;
  clockTo: number | null;
  schema: number;
  receivedAt: number;
}

export interface DocumentAppend {
  document: string;
  epoch: string;
  rows: NewRow[];
  /** Schema version after these rows, when a migration raised it. */
  schema?: number;
  /** Leases to write without a row of their own: an id's first use, a push without structs. */
  leases?: Lease[];
  /** What these rows mean to people. */
  activity?: NewActivity[];
}

export type AppendResult =
  | { ok: true; document: string; seqs: number[]; tips: string[] }
  /** EPOCH: the document has another history now. NOT_FOUND: unknown or deleted. Nothing was written for it. */
  | { ok: false; document: string; code: 'EPOCH' | 'NOT_FOUND' };

export interface RejectedUpdate {
  document: string;
  user: string | null;
  device: string | null;
  code: string;
  update: Uint8Array;
  receivedAt: number;
}

export interface DocumentLog {
  /** [ST10] Creates it with its seed, once. `deleted`: a tombstone of it or of its project stands in the way, nothing was written. */
  create(document: NewDocument): Promise<'created' | 'exists' | 'deleted'>;
  /** [ST11] Null when it does not exist or was deleted. Reads one consistent state, with at most `maxRows` rows. */
  load(document: string, maxRows?: number): Promise<LoadedDocument | null>;
  head(document: string): Promise<DocumentHead | null>;
  /** [ST12] The project's documents, by id. */
  list(project: string): Promise<DocumentHead[]>;
  /**
   * Appends for several documents in one commit. One result per entry, in order.
   * [ST13] Seqs are consecutive per document, without holes, whoever appends beside it.
   * [ST14] Each tip is the chain's next hash.
   * [ST15] An entry for another epoch or an unknown document writes nothing and stops no other entry.
   * [ST16] A row with a client id and a user writes that id's lease, its `n` as last push. The first user keeps
   * a lease, and its last push never falls.
   * [ST120] What an entry says of activity is there when its rows are, and not without them.
   */
  append(batch: DocumentAppend[]): Promise<AppendResult[]>;
  /** [ST17] Rows after `after`, at most `limit`, that still have their bytes. */
  rows(document: string, epoch: string, after: number, limit: number): Promise<StoredRow[]>;
  /** [ST18] The chain hash at a seq, pruned rows included, '' at 0; null when this history never had it. */
  tipAt(document: string, epoch: string, seq: number): Promise<string | null>;
  /** [ST19] Stores a snapshot of everything up to `seq`, whole or not at all. False when a newer one stands or the epoch is another. */
  compact(document: string, epoch: string, seq: number, update: Uint8Array, at: number): Promise<boolean>;
  /**
   * [ST20] Drops the bytes of rows a snapshot covers that arrived before `before`, from the front; (seq, tip)
   * stay. Returns how many; at most `PRUNE_ROWS_AT_ONCE`, so call again until it is 0.
   */
  prune(before: number): Promise<number>;
  /** [ST21] Removes a project's documents whole and leaves tombstones, so that no device brings them back. */
  remove(project: string, at: number): Promise<void>;
  /** [ST22] Keeps a refused update for the operator, within `maxBytes` per person; false when over it. */
  reject(update: RejectedUpdate, maxBytes: number): Promise<boolean>;
  /** [ST23] Who wrote with which client id, or with these, by client id; none of a document that is not there. */
  leases(document: string, clientIds?: readonly number[]): Promise<Lease[]>;
}
