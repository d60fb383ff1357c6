import type { ErrorCode } from '@clapper/protocol';
import type { StorageProblem } from './local-store.ts';

/** What the pill says, worst first over all documents of this browser. */
export type DeviceStatus =
  | { state: 'notSaved'; reason: StorageProblem; changes: number }
  | { state: 'serverCannotSave'; changes: number; code: ErrorCode; reason: string }
  | { state: 'offline'; changes: number; since: number | null }
  | { state: 'saving'; changes: number }
  | { state: 'saved' }
  | { state: 'upToDate' }
  | { state: 'copy'; since: number }
  /** Offline, and no document is open: there is nothing to say of where it is kept. */
  | { state: 'away' };

/** Connected, but an edit waits this long: the server cannot store, and the person must know. */
export const CANNOT_SAVE_MS = 5_000;

/** A disk that has not taken an edit for so long is not going to: only memory holds it. */
export const CANNOT_STORE_MS = 5_000;

export interface DocumentStatusFacts {
  changes: number;
  write: boolean;
  /** The person's own: that they may write it says nothing of what they are looking at. */
  own: boolean;
  live: boolean;
  lastSyncAt: number | null;
  /** Since when its oldest edit is in memory alone; null when the disk has them all. */
  inMemorySince: number | null;
  /** Since when its oldest edit waits for an answer on this connection; null when none does. */
  waitingSince: number | null;
  /** What the server said last about this document, if it was not good. */
  trouble: { code: ErrorCode; reason: string } | null;
}

export interface StatusFacts {
  now: number;
  problem: StorageProblem | null;
  /** `connecting` covers the first seconds only; every other state without a connection is `offline`. */
  connection: 'connected' | 'connecting' | 'offline';
  offlineSince: number | null;
  documents: readonly DocumentStatusFacts[];
}

export function deviceStatus(facts: StatusFacts): DeviceStatus {
  const { now, problem, connection, documents } = facts;
  const changes = documents.reduce((sum, document) => sum + document.changes, 0);
  if (problem !== null) return { state: 'notSaved', reason: problem, changes };
  const inMemory = documents.flatMap(({ inMemorySince }) => (inMemorySince === null ? [] : [inMemorySince]));
  if (inMemory.some((since) => now - since >= CANNOT_STORE_MS))
    return { state: 'notSaved', reason: 'failed', changes };
  // Every other word says where an edit is kept: none is said before it is.
  if (inMemory.length > 0) return { state: 'saving', changes };
  const stuck = connection === 'connected' ? documents.find((document) => isStuck(document, now)) : undefined;
  if (stuck !== undefined) {
    const { code, reason } = stuck.trouble ?? { code: 'UNAVAILABLE', reason: '' };
    return { state: 'serverCannotSave', changes, code, reason };
  }
  const readOnly =
    documents.length > 0 && documents.every(({ write, own, changes }) => changes === 0 && (own || !write));
  if (readOnly) {
    const current = connection === 'connected' && documents.every((document) => document.live);
    return current ? { state: 'upToDate' } : { state: 'copy', since: oldest(documents) };
  }
  if (connection === 'offline' && documents.length === 0) return { state: 'away' };
  if (connection === 'offline') return { state: 'offline', changes, since: facts.offlineSince };
  return changes > 0 ? { state: 'saving', changes } : { state: 'saved' };
}

/** When `deviceStatus` will say something else though no fact changed; null: never. */
export function statusDue(facts: StatusFacts): number | null {
  const dues = facts.documents.flatMap(({ inMemorySince, waitingSince }) => [
    ...(inMemorySince === null ? [] : [inMemorySince + CANNOT_STORE_MS]),
    ...(waitingSince === null || facts.connection !== 'connected' ? [] : [waitingSince + CANNOT_SAVE_MS]),
  ]);
  const next = dues.filter((at) => at > facts.now);
  return next.length === 0 ? null : Math.min(...next);
}

function isStuck(document: DocumentStatusFacts, now: number): boolean {
  return (
    document.changes > 0 && document.waitingSince !== null && now - document.waitingSince >= CANNOT_SAVE_MS
  );
}

/** A document without edits is here because it was synced once. */
function oldest(documents: readonly DocumentStatusFacts[]): number {
  return Math.min(...documents.map(({ lastSyncAt }) => lastSyncAt ?? Infinity));
}
