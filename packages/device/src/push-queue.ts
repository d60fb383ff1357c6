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
    const fresh = rows.filter((row) => !this.#waiting.some(is(row)) && !this.#sent.some(is(row)));
    this.#waiting = [...this.#waiting, ...fresh].sort(byNumber);
  }

  /** Another tab had it acknowledged. One that is in flight here is answered here too. */
  remove(keys: readonly { n: number; clientId: number }[]): void {
    this.#waiting = this.#waiting.filter((row) => !keys.some(is(row)));
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
    if (row !== null) this.#waiting = [row, ...this.#waiting].sort(byNumber);
    return row;
  }

  /** The connection is gone, and with it every answer. */
  reset(): void {
    this.#waiting = this.rows().sort(byNumber);
    this.#sent = [];
  }

  clear(): void {
    this.#waiting = [];
    this.#sent = [];
  }

  #answered(n: number): PendingRow | null {
    const index = this.#sent.findIndex((row) => row.n === n);
    return index === -1 ? null : this.#sent.splice(index, 1)[0]!;
  }
}

function byNumber(a: PendingRow, b: PendingRow): number {
  return a.n - b.n || a.clientId - b.clientId;
}

function is(row: { n: number; clientId: number }): (other: { n: number; clientId: number }) => boolean {
  return (other) => other.n === row.n && other.clientId === row.clientId;
}
