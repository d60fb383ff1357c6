import { isUuid } from '@clapper/protocol';
import type { Restores } from '../journal/journal.ts';
import type { DocumentHead, DocumentLog } from '../storage/storage.ts';

/** What a device says it has (SPEC part J). */
export interface Position {
  epoch: string | null;
  seq: number;
  tip: string | null;
  stateVector: Uint8Array | null;
}

export interface Standing {
  /** What the device has is a beginning of this history: it needs what comes after, and nothing else. */
  ours: boolean;
  /** [EP2] The point of the device's history from which this one goes on; null: it goes on from nothing there. */
  base: DocumentHead['base'];
}

/**
 * How a copy stands to the document's history. The hash decides: somebody who copies an old database file
 * back leaves the epoch as it was.
 */
export async function standing(
  { epoch, seq, tip }: Position,
  head: DocumentHead,
  { log, restores }: { log: Pick<DocumentLog, 'tipAt'>; restores: Restores },
): Promise<Standing> {
  const has = async (): Promise<boolean> =>
    seq <= head.headSeq &&
    (seq === head.headSeq ? head.headTip : await log.tipAt(head.id, head.epoch, seq)) === tip;
  if (epoch === null || epoch === head.epoch) {
    return { ours: epoch === null || seq === 0 || (await has()), base: head.base };
  }
  if (epoch === head.base?.epoch) {
    return { ours: seq === 0 || (seq <= head.base.seq && (await has())), base: head.base };
  }
  if (!wasLost(epoch, restores)) return { ours: seq === 0, base: null };
  // Two restores ago, or made after the backup: of that history nothing is known here but its hashes.
  if (seq === 0 || tip === null || !(await has())) {
    return { ours: seq === 0, base: { epoch, seq: 0, tip: '' } };
  }
  return { ours: true, base: { epoch, seq, tip } };
}

/** Whether a history ended because a database was lost, and none of its content was ever to go. Epochs are named by their time. */
export function wasLost(epoch: string, restores: Restores): boolean {
  if (!isUuid(epoch)) return false;
  const began = Number.parseInt(epoch.slice(0, 8) + epoch.slice(9, 13), 16);
  const since = restores.filter(({ at }) => at > began);
  return since.length > 0 && since.every(({ mode }) => mode === 'lost');
}
