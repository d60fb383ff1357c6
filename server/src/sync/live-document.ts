import * as Y from 'yjs';
import { ClapperError } from '@clapper/protocol';
import type { LoadedDocument } from '../storage/storage.ts';
import { knownTo, type Known } from './inspect-update.ts';
import { applyStored, isWhole, RECEIVED } from './stored-content.ts';

/**
 * Of each deleted struct Yjs looks through everything deleted around it for marks that mean nothing any more: of a text
 * that was written by turns and deleted at once that is hours. Such marks may as well stay.
 */
const MAX_TIDIED = 1_000;

/** Asked of where its ranges begin and end: a few bytes delete as much as there is. */
function deletedStructs({ deleteSet, doc }: Y.Transaction): number {
  let count = 0;
  for (const [client, ranges] of deleteSet.clients) {
    const structs = doc.store.clients.get(client)!;
    for (const { clock, len } of ranges)
      count += Y.findIndexSS(structs, clock + len - 1) - Y.findIndexSS(structs, clock) + 1;
  }
  return count;
}

/**
 * A document's `Y.Doc` in memory. Its client id is fresh at every load: a server that wrote under an
 * old one after a restore would use clocks twice.
 */
export class LiveDocument {
  readonly doc = new Y.Doc();
  readonly known: Known = knownTo(this.doc);
  /** What the transactions of the server's own changed, and with several updates in one, what those come to. */
  #captured: Uint8Array[] = [];
  #received: Uint8Array | null = null;
  /** The size of the encoded state, or more than it until the doc was encoded. */
  #bytes = 0;
  #exact = false;
  /** So many updates were applied in this transaction. */
  #applied = 0;
  readonly #heard = (update: Uint8Array, origin: unknown): void => {
    if (origin === RECEIVED) this.#received = update;
    else this.#captured.push(update);
  };

  private constructor() {
    // Listening makes Yjs write out every transaction: what came from outside need not be written a second time.
    this.doc.on('beforeTransaction', (transaction) => {
      if (transaction.origin !== RECEIVED) this.#listen();
    });
    this.doc.on('afterTransaction', (transaction) => {
      if (deletedStructs(transaction) > MAX_TIDIED) transaction._needFormattingCleanup = false;
    });
  }

  /** @throws ClapperError UNAVAILABLE when the stored rows do not fit together: never an empty document instead. */
  static load({ head, snapshot, rows }: LoadedDocument): LiveDocument {
    const live = new LiveDocument();
    try {
      const updates = rows.map((row) => row.update);
      applyStored(live.doc, snapshot === null ? updates : [snapshot.update, ...updates]);
      live.#expectWhole();
    } catch (cause) {
      throw new ClapperError('UNAVAILABLE', `The stored rows of ${head.id} cannot be read.`, { cause });
    }
    live.#bytes =
      (snapshot?.update.byteLength ?? 0) + rows.reduce((sum, row) => sum + row.update.byteLength, 0);
    return live;
  }

  /**
   * Runs what judges and applies several updates, as one transaction: that costs as much for one as for many, and the
   * more the more people ever wrote in the document. Returns them as one update (null: at most one was applied), and
   * what Yjs changed on its own in consequence (redundant formatting marks it deleted): rows of the server.
   * @throws when Yjs could not end it; the doc is then unusable.
   */
  together(run: () => void): { merged: Uint8Array | null; tidied: Uint8Array[] } {
    this.#applied = 0;
    // Not local: else Yjs would tidy nothing.
    const tidied = this.#capture(() => {
      Y.transact(this.doc, run, RECEIVED, false);
    });
    return { merged: this.#received, tidied };
  }

  /**
   * Applies a judged update, inside `together`.
   * @throws when Yjs could not integrate it; the doc is then unusable.
   */
  apply(update: Uint8Array): void {
    Y.applyUpdate(this.doc, update, RECEIVED);
    this.#expectWhole();
    this.#grow(update.byteLength);
    this.#applied += 1;
    if (this.#applied === 2) this.#listen();
  }

  /** The server's own write. Returns its updates, none when it changed nothing. @throws as `together`. */
  change(write: (doc: Y.Doc) => void, origin: unknown): Uint8Array[] {
    return this.#capture(() => {
      this.doc.transact(() => write(this.doc), origin);
      this.#expectWhole();
    });
  }

  #capture(run: () => void): Uint8Array[] {
    this.#captured = [];
    this.#received = null;
    try {
      run();
    } finally {
      this.doc.off('update', this.#heard);
    }
    const captured = this.#captured;
    this.#captured = [];
    for (const update of captured) this.#grow(update.byteLength);
    return captured;
  }

  #listen(): void {
    this.doc.on('update', this.#heard);
  }

  #grow(bytes: number): void {
    this.#bytes += bytes;
    this.#exact = false;
  }

  /** About what it costs in memory is a multiple of this. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Whether it may grow by so many bytes. The sum of the updates is an upper bound: only above it one must look. */
  fits(bytes: number, maxBytes: number): boolean {
    if (this.#bytes + bytes <= maxBytes) return true;
    if (!this.#exact) this.encode();
    return this.#bytes + bytes <= maxBytes;
  }

  /** Everything, or what a peer with this state vector lacks. */
  encode(stateVector?: Uint8Array): Uint8Array {
    const update = Y.encodeStateAsUpdate(this.doc, stateVector);
    if (stateVector === undefined) {
      this.#bytes = update.byteLength;
      this.#exact = true;
    }
    return update;
  }

  stateVector(): Uint8Array {
    return Y.encodeStateVector(this.doc);
  }

  destroy(): void {
    this.doc.destroy();
  }

  #expectWhole(): void {
    if (!isWhole(this.doc)) {
      throw new ClapperError('INTERNAL', 'An update was parked although nothing was missing.');
    }
  }
}
