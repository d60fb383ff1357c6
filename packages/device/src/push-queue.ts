import { MAX_UPDATE_BYTES } from '@clapper/protocol';
import type { PendingRow } from './rows.ts';

/** Pushes of one document that may be unanswered at once: enough for a round trip, little to send again. */
export const WINDOW = 64;
const WINDOW_BYTES = 2 * MAX_UPDATE_BYTES;

/**
 * The edits of one document that this tab pushes, in the order in which they were stored: `n` counts
 * over all tabs, and an edit crosses to another tab only after it was stored, so n respects what
 * builds on what. Pure bookkeeping: the document does what `take` says.
 */
export class PushQueue {
  /** In order, and after a day without a network many: whatever is done with one looks at few. */
  #waiting: PendingRow[] = [];
  #sent: PendingRow[] = [];

  get inFlight(): number {
    return this.#sent.length;
  }

  get size(): number {
    return this.#waiting.length + this.#sent.length;
  }

  rows(): PendingRow[] {
    return [...this.#sent, ...this.#waiting];
  }

  add(rows: readonly PendingRow[]): void {
    for (const row of rows) if (!this.#sent.some(is(row))) this.#wait(row);
  }

  /** Another tab had it acknowledged. One that is in flight here is answered here too. */
  remove(keys: readonly Numbered[]): void {
    for (const key of keys) {
      const at = this.#placeOf(key);
      if (this.#waiting.slice(at, at + 1).some(is(key))) this.#waiting.splice(at, 1);
    }
  }

  /** What may be pushed now; it counts as sent. */
  take(): PendingRow[] {
    const taken: PendingRow[] = [];
    let bytes = this.#sent.reduce((sum, row) => sum + row.update.byteLength, 0);
    while (this.#waiting.length > 0) {
      const next = this.#waiting[0]!;
      // Answers carry n alone: two rows with one n (a tab that could not store) go one after the other.
      if (this.#sent.some((row) => row.n === next.n)) break;
      if (this.#sent.length >= WINDOW || (bytes > 0 && bytes + next.update.byteLength > WINDOW_BYTES)) break;
      this.#waiting.shift();
      this.#sent.push(next);
      taken.push(next);
      bytes += next.update.byteLength;
    }
    return taken;
  }

  acknowledged(n: number): PendingRow | null {
    return this.#answered(n);
  }

  /** Refused for now: waits again, at its place. */
  returned(n: number): PendingRow | null {
    const row = this.#answered(n);
    if (row !== null) this.#wait(row);
    return row;
  }

  /** The connection is gone, and with it every answer. */
  reset(): void {
    for (const row of this.#sent) this.#wait(row);
    this.#sent = [];
  }

  clear(): void {
    this.#waiting = [];
    this.#sent = [];
  }

  #wait(row: PendingRow): void {
    const at = this.#placeOf(row);
    if (!this.#waiting.slice(at, at + 1).some(is(row))) this.#waiting.splice(at, 0, row);
  }

  /** Where it stands, or would. */
  #placeOf(key: Numbered): number {
    let [from, to] = [0, this.#waiting.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (byNumber(this.#waiting[middle]!, key) < 0) from = middle + 1;
      else to = middle;
    }
    return from;
  }

  #answered(n: number): PendingRow | null {
    const index = this.#sent.findIndex((row) => row.n === n);
    return index === -1 ? null : this.#sent.splice(index, 1)[0]!;
  }
}

type Numbered = Pick<PendingRow, 'n' | 'clientId'>;

function byNumber(a: Numbered, b: Numbered): number {
  return a.n - b.n || a.clientId - b.clientId;
}

function is(key: Numbered): (other: Numbered) => boolean {
  return (other) => byNumber(other, key) === 0;
}
