import { MAX_CATCH_UP_ROWS, type JoinAnswer } from '@clapper/protocol';

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

/**
 * Whether the server has another history than the copy is of. It asks for the state vector of whoever is
 * far behind, or pruned, or stands at a tip it never had: an old database file that was copied back keeps
 * its epoch. The first two can be told by number.
 */
export function isOtherHistory(history: History, answer: Joined, askedStateVector: boolean): boolean {
  const { epoch, seq } = history;
  const { headSeq, firstSeq } = answer;
  if (epoch === null) return false;
  if (epoch !== answer.epoch || seq > headSeq) return true;
  return askedStateVector && seq > 0 && headSeq - seq <= MAX_CATCH_UP_ROWS && seq + 1 >= firstSeq;
}

/** A new history, gathered beside the old copy until it is whole: what is here stays readable meanwhile. */
export class IncomingHistory {
  #at: History = NOTHING;
  #headSeq = Infinity;
  readonly updates: Uint8Array[] = [];

  joined({ epoch, headSeq, headTip }: Joined): void {
    this.#at = { epoch, seq: this.#at.seq, tip: headTip };
    this.#headSeq = headSeq;
  }

  add(epoch: string, rows: RowRange, update: Uint8Array): void {
    if (epoch !== this.#at.epoch) return;
    this.updates.push(update);
    this.#at = advanced(this.#at, rows);
  }

  /** Null until it is whole. */
  whole(): { epoch: string; seq: number; tip: string; updates: Uint8Array[] } | null {
    const { epoch, seq, tip } = this.#at;
    if (epoch === null || seq < this.#headSeq) return null;
    return { epoch, seq, tip: tip ?? '', updates: this.updates };
  }
}
