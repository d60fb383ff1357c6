import type { JoinAnswer } from '@clapper/protocol';
import type { NewHistory } from './confirmed-rows.ts';

/** Which history a copy is of, and how far it goes. Pure. */
export interface History {
  epoch: string | null;
  seq: number;
  tip: string | null;
}

export interface RowRange {
  from: number;
  to: number;
  tip: string;
}

export const NOTHING: History = { epoch: null, seq: 0, tip: null };

/** [J8] Where a copy stands after rows were applied: they are always applied, the seq moves only without a hole. */
export function advanced(history: History, { from, to, tip }: RowRange): History {
  const { epoch, seq } = history;
  // From 0: one diff of all there is, whatever seq one had.
  return from === 0 || (from <= seq + 1 && seq + 1 <= to) ? { epoch, seq: to, tip } : history;
}

type Joined = Extract<JoinAnswer, { result: 'joined' }>;

/** [EP2] Whether the server has another history than the copy is of, neither the same nor one that goes on from it. */
export function isOtherHistory({ epoch, seq }: History, answer: Joined): boolean {
  if (epoch === null) return false;
  if (epoch !== answer.epoch && (answer.base?.epoch !== epoch || seq > answer.base.seq)) return true;
  return seq > answer.headSeq;
}

/** A new history, gathered beside the old copy until it is whole: what is here stays readable meanwhile. */
export class IncomingHistory {
  #at: History = NOTHING;
  #base: Joined['base'] = null;
  #headSeq = Infinity;
  readonly updates: Uint8Array[] = [];

  joined({ epoch, base, headSeq, headTip }: Joined): void {
    this.#base = base;
    this.#at = { epoch, seq: this.#at.seq, tip: headTip };
    this.#headSeq = headSeq;
  }

  add(epoch: string, rows: RowRange, update: Uint8Array): void {
    if (epoch !== this.#at.epoch) return;
    this.updates.push(update);
    this.#at = advanced(this.#at, rows);
  }

  /** Null until it is whole. */
  whole(): NewHistory | null {
    const { epoch, seq, tip } = this.#at;
    if (epoch === null || seq < this.#headSeq) return null;
    return { epoch, seq, tip: tip ?? '', updates: this.updates, base: this.#base };
  }
}
