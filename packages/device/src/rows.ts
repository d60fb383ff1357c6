import type { DocumentAccess, ErrorCode } from '@clapper/protocol';

/** The rows of a device's database, one interface per table. */

/** What the device knows of a document. */
export interface DocumentMeta {
  document: string;
  /** The history of the local copy; null until the server named one. */
  epoch: string | null;
  /** Every row of the server up to here is in `confirmed`, and the chain hash there. */
  seq: number;
  tip: string | null;
  /** How often the document was rebuilt: a tab with another number holds refused edits. */
  generation: number;
  /** The highest push number taken. */
  n: number;
  /** The next key in `confirmed`, and what was appended since it was last compacted. */
  nextK: number;
  appendedRows: number;
  appendedBytes: number;
  compactedBytes: number;
  access: DocumentAccess | null;
  /** Schema version the server said the document has. */
  schema: number;
  lastSyncAt: number | null;
  lastAckAt: number | null;
  /** The server said for good that this person may not have it. The copy stays. */
  refused: ErrorCode | null;
}

/** An update that is on the server's disk. */
export interface ConfirmedRow {
  document: string;
  k: number;
  update: Uint8Array;
}

/** An edit made here that the server has not acknowledged. */
export interface PendingRow {
  document: string;
  /** The push number: it orders the edits of all tabs, and tells the server a repeated push. */
  n: number;
  clientId: number;
  update: Uint8Array;
  /** The tab that pushes it. */
  tab: string;
  at: number;
  /** Which change of that tab it belongs to: see `changes.ts`. */
  change: number;
  /** As it was first made, when a repair wrote it anew. */
  original?: Uint8Array;
  /** The kept edit that is tried again with it: refused again, it is that one again. */
  kept?: string;
}

/** An edit the server refused, kept for the person to read, copy and try again. */
export interface KeptRow {
  id: string;
  document: string;
  at: number;
  reason: ErrorCode;
  text: string;
  roleThen: DocumentAccess['role'];
  /** As it was made. */
  update: Uint8Array[];
  // What older versions did not keep.
  /** Since when the person has this role, when that is why. */
  became?: { role: DocumentAccess['role']; at: number };
  /** What the server's rules name. */
  paths?: string[];
  place?: KeptPlace;
  /** To try it again: it stands on confirmed rows of this history alone. */
  again?: { epoch: string; clientId: number; update: Uint8Array };
  /** The change of which it is a part: what was typed in one go is kept as one. */
  change?: { tab: string; change: number };
  /** No edit of the person's: what this device holds of another history, up to there. An owner may take it in. */
  copy?: { epoch: string; seq: number; tip: string | null };
}

/** Where in the document: the way to it, and what the person calls it. */
export interface KeptPlace {
  path: string[];
  name: string;
}

export interface Setting {
  name: string;
  value: string;
}

export function newMeta(document: string): DocumentMeta {
  return {
    document,
    epoch: null,
    seq: 0,
    tip: null,
    generation: 0,
    n: 0,
    nextK: 0,
    appendedRows: 0,
    appendedBytes: 0,
    compactedBytes: 0,
    access: null,
    schema: 0,
    lastSyncAt: null,
    lastAckAt: null,
    refused: null,
  };
}
