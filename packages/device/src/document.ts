import * as Y from 'yjs';
import type { DocumentKind } from '@clapper/documents';
import { ClapperError, type JoinAnswer, type JoinRequest } from '@clapper/protocol';
import { factsOf } from './document/facts.ts';
import { nextJob } from './document/jobs.ts';
import { adoptLoaded } from './document/load.ts';
import { tryAgain } from './document/retry.ts';
import { receive, type DocumentMessage } from './document/server.ts';
import { DocumentState, type DocumentOptions } from './document/state.ts';
import { adoptOrphans, generationMoved, readBeside, reread, tabConfirmed, tabRows } from './document/tabs.ts';
import type { HandleState, ReadyState } from './handle.ts';
import type { LoadedDocument } from './local-store.ts';
import type { DocumentMeta, KeptRow, PendingRow } from './rows.ts';
import { waitFor, type Store } from './store.ts';

/** Closing waits this long for a repair that the disk does not take. */
const CLOSE_MS = 1_000;

/**
 * One live document of this tab: a doc made of confirmed and pending rows, and the two ways out of it
 * (to the disk, then to the server). What happens on them stands in `document/`, one idea a file.
 */
export class LiveDocument {
  readonly document: string;
  readonly kind: DocumentKind;
  readonly state: Store<HandleState>;
  readonly #state: DocumentState;

  constructor(options: DocumentOptions) {
    this.document = options.document;
    this.kind = options.kind;
    this.#state = new DocumentState(options);
    this.state = this.#state.cell;
  }

  async load(): Promise<void> {
    const state = this.#state;
    const { store, log } = state.options;
    await readBeside(state, async () => {
      let loaded: LoadedDocument = { meta: null, confirmed: [], pending: [], steps: [] };
      try {
        loaded = await store.load(this.document);
      } catch (error) {
        // The server may still have it; the store tells its own trouble when it next writes.
        log.error({ document: this.document, error }, 'device.loadFailed');
      }
      return () => {
        if (state.mode.mode === 'closed') return;
        adoptLoaded(state, loaded);
        state.lastWriter = state.access.write ? state.access.role : null;
        state.loaded = true;
        state.emit();
      };
    });
  }

  get loaded(): boolean {
    return this.#state.loaded;
  }

  /** Edits on their way to the disk. */
  get unstored(): Uint8Array[] {
    return this.#state.edits.map(({ update }) => update);
  }

  // ── The server ─────────────────────────────────────────────────────────────────────────────

  connected(at: number): void {
    this.#state.link.connected(at);
  }

  disconnected(): void {
    this.#state.link.disconnected();
    this.#state.moved();
  }

  /** Nothing local and no server in sight. */
  unreachable(): void {
    const state = this.#state;
    if (!state.loaded || state.hasCopy || state.failed !== null) return;
    state.failed = 'UNAVAILABLE';
    state.emit();
  }

  joinRequest(): JoinRequest | null {
    return this.#state.mode.mode === 'closed' ? null : this.#state.link.joinRequest();
  }

  answered(answer: JoinAnswer): void {
    const state = this.#state;
    if (state.mode.mode === 'closed') return;
    state.link.answered(answer);
    if (state.link.isJoined) {
      state.ready?.presence.announce();
      void adoptOrphans(state);
    }
    state.moved();
  }

  receive(message: DocumentMessage): void {
    receive(this.#state, message);
  }

  restart(): void {
    this.#state.link.restart();
  }

  // ── Other tabs ─────────────────────────────────────────────────────────────────────────────

  tabRows(epoch: string | null, generation: number, rows: readonly PendingRow[]): void {
    tabRows(this.#state, epoch, generation, rows);
  }

  tabConfirmed(keys: readonly { n: number; clientId: number }[]): void {
    tabConfirmed(this.#state, keys);
  }

  generationMoved(generation: number): void {
    generationMoved(this.#state, generation);
  }

  reread(meta: DocumentMeta | undefined, pending: readonly PendingRow[]): void {
    reread(this.#state, meta, pending);
  }

  adoptOrphans(): Promise<void> {
    return adoptOrphans(this.#state);
  }

  // ── The person ─────────────────────────────────────────────────────────────────────────────

  async ready(): Promise<ReadyState> {
    return waitFor(this.state, (state) => {
      if (state.phase === 'ready') return state;
      if (state.phase === 'failed' && state.code !== 'UNAVAILABLE') {
        throw new ClapperError(
          state.code,
          `The server refused ${this.document}, and this device has no copy of it.`,
        );
      }
      return undefined;
    });
  }

  tryAgain(row: KeptRow): Promise<void> {
    return tryAgain(this.#state, row);
  }

  facts(): ReturnType<typeof factsOf> {
    return factsOf(this.#state);
  }

  /** Nothing waits: neither for the disk nor for the server. */
  get settled(): boolean {
    const { jobs, mode, confirmed, keep, link } = this.#state;
    const isQuiet = jobs.isIdle && mode.mode === 'open' && this.#state.changes() === 0;
    return isQuiet && confirmed.length + keep.length + link.queue.size === 0;
  }

  /** Still being read, or still being fetched from a server that has not refused it. */
  get isOnItsWay(): boolean {
    const { loaded, link } = this.#state;
    return !loaded || (link.connectedAt !== null && !link.isLive && !this.isRefused);
  }

  /** For good, or until something else changes. */
  get isRefused(): boolean {
    const { refused, failed, link } = this.#state;
    // UNAVAILABLE is what a document says that nobody could be asked for.
    return refused !== null || (failed !== null && failed !== 'UNAVAILABLE') || link.trouble !== null;
  }

  /** Edits that exist in this tab's memory and nowhere else. */
  get onlyInMemory(): boolean {
    const { edits, late, keep } = this.#state;
    return edits.length + late.length + keep.length > 0;
  }

  encode(): Uint8Array | null {
    const { ready, hasCopy } = this.#state;
    return ready === null || !hasCopy ? null : Y.encodeStateAsUpdate(ready.doc);
  }

  // ── The end ────────────────────────────────────────────────────────────────────────────────

  /** Stores what is left, then lets go. */
  async close(): Promise<void> {
    const state = this.#state;
    if (state.takingBack !== null) clearTimeout(state.takingBack);
    state.ready?.doc.off('update', state.heard);
    state.ready?.presence.destroy();
    if (state.link.isJoined) {
      const { document } = this;
      state.options.send({ type: 'leave', document, code: null, reason: '', retryAfterMs: 0 });
    }
    state.link.close();
    // A repair under way is finished: what it is about to keep exists nowhere else.
    if (state.mode.mode !== 'open') await this.#finish();
    await this.#closeStore();
    if (state.late.length > 0) {
      // Another tab repaired the document in this very moment.
      state.mode = { mode: 'reloading', reason: 'REFUSED' };
      await this.#finish();
      await this.#closeStore();
    }
    state.ready?.presence.destroy();
    state.ready?.doc.destroy();
    state.ready = null;
  }

  async #finish(): Promise<void> {
    this.#state.jobs.kick();
    await this.#state.jobs.idle(CLOSE_MS);
  }

  /** From here on a disk that takes nothing is not asked again. */
  async #closeStore(): Promise<void> {
    const { jobs } = this.#state;
    this.#state.mode = { mode: 'closed' };
    jobs.wake();
    await jobs.idle();
    if (nextJob(this.#state) !== null) {
      jobs.kick();
      await jobs.idle();
    }
  }
}
