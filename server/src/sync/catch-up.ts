import * as Y from 'yjs';
import { ClapperError } from '@clapper/protocol';
import type { DocumentHead, DocumentLog } from '../storage/storage.ts';
import type { Position } from './epochs.ts';
import type { LiveDocument } from './live-document.ts';

export type CatchUp =
  /** It has everything. */
  | { how: 'current' }
  /** The rows after its seq, merged. */
  | { how: 'rows'; after: number }
  /** One diff of committed state, as rows `from`…head. `from` 0: whatever seq it had, the head is its seq now. */
  | { how: 'state'; from: 0 | 1; stateVector: Uint8Array | undefined }
  /** Too far back, or pruned. */
  | { how: 'want' };

/** For a copy that is a beginning of the document's history. */
export function planCatchUp(
  { seq, stateVector }: Pick<Position, 'seq' | 'stateVector'>,
  { headSeq, firstSeq }: DocumentHead,
  maxRows: number,
): CatchUp {
  if (stateVector !== null) return { how: 'state', from: 0, stateVector };
  if (seq === headSeq) return { how: 'current' };
  if (headSeq - seq <= maxRows && seq + 1 >= firstSeq) return { how: 'rows', after: seq };
  // Merging a long log is quadratic: it goes through a doc, and a doc needs to know what the device has.
  return seq === 0 ? { how: 'state', from: 1, stateVector: undefined } : { how: 'want' };
}

/** Where committed state comes from; the doc is loaded only when nothing less will do. */
export interface Source {
  readonly log: Pick<DocumentLog, 'rows'>;
  readonly head: DocumentHead;
  readonly maxRows: number;
  /** All of it as the storage has it, where that is cheaper than a doc; null when it is not. */
  stored(): Promise<Uint8Array | null>;
  live(): Promise<LiveDocument>;
}

/** Rows `from`…head as one update; null when nothing is missing. */
export type Missed = { from: number; update: Uint8Array } | null;

/** What a device that joins has not seen; `want`: its state vector is needed first. @throws ClapperError INVALID_MESSAGE */
export async function missedByDevice(
  at: Pick<Position, 'seq' | 'stateVector'>,
  source: Source,
): Promise<Missed | 'want'> {
  const plan = planCatchUp(at, source.head, source.maxRows);
  switch (plan.how) {
    case 'current':
      return null;
    case 'want':
      return 'want';
    case 'rows': {
      const update = await rowsAfter(plan.after, source);
      return update === null ? 'want' : { from: plan.after + 1, update };
    }
    case 'state': {
      const { from, stateVector } = plan;
      const stored = stateVector === undefined ? await source.stored() : null;
      return { from, update: stored ?? diff(await source.live(), stateVector) };
    }
    default:
      return plan satisfies never;
  }
}

/** What a reader skipped while it did not read: one merged diff, however much it was. */
export async function missedByReader(sentSeq: number, source: Source): Promise<Missed> {
  const { head, maxRows } = source;
  if (sentSeq >= head.headSeq) return null;
  const few = head.headSeq - sentSeq <= maxRows;
  const update = few ? await rowsAfter(sentSeq, source) : null;
  return { from: sentSeq + 1, update: update ?? diff(await source.live(), undefined) };
}

/** Null when the log does not hold them all any more. */
async function rowsAfter(after: number, { log, head }: Source): Promise<Uint8Array | null> {
  const missing = head.headSeq - after;
  const rows = await log.rows(head.id, head.epoch, after, missing);
  return rows.length === missing ? mergeUpdates(rows.map((row) => row.update)) : null;
}

function diff(live: LiveDocument, stateVector: Uint8Array | undefined): Uint8Array {
  try {
    return live.encode(stateVector);
  } catch (cause) {
    throw new ClapperError('INVALID_MESSAGE', 'The bytes are no state vector.', { cause });
  }
}

/** One update for several in order; the only one as it is. */
export function mergeUpdates(updates: readonly Uint8Array[]): Uint8Array {
  return updates.length === 1 ? updates[0]! : Y.mergeUpdates([...updates]);
}
