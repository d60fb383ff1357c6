import * as Y from 'yjs';
import type { DocumentHead, DocumentLog } from '../storage/storage.ts';

/** What a device says it has (SPEC part J). */
export interface Position {
  epoch: string | null;
  seq: number;
  tip: string | null;
  stateVector: Uint8Array | null;
}

export type CatchUp =
  /** It has everything. */
  | { how: 'current' }
  /** The rows after its seq, merged. */
  | { how: 'rows'; after: number }
  /** One diff of committed state, as rows `from`…head. `from` 0: whatever seq it had, the head is its seq now. */
  | { how: 'state'; from: 0 | 1; stateVector: Uint8Array | undefined }
  /** Its seq says nothing here: another history, too far back, or pruned. */
  | { how: 'want' }
  | { how: 'epoch' };

export function planCatchUp(at: Position, head: DocumentHead, maxRows: number): CatchUp {
  if (at.stateVector !== null) return { how: 'state', from: 0, stateVector: at.stateVector };
  const none = at.epoch === null || at.seq === 0;
  if (!none && at.epoch !== head.epoch) return { how: 'epoch' };
  const seq = none ? 0 : at.seq;
  if (seq > head.headSeq) return { how: 'want' };
  if (seq === head.headSeq)
    return seq === 0 || at.tip === head.headTip ? { how: 'current' } : { how: 'want' };
  const servable = head.headSeq - seq <= maxRows && seq + 1 >= head.firstSeq;
  if (servable) return { how: 'rows', after: seq };
  // Merging a long log is quadratic: it goes through a doc, and a doc needs to know what the device has.
  return seq === 0 ? { how: 'state', from: 1, stateVector: undefined } : { how: 'want' };
}

/** The rows after `after` as one update; null when the log no longer has them all or `tip` is not of this history. */
export async function mergedRows(
  log: DocumentLog,
  head: DocumentHead,
  after: number,
  tip: string | null,
): Promise<Uint8Array | null> {
  if (after > 0 && (await log.tipAt(head.id, head.epoch, after)) !== tip) return null;
  const rows = await log.rows(head.id, head.epoch, after, head.headSeq - after);
  if (rows.length !== head.headSeq - after) return null;
  return mergeUpdates(rows.map((row) => row.update));
}

/** One update for several in order; the only one as it is. */
export function mergeUpdates(updates: readonly Uint8Array[]): Uint8Array {
  return updates.length === 1 ? updates[0]! : Y.mergeUpdates([...updates]);
}
