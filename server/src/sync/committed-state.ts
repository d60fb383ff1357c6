import * as Y from 'yjs';
import { ClapperError } from '@clapper/protocol';
import type { DocumentHead, LoadedDocument } from '../storage/storage.ts';
import type { SnapshotContext } from './compaction.ts';
import type { Folder } from './fold-threads.ts';
import { LiveDocument } from './live-document.ts';
import { folded, isSmall, readLog, SMALL_BYTES } from './stored-document.ts';

/** All of a document up to one row of its log, as one update. */
export interface State {
  readonly epoch: string;
  readonly seq: number;
  readonly tip: string;
  readonly update: Uint8Array;
}

interface StateContext extends SnapshotContext {
  readonly folder: Folder;
}

/** Long enough for everybody who comes back after a restart, short enough that it is not kept beside the doc. */
const KEPT_MS = 10_000;

/** An update of nothing. */
const EMPTY = Uint8Array.of(0, 0);

/**
 * Committed state for those who join and those who fell behind. It is made from the storage, never from
 * the room's doc: so nobody's edits wait for it, nothing uncommitted can get into it, and a document that
 * is only read need not be loaded. One that was made is shared by all who can go on from there.
 */
export class CommittedState {
  readonly #context: StateContext;
  #made: State | null = null;
  #making: Promise<State> | null = null;
  /** Bytes committed so far, and how many it was when the one that is there was begun. */
  #committedBytes = 0;
  #madeAt = 0;
  #stored: { seq: number; done: Promise<unknown> } | null = null;
  #forget: NodeJS.Timeout | null = null;

  constructor(context: StateContext) {
    this.#context = context;
  }

  get bytes(): number {
    return this.#made?.update.byteLength ?? 0;
  }

  /** Rows were committed: what was made before is short of them. */
  grew(bytes: number): void {
    this.#committedBytes += bytes;
  }

  /** State of `head.epoch` at a seq from `atLeast` on, so near the head that what is missing can be merged. */
  async at(atLeast: number, head: DocumentHead): Promise<State> {
    const { maxCatchUpRows, maxCatchUpBytes } = this.#context.limits;
    const first = Math.max(atLeast, head.headSeq - maxCatchUpRows);
    for (;;) {
      const made = this.#made;
      const isNear =
        made !== null && made.seq >= first && this.#committedBytes - this.#madeAt <= maxCatchUpBytes;
      if (isNear && made.epoch === head.epoch) {
        this.#keep(made);
        return made;
      }
      // One that was begun before may not reach far enough: then the next one does.
      if (this.#making === null) {
        const state = await this.#make();
        if (state.epoch !== head.epoch) throw new ClapperError('UNAVAILABLE', 'The document was rebuilt.');
        return state;
      }
      await this.#making.catch(() => undefined);
    }
  }

  /** Folds the log into a snapshot, at the head or behind it. Returns its size. */
  async store(head: DocumentHead): Promise<number> {
    const state = await this.at(head.headSeq, head);
    await this.#store(state);
    return state.update.byteLength;
  }

  /** What a peer with this state vector lacks of it. @throws ClapperError INVALID_MESSAGE */
  async diff({ update }: State, stateVector: Uint8Array): Promise<Uint8Array> {
    if (update.byteLength > SMALL_BYTES) return this.#context.folder.diff(update, stateVector);
    try {
      return Y.diffUpdate(update, stateVector);
    } catch (cause) {
      throw new ClapperError('INVALID_MESSAGE', 'The bytes are no state vector.', { cause });
    }
  }

  drop(): void {
    this.#made = null;
    if (this.#forget !== null) clearTimeout(this.#forget);
    this.#forget = null;
  }

  #make(): Promise<State> {
    this.#making = this.#read().finally(() => (this.#making = null));
    return this.#making;
  }

  async #read(): Promise<State> {
    const { id, storage, folder, limits, log } = this.#context;
    const begunAt = this.#committedBytes;
    const loaded = await readLog(storage.documents, id);
    if (loaded === null) throw new ClapperError('NOT_FOUND', 'There is no such document.');
    const { epoch, headSeq: seq, headTip: tip } = loaded.head;
    const update = isSmall(loaded) ? foldHere(loaded) : (await folded(loaded, folder)).snapshot!.update;
    const state = { epoch, seq, tip, update };
    this.#keep(state);
    this.#madeAt = begunAt;
    // Whoever is next starts there.
    if (loaded.rows.length >= limits.snapshotRows) {
      this.#store(state).catch((error: unknown) => log.error({ error, document: id }, 'snapshot_failed'));
    }
    return state;
  }

  #store({ epoch, seq, update }: State): Promise<unknown> {
    if (this.#stored?.seq === seq) return this.#stored.done;
    const { id, storage, now } = this.#context;
    const done = storage.documents.compact(id, epoch, seq, update, now());
    this.#stored = { seq, done };
    done.catch(() => (this.#stored = null));
    return done;
  }

  #keep(state: State): void {
    this.#made = state;
    if (this.#forget !== null) clearTimeout(this.#forget);
    this.#forget = setTimeout(() => this.drop(), KEPT_MS).unref();
  }
}

function foldHere(loaded: LoadedDocument): Uint8Array {
  const { snapshot, rows } = loaded;
  if (rows.length === 0) return snapshot?.update ?? EMPTY;
  const live = LiveDocument.load(loaded);
  try {
    return live.encode();
  } finally {
    live.destroy();
  }
}
