import * as Y from 'yjs';
import type { DocumentHead, DocumentLog } from '../storage/storage.ts';
import type { State } from './committed-state.ts';
import type { Position } from './epochs.ts';

export type CatchUp =
  /** It has everything. */
  | { how: 'current' }
  /** The rows after its seq, merged. */
  | { how: 'rows'; after: number }
  /** Committed state as rows `from`…; `from` 0: what it lacks of it, and whatever seq it had, the state's is its seq now. */
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
  // Merging a long log is quadratic: it goes through a doc, and a diff needs to know what the device has.
  return seq === 0 ? { how: 'state', from: 1, stateVector: undefined } : { how: 'want' };
}

/** Where committed content comes from. */
export interface Source {
  readonly log: Pick<DocumentLog, 'rows'>;
  readonly head: DocumentHead;
  readonly maxRows: number;
  /** Rows that are merged: more are dearer than the state they make. */
  readonly maxBytes: number;
  /** All of it up to a seq that is `atLeast` this, and as new as is cheap. */
  state(atLeast: number): Promise<State>;
  diff(state: State, stateVector: Uint8Array): Promise<Uint8Array>;
}

/** Rows `from`…`to` as one update; null when nothing is missing. `to` may be short of the head: then there is more to ask for. */
export type Missed = { from: number; to: number; tip: string; update: Uint8Array; state: State | null };

/** What a device that joins has not seen; `want`: its state vector is needed first. @throws ClapperError INVALID_MESSAGE */
export async function missedByDevice(
  at: Pick<Position, 'seq' | 'stateVector'>,
  source: Source,
): Promise<Missed | null | 'want'> {
  const plan = planCatchUp(at, source.head, source.maxRows);
  switch (plan.how) {
    case 'current':
      return null;
    case 'want':
      return 'want';
    case 'rows':
      return (await rowsAfter(plan.after, source)) ?? 'want';
    case 'state': {
      if (plan.stateVector === undefined) return whole(await source.state(1));
      const state = await source.state(0);
      const update = await source.diff(state, plan.stateVector);
      return { from: 0, to: state.seq, tip: state.tip, update, state: null };
    }
    default:
      return plan satisfies never;
  }
}

/** What somebody who was shown everything up to a seq has not seen since: one merged update, however much it was. */
export async function missedByReader(sentSeq: number, source: Source): Promise<Missed | null> {
  const { head, maxRows } = source;
  if (sentSeq >= head.headSeq) return null;
  const few = head.headSeq - sentSeq <= maxRows;
  return (few ? await rowsAfter(sentSeq, source) : null) ?? whole(await source.state(sentSeq + 1));
}

/** From 1, whoever gets it: so it is one frame for all of them. */
function whole(state: State): Missed {
  return { from: 1, to: state.seq, tip: state.tip, update: state.update, state };
}

/** Rows read at once: of the largest, twenty are as much as should be in memory for one reader. */
const PAGE_ROWS = 20;

/** Null when the log does not hold them all any more. */
async function rowsAfter(after: number, source: Source): Promise<Missed | null> {
  const { log, head, maxBytes } = source;
  const updates: Uint8Array[] = [];
  let bytes = 0;
  for (let seq = after; seq < head.headSeq; seq += PAGE_ROWS) {
    const wanted = Math.min(PAGE_ROWS, head.headSeq - seq);
    const rows = await log.rows(head.id, head.epoch, seq, wanted);
    if (rows.length < wanted || rows[0]!.seq !== seq + 1) return null;
    for (const { update } of rows) {
      bytes += update.byteLength;
      updates.push(update);
    }
    if (bytes > maxBytes) return whole(await source.state(after + 1));
  }
  return { from: after + 1, to: head.headSeq, tip: head.headTip, update: mergeUpdates(updates), state: null };
}

/** One update for several in order; the only one as it is. */
export function mergeUpdates(updates: readonly Uint8Array[]): Uint8Array {
  return updates.length === 1 ? updates[0]! : Y.mergeUpdates([...updates]);
}
