import { ROW_RETENTION_MS } from '@clapper/protocol';
import type { Logger } from '../log.ts';
import type { DocumentHead, DocumentLog, LoadedDocument, NewRow, Storage } from '../storage/storage.ts';
import type { SyncLimits } from './limits.ts';
import type { CommittedState } from './committed-state.ts';
import type { LiveDocument } from './live-document.ts';
import { SMALL_BYTES } from './stored-document.ts';

export interface SnapshotContext {
  readonly id: string;
  readonly storage: Pick<Storage, 'documents'>;
  readonly limits: SyncLimits;
  readonly log: Logger;
  now(): number;
}

/** Fewer rows than this are replayed faster than a snapshot of them is written. */
const WORTH_A_SNAPSHOT = 20;

/** A snapshot may wait until the rows behind it are this share of its size: big documents are not rewritten for a few keystrokes. */
const SHARE = 8;

/**
 * When a document's log is folded into a snapshot: only ever at a moment when all of it is stored. The log
 * stays whole, so a snapshot that could not be written costs time and nothing else.
 */
export class SnapshotSchedule {
  readonly #context: SnapshotContext;
  readonly #state: Pick<CommittedState, 'store'>;
  #rows = 0;
  #bytes = 0;
  #snapshotBytes = 0;
  #writing = false;

  constructor(context: SnapshotContext, state: Pick<CommittedState, 'store'>) {
    this.#context = context;
    this.#state = state;
  }

  loaded({ snapshot, rows }: LoadedDocument): void {
    this.#rows = rows.length;
    this.#bytes = rows.reduce((sum, row) => sum + row.update.byteLength, 0);
    this.#snapshotBytes = snapshot?.update.byteLength ?? 0;
  }

  /** Called after each commit, before anything else is applied to the doc. */
  committed(rows: readonly NewRow[], head: DocumentHead, live: LiveDocument): void {
    this.#rows += rows.length;
    for (const row of rows) this.#bytes += row.update.byteLength;
    if (this.#isDue() && !this.#writing) void this.#write(head, live);
  }

  async beforeUnload(head: DocumentHead, live: LiveDocument): Promise<void> {
    if (this.#rows >= WORTH_A_SNAPSHOT && !this.#writing) await this.#write(head, live);
  }

  #isDue(): boolean {
    const { snapshotRows, snapshotBytes } = this.#context.limits;
    if (this.#bytes >= Math.max(snapshotBytes, this.#snapshotBytes / SHARE)) return true;
    return (
      this.#rows >= snapshotRows &&
      (this.#bytes * SHARE >= this.#snapshotBytes || this.#rows >= 10 * snapshotRows)
    );
  }

  async #write(head: DocumentHead, live: LiveDocument): Promise<void> {
    const { id, log } = this.#context;
    const covered = { rows: this.#rows, bytes: this.#bytes };
    this.#writing = true;
    try {
      this.#snapshotBytes = await (live.bytes <= SMALL_BYTES
        ? this.#encode(head, live)
        : this.#state.store(head));
      this.#rows -= covered.rows;
      this.#bytes -= covered.bytes;
    } catch (error) {
      log.error({ error, document: id }, 'snapshot_failed');
    } finally {
      this.#writing = false;
    }
  }

  async #encode({ epoch, headSeq }: DocumentHead, live: LiveDocument): Promise<number> {
    const { id, storage, now } = this.#context;
    const update = live.encode();
    await storage.documents.compact(id, epoch, headSeq, update, now());
    return update.byteLength;
  }
}

/** Drops the bytes of rows that a snapshot covers and no device back from holiday needs any more. Returns how many. */
export async function pruneRows(documents: Pick<DocumentLog, 'prune'>, now: number): Promise<number> {
  let total = 0;
  for (;;) {
    // The storage empties a bounded number at a time, so that its writer never stands still for long.
    const pruned = await documents.prune(now - ROW_RETENTION_MS);
    if (pruned === 0) return total;
    total += pruned;
  }
}
