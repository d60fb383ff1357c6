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
  | { state: 'copy'; since: number | null };

/** Connected, but an edit waits this long: the server cannot store, and the person must know. */
export const CANNOT_SAVE_MS = 5_000;

export interface DocumentStatusFacts {
  changes: number;
  write: boolean;
  live: boolean;
  lastSyncAt: number | null;
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
  const stuck = connection === 'connected' ? documents.find((document) => isStuck(document, now)) : undefined;
  if (stuck !== undefined) {
    const { code, reason } = stuck.trouble ?? { code: 'UNAVAILABLE', reason: '' };
    return { state: 'serverCannotSave', changes, code, reason };
  }
  const readOnly =
    documents.length > 0 && documents.every((document) => !document.write && document.changes === 0);
  if (readOnly) {
    const current = connection === 'connected' && documents.every((document) => document.live);
    return current ? { state: 'upToDate' } : { state: 'copy', since: oldest(documents) };
  }
  if (connection === 'offline') return { state: 'offline', changes, since: facts.offlineSince };
  return changes > 0 ? { state: 'saving', changes } : { state: 'saved' };
}

/** When `deviceStatus` will say something else though no fact changed; null: never. */
export function statusDue(facts: StatusFacts): number | null {
  if (facts.connection !== 'connected') return null;
  const waits = facts.documents.flatMap((document) =>
    document.waitingSince === null ? [] : [document.waitingSince],
  );
  const next = waits.map((since) => since + CANNOT_SAVE_MS).filter((at) => at > facts.now);
  return next.length === 0 ? null : Math.min(...next);
}

function isStuck(document: DocumentStatusFacts, now: number): boolean {
  return (
    document.changes > 0 && document.waitingSince !== null && now - document.waitingSince >= CANNOT_SAVE_MS
  );
}

function oldest(documents: readonly DocumentStatusFacts[]): number | null {
  const times = documents.flatMap((document) => (document.lastSyncAt === null ? [] : [document.lastSyncAt]));
  return times.length === 0 ? null : Math.min(...times);
}
