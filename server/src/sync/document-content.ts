import type * as Y from 'yjs';
import { migrate, type DocumentKind } from '@clapper/documents';
import { ClapperError } from '@clapper/protocol';
import type { DocumentHead, Storage } from '../storage/storage.ts';
import { CommittedState } from './committed-state.ts';
import { SnapshotSchedule, type SnapshotContext } from './compaction.ts';
import type { Folder } from './fold-threads.ts';
import { Leases } from './leases.ts';
import { LiveDocument } from './live-document.ts';
import { folded, isLong, readLog } from './stored-document.ts';

export interface ContentContext extends SnapshotContext {
  readonly kind: DocumentKind;
  readonly storage: Pick<Storage, 'documents'>;
  readonly folder: Folder;
  /** A doc has entered memory. */
  loaded(): void;
  /** An update was refused for what it holds. */
  refused(): void;
  /** Finds the document, or creates it if it may come into being so. @throws ClapperError NOT_FOUND | TOO_LARGE | UNAVAILABLE */
  findOrCreate(mayCreate: boolean): Promise<DocumentHead>;
  /** For server-written kinds: what brings the doc up to date with SQL; null when what it shows is gone. */
  derive: (() => Promise<Change | null>) | null;
}

export type Change = (doc: Y.Doc, origin: unknown) => void;

export type Live = { state: 'live'; head: DocumentHead; readonly live: LiveDocument };

type State =
  | { state: 'unknown' }
  /** It exists; its content is not in memory. */
  | { state: 'listed'; head: DocumentHead }
  | Live
  | { state: 'gone' };

/**
 * What a room holds of its document: nothing, its head, or all of it. Only the room's queue calls it, so
 * there is one load at a time and nothing is committed meanwhile.
 */
export class DocumentContent {
  readonly leases = new Leases();
  readonly snapshots: SnapshotSchedule;
  /** What is committed, without the doc. */
  readonly committed: CommittedState;
  readonly #context: ContentContext;
  /** Commits a write of the server's own, before anything else. */
  readonly #writeFirst: (change: Change, schema: number | null) => Promise<void>;
  #state: State = { state: 'unknown' };

  constructor(context: ContentContext, writeFirst: (change: Change, schema: number | null) => Promise<void>) {
    this.#context = context;
    this.#writeFirst = writeFirst;
    this.committed = new CommittedState(context);
    this.snapshots = new SnapshotSchedule(context, this.committed);
  }

  get isGone(): boolean {
    return this.#state.state === 'gone';
  }

  /** What is in memory right now. */
  get current(): Live | null {
    return this.#state.state === 'live' ? this.#state : null;
  }

  /** Of encoded content that is held in memory. */
  get bytes(): number {
    return (this.current?.live.bytes ?? 0) + this.committed.bytes;
  }

  /** As far as it is known without asking. */
  get knownHead(): DocumentHead | null {
    return this.#state.state === 'live' || this.#state.state === 'listed' ? this.#state.head : null;
  }

  async head(mayCreate: boolean): Promise<DocumentHead> {
    if (this.#state.state === 'live' || this.#state.state === 'listed') return this.#state.head;
    const head = await this.#context.findOrCreate(mayCreate);
    this.#expectHere();
    this.#state = { state: 'listed', head };
    return head;
  }

  /** @throws ClapperError: a load that failed is never an empty document */
  async live(mayCreate: boolean): Promise<Live> {
    if (this.#state.state === 'live') return this.#state;
    await this.head(mayCreate);
    const { id, storage, folder } = this.#context;
    const loaded = await readLog(storage.documents, id);
    this.#expectHere();
    if (loaded === null) {
      this.#state = { state: 'unknown' };
      throw new ClapperError('NOT_FOUND', 'There is no such document.');
    }
    const compact = isLong(loaded) ? await folded(loaded, folder) : loaded;
    this.#expectHere();
    this.#state = { state: 'live', head: loaded.head, live: LiveDocument.load(compact) };
    this.leases.load(loaded.leases);
    this.snapshots.loaded(loaded);
    this.#context.loaded();
    try {
      await this.#bringUpToDate(loaded.head.schema);
    } catch (error) {
      this.discard();
      throw error;
    }
    return this.#state;
  }

  /** Only the server migrates; and what it derives from SQL may have changed while the document was not in memory. */
  async #bringUpToDate(schema: number): Promise<void> {
    const { kind } = this.#context;
    if (kind.schemaVersion > schema) {
      await this.#writeFirst((doc) => migrate(kind, doc, schema), kind.schemaVersion);
    }
    await this.#derive();
    this.#expectHere();
  }

  /** Brings a server-written document up to date. The facts are read when its turn has come, so the latest win. */
  async refresh(): Promise<void> {
    const loads = this.current === null;
    await this.live(true);
    if (!loads) await this.#derive();
  }

  async #derive(): Promise<void> {
    const { derive } = this.#context;
    if (derive === null) return;
    const change = await derive();
    this.#expectHere();
    if (change === null) throw new ClapperError('NOT_FOUND', 'There is no such document.');
    await this.#writeFirst(change, null);
  }

  /** The doc is of no use any more; everything stored is still there, and the next use loads it. */
  discard(): void {
    if (this.#state.state !== 'live') return;
    this.#state.live.destroy();
    this.#state = { state: 'listed', head: this.#state.head };
  }

  /** Holds nothing in memory that the storage has. */
  rest(): void {
    this.discard();
    this.committed.drop();
  }

  end(): void {
    this.rest();
    this.#state = { state: 'gone' };
  }

  /** The room may have been dropped while the storage was asked. */
  #expectHere(): void {
    if (this.isGone) throw new ClapperError('UNAVAILABLE', 'The document has just left memory.');
  }
}
