import * as Y from 'yjs';
import type { DocumentKind } from '@clapper/documents';
import {
  ClapperError,
  MAX_CATCH_UP_ROWS,
  MAX_CLIENT_IDS,
  MAX_UPDATE_BYTES,
  newId,
  type DocumentAccess,
  type ErrorCode,
  type JoinAnswer,
  type JoinRequest,
  type Message,
} from '@clapper/protocol';
import { countChanges, nextMark, type ChangeMark, type PendingIndex } from './changes.ts';
import type { Environment, Logger } from './environment.ts';
import { sameHandleState, type HandleState, type ReadyState } from './handle.ts';
import { describeRefused } from './kept.ts';
import type { DocumentFacts, LoadedDocument, LocalStore, NewConfirmed, NewEdit } from './local-store.ts';
import { Presence } from './presence.ts';
import { PushQueue } from './push-queue.ts';
import type { DocumentMeta, KeptRow, PendingRow } from './rows.ts';
import type { DocumentStatusFacts } from './status.ts';
import { createCell, waitFor, type Store } from './store.ts';
import type { Tabs } from './tabs.ts';
import { backoff, judgeRefusedDocument, judgeRefusedPush } from './verdicts.ts';

/** The origin of everything that was not typed here. */
export const REMOTE = Symbol('remote');

const RETRY_FIRST_MS = 200;
const RETRY_MOST_MS = 5_000;

/** After this many gaps in a row that nothing closed, the copy itself is in doubt: it is fetched anew. */
const MAX_GAPS = 8;

export interface DocumentOptions {
  document: string;
  kind: DocumentKind;
  environment: Environment;
  store: LocalStore;
  tabs: Tabs;
  index: PendingIndex;
  log: Logger;
  send(message: Message): boolean;
  requestJoin(): void;
  /** Something the pill or the ledger shows may have changed. */
  changed(): void;
  keptChanged(): void;
}

const TAKE_BACK_MS = 200;

/** Closing waits this long for a repair that the disk does not take. */
const CLOSE_MS = 1_000;

type Mode =
  | { mode: 'open' }
  /** Refused: pending becomes kept, then the doc is read anew. */
  | { mode: 'rebuilding'; reason: ErrorCode }
  /** The doc is read anew; edits made meanwhile belong to the old one and are kept. */
  | { mode: 'reloading'; reason: ErrorCode }
  | { mode: 'closed' };

interface History {
  epoch: string | null;
  seq: number;
  tip: string | null;
}

/** A new history, gathered beside the old copy until it is whole. */
interface Incoming {
  epoch: string | null;
  headSeq: number;
  seq: number;
  tip: string;
  updates: Uint8Array[];
}

type Ready = { doc: Y.Doc; presence: Presence; generation: number };

/**
 * One live document of this tab: a doc made of confirmed and pending rows, and the two ways out of it
 * (to the disk, then to the server). `#work` does one storage transaction after the other; messages
 * and edits only change what it finds.
 */
export class LiveDocument {
  readonly document: string;
  readonly kind: DocumentKind;
  readonly state: Store<HandleState>;
  #state = createCell<HandleState>({ phase: 'loading' }, sameHandleState);
  #o: DocumentOptions;
  #mode: Mode = { mode: 'open' };
  #ready: Ready | null = null;
  #loaded = false;
  /** A copy is here (local or from the server): screens may show it. */
  #hasCopy = false;
  #history: History = { epoch: null, seq: 0, tip: null };
  #storedGeneration = 0;
  #access: DocumentAccess = { read: true, write: false, role: null };
  #lastWriter: DocumentAccess['role'] = null;
  #schema = 0;
  #refused: ErrorCode | null = null;
  #failed: ErrorCode | null = null;
  #lastSyncAt: number | null = null;
  #lastAckAt: number | null = null;
  #trouble: { code: ErrorCode; reason: string } | null = null;

  // On the way to the disk.
  #edits: NewEdit[] = [];
  #late: NewEdit[] = [];
  #confirmed: NewConfirmed[] = [];
  #facts: DocumentFacts = {};
  #keep: KeptRow[] = [];
  #working: Promise<void> | null = null;
  #failures = 0;
  #wake: (() => void) | null = null;
  #mark: ChangeMark | null = null;
  #takingBack: ReturnType<typeof setTimeout> | null = null;

  // On the way to the server.
  #queue = new PushQueue();
  #highestN = 0;
  #link: 'down' | 'asked' | 'joined' = 'down';
  #connectedAt: number | null = null;
  #headSeq = 0;
  /** Has been live since it joined. */
  #current = false;
  #wantsStateVector = false;
  #askedStateVector = false;
  #incoming: Incoming | null = null;
  #held: 'wait' | 'gap' | 'hold' | null = null;
  #attempts = 0;
  #gaps = 0;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(options: DocumentOptions) {
    this.#o = options;
    this.document = options.document;
    this.kind = options.kind;
    this.state = this.#state;
  }

  // ── Reading the local copy ─────────────────────────────────────────────────────────────────

  async load(): Promise<void> {
    let loaded: LoadedDocument = { meta: null, confirmed: [], pending: [] };
    try {
      loaded = await this.#o.store.load(this.document);
    } catch (error) {
      // The server may still have it; the store tells its own trouble when it next writes.
      this.#o.log.error({ document: this.document, error }, 'device.loadFailed');
    }
    if (this.#mode.mode === 'closed') return;
    this.#adoptLoaded(loaded);
    this.#lastWriter = this.#access.write ? this.#access.role : null;
    this.#loaded = true;
    this.#emit();
  }

  get loaded(): boolean {
    return this.#loaded;
  }

  /** Makes the doc from rows. Its client id is new and never stored: two writers with one id diverge for good. */
  #adoptLoaded({ meta, confirmed, pending }: LoadedDocument): void {
    const doc = new Y.Doc({ guid: this.document });
    let broken = false;
    doc.transact(() => {
      for (const update of [...confirmed, ...pending.map((row) => row.update)]) {
        try {
          Y.applyUpdate(doc, update, REMOTE);
        } catch (error) {
          broken = true;
          this.#o.log.error({ document: this.document, error }, 'device.rowUnreadable');
        }
      }
      for (const { update } of this.#confirmed) Y.applyUpdate(doc, update, REMOTE);
    }, REMOTE);
    doc.on('update', this.#onUpdate);
    const presence = new Presence(doc, this.#o.environment.now, (entries) =>
      this.#link === 'joined' ? this.#o.send({ type: 'presence', document: this.document, entries }) : false,
    );
    if (meta !== null) {
      // An unreadable row is asked for again.
      this.#history = { epoch: meta.epoch, seq: broken ? 0 : meta.seq, tip: broken ? null : meta.tip };
      this.#storedGeneration = meta.generation;
      this.#highestN = Math.max(this.#highestN, meta.n);
      this.#access = meta.access ?? this.#access;
      this.#schema = Math.max(this.#schema, meta.schema);
      this.#refused = this.#link === 'joined' ? this.#refused : meta.refused;
      this.#lastSyncAt = meta.lastSyncAt ?? this.#lastSyncAt;
      this.#lastAckAt = meta.lastAckAt ?? this.#lastAckAt;
    }
    // An epoch alone is no copy: the rows may never have come.
    this.#hasCopy ||= meta?.lastSyncAt != null;
    const generation = Math.max(this.#storedGeneration, (this.#ready?.generation ?? -1) + 1);
    this.#ready = { doc, presence, generation };
    this.#queue.clear();
    this.#queue.add(pending.filter((row) => row.tab === this.#o.tabs.id));
    this.#o.index.replace(this.document, pending);
  }

  // ── Edits ──────────────────────────────────────────────────────────────────────────────────

  #onUpdate = (update: Uint8Array, origin: unknown, doc: Y.Doc, transaction: Y.Transaction): void => {
    if (!isLocalEdit(transaction, origin)) return;
    const at = this.#o.environment.now();
    this.#mark = nextMark(this.#mark, at);
    const edit: NewEdit = { clientId: doc.clientID, update, at, change: this.#mark.change, n: null };
    if (this.#mode.mode !== 'open') this.#late.push(edit);
    else if (update.byteLength > MAX_UPDATE_BYTES) {
      // A transaction cannot be split, and the server would refuse it: it never reaches the disk.
      this.#late.push(edit);
      this.#mode = { mode: 'reloading', reason: 'TOO_LARGE' };
    } else {
      this.#edits.push(edit);
      if (!this.#access.write || this.#refused !== null) this.#takeBackSoon();
    }
    this.#emit();
    this.#work();
  };

  /** Typed where one may not write: a moment later, so that a word is one kept edit and not one a letter. */
  #takeBackSoon(): void {
    this.#takingBack ??= setTimeout(() => {
      this.#takingBack = null;
      if (!this.#access.write || this.#refused !== null) this.#rebuild(this.#refused ?? 'FORBIDDEN');
    }, TAKE_BACK_MS);
  }

  // ── Storage, one transaction after the other ───────────────────────────────────────────────

  #work(): void {
    this.#working ??= this.#doWork();
  }

  async #doWork(): Promise<void> {
    // One turn later: what a frame or a transaction changed together is stored together.
    await Promise.resolve();
    for (;;) {
      const job = this.#nextJob();
      if (job === null) {
        // In the same turn as the look that found nothing: no call in between is lost.
        this.#working = null;
        this.#emit();
        return;
      }
      try {
        await job();
        this.#failures = 0;
      } catch (error) {
        this.#o.log.error({ document: this.document, error }, 'device.storeFailed');
        if (this.#mode.mode === 'closed') {
          this.#working = null;
          return;
        }
        this.#pushUnstored();
        await this.#pause(
          backoff(this.#failures++, RETRY_FIRST_MS, RETRY_MOST_MS, this.#o.environment.random),
        );
      }
      this.#emit();
    }
  }

  #nextJob(): (() => Promise<void>) | null {
    const toSave = this.#edits.length + this.#confirmed.length + Object.keys(this.#facts).length > 0;
    const answered = this.#queue.inFlight === 0 || this.#link !== 'joined';
    switch (this.#mode.mode) {
      case 'open':
      case 'closed':
        if (this.#keep.length > 0) return () => this.#storeKept();
        return toSave ? () => this.#save() : null;
      case 'rebuilding': {
        // An answer under way may still confirm an edit.
        if (!answered) return null;
        const { reason } = this.#mode;
        return () => this.#storeRebuild(reason);
      }
      case 'reloading': {
        if (toSave) return () => this.#save();
        if (!answered) return null;
        const { reason } = this.#mode;
        return () => this.#reload(reason);
      }
      default:
        return this.#mode satisfies never;
    }
  }

  async #save(): Promise<void> {
    const { tabs, index, store } = this.#o;
    const edits = [...this.#edits];
    const confirmed = [...this.#confirmed];
    const facts: DocumentFacts = this.#live()
      ? { ...this.#facts, lastSyncAt: this.#o.environment.now() }
      : this.#facts;
    const { epoch } = this.#history;
    const generation = this.#storedGeneration;
    this.#facts = {};
    let result;
    try {
      result = await store.save(this.document, {
        epoch,
        generation,
        tab: tabs.id,
        afterN: this.#highestN,
        edits,
        confirmed,
        facts,
      });
    } catch (error) {
      this.#facts = { ...facts, ...this.#facts };
      throw error;
    }
    this.#confirmed = this.#confirmed.filter((row) => !confirmed.includes(row));
    const acknowledged = confirmed.flatMap((row) => row.acknowledges ?? []);
    if (acknowledged.length > 0) {
      index.remove(this.document, acknowledged);
      tabs.post({ type: 'confirmed', document: this.document, keys: acknowledged });
    }
    const stored = this.#edits.filter((edit) => edits.includes(edit)).length;
    this.#edits = this.#edits.filter((edit) => !edits.includes(edit));
    if (result.stale) {
      // Another tab rebuilt the document: these edits belong to the doc before.
      this.#late.unshift(...edits);
      this.#late.push(...this.#edits);
      this.#edits = [];
      if (this.#mode.mode === 'open') this.#mode = { mode: 'reloading', reason: 'REFUSED' };
      return;
    }
    for (const row of result.pending) this.#highestN = Math.max(this.#highestN, row.n);
    // One that had to be pushed before it could be stored may have been acknowledged meanwhile.
    const unsent =
      stored === result.pending.length
        ? result.pending
        : result.pending.filter((row) => !wasAcknowledged(row, this.#confirmed));
    index.add(this.document, unsent);
    if (unsent.length > 0) {
      // Only now, when they are on disk, do other tabs and the server hear of them.
      tabs.post({ type: 'rows', document: this.document, epoch, generation, rows: unsent });
      this.#queue.add(unsent);
      this.#pump();
    }
  }

  async #storeRebuild(reason: ErrorCode): Promise<void> {
    const edits = [...this.#edits, ...this.#late];
    const confirmed = [...this.#confirmed];
    const incoming = this.#incoming;
    const { stale, kept } = await this.#o.store.rebuild(this.document, {
      generation: this.#storedGeneration,
      reason,
      at: this.#o.environment.now(),
      roleThen: this.#lastWriter,
      edits,
      confirmed,
      facts: this.#facts,
      describe: (before, refused) => describeRefused(this.kind, before, refused),
      history: incoming?.epoch == null ? null : { ...incoming, epoch: incoming.epoch },
    });
    this.#facts = {};
    this.#incoming = null;
    this.#edits = this.#edits.filter((edit) => !edits.includes(edit));
    this.#late = [...this.#edits, ...this.#late.filter((edit) => !edits.includes(edit))];
    this.#edits = [];
    this.#confirmed = this.#confirmed.filter((row) => !confirmed.includes(row));
    this.#mode = { mode: 'reloading', reason };
    this.#o.log.warn(
      { document: this.document, reason, kept: kept?.update.length ?? 0, stale },
      'device.rebuilt',
    );
    if (kept !== null) this.#o.keptChanged();
    this.#o.tabs.post({
      type: 'generation',
      document: this.document,
      generation: this.#storedGeneration + 1,
    });
  }

  async #reload(reason: ErrorCode): Promise<void> {
    const loaded = await this.#o.store.load(this.document);
    const old = this.#ready;
    old?.doc.off('update', this.#onUpdate);
    // From here to the new doc nothing waits: no edit can fall between them.
    const late = this.#late;
    this.#late = [];
    if (late.length > 0) this.#keepLate(loaded, late, reason);
    this.#adoptLoaded(loaded);
    this.#mode = { mode: 'open' };
    this.#held = null;
    this.#gaps = 0;
    this.#trouble = null;
    this.#emit();
    old?.presence.destroy();
    old?.doc.destroy();
    if (this.#connectedAt !== null && this.#refused === null) this.#rejoin();
  }

  #keepLate(loaded: LoadedDocument, late: readonly NewEdit[], reason: ErrorCode): void {
    const update = late.map((edit) => edit.update);
    const before = [...loaded.confirmed, ...loaded.pending.map((row) => row.update)];
    const at = this.#o.environment.now();
    this.#keep.push({
      id: newId(at),
      document: this.document,
      at,
      reason,
      text: describeRefused(this.kind, before, update),
      roleThen: this.#lastWriter,
      update,
    });
  }

  async #storeKept(): Promise<void> {
    const row = this.#keep[0]!;
    await this.#o.store.keep(row);
    this.#keep.shift();
    this.#o.keptChanged();
  }

  /** The disk takes nothing: an edit on the server is better than one in this tab's memory alone. */
  #pushUnstored(): void {
    if (this.#mode.mode !== 'open') return;
    for (const edit of this.#edits) {
      if (edit.n !== null) continue;
      edit.n = ++this.#highestN;
      this.#queue.add([{ ...edit, n: edit.n, document: this.document, tab: this.#o.tabs.id }]);
    }
    this.#pump();
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  // ── The server ─────────────────────────────────────────────────────────────────────────────

  connected(at: number): void {
    this.#connectedAt = at;
    this.#attempts = 0;
    this.#gaps = 0;
    if (this.#held === 'hold') this.#held = null;
    this.#rejoin();
  }

  disconnected(): void {
    this.#unlink();
    this.#connectedAt = null;
    if (this.#incoming !== null && this.#mode.mode === 'open') this.#incoming = null;
    this.#emit();
    this.#work();
  }

  /** Nothing local and no server in sight. */
  unreachable(): void {
    if (this.#loaded && !this.#hasCopy && this.#failed === null) {
      this.#failed = 'UNAVAILABLE';
      this.#emit();
    }
  }

  joinRequest(): JoinRequest | null {
    if (this.#ready === null || this.#mode.mode === 'closed' || this.#connectedAt === null) return null;
    this.#link = 'asked';
    const { doc } = this.#ready;
    const clientIds = [...new Set([doc.clientID, ...this.#queue.rows().map((row) => row.clientId)])].slice(
      0,
      MAX_CLIENT_IDS,
    );
    const from: History = this.#incoming === null ? this.#history : { epoch: null, seq: 0, tip: null };
    const stateVector = this.#wantsStateVector
      ? Y.encodeStateVector(this.#incoming === null ? doc : new Y.Doc())
      : null;
    this.#wantsStateVector = false;
    return { document: this.document, ...from, clientIds, schema: this.kind.schemaVersion, stateVector };
  }

  answered(answer: JoinAnswer): void {
    if (this.#link === 'down' || this.#mode.mode === 'closed') return;
    switch (answer.result) {
      case 'want':
        this.#wantsStateVector = true;
        this.#askedStateVector = true;
        this.#o.requestJoin();
        break;
      case 'refused':
        this.#unlink();
        this.#refuse(answer.code, '', answer.retryAfterMs);
        break;
      case 'joined':
        this.#joined(answer);
        break;
      default:
        answer satisfies never;
    }
    this.#emit();
    this.#work();
  }

  #joined(answer: Extract<JoinAnswer, { result: 'joined' }>): void {
    this.#headSeq = answer.headSeq;
    this.#failed = null;
    this.#setRefused(null);
    this.#setAccess(answer.access);
    this.#schema = answer.schema;
    this.#facts.schema = answer.schema;
    const { epoch, seq } = this.#history;
    if (this.#incoming !== null) {
      this.#incoming.epoch = answer.epoch;
      this.#incoming.headSeq = answer.headSeq;
      this.#incoming.tip = answer.headTip;
      return this.#incomingMoved();
    }
    const asked = this.#askedStateVector;
    this.#askedStateVector = false;
    if (epoch !== null && (epoch !== answer.epoch || isOtherHistory(seq, asked, answer))) {
      this.#o.log.warn({ document: this.document, epoch, seq, server: answer.epoch }, 'device.otherHistory');
      this.#replaceHistory();
      return this.#rejoin();
    }
    this.#history.epoch = answer.epoch;
    this.#link = 'joined';
    // Joined is not stored: what the server could not keep stays told until it is acknowledged.
    if (this.#changes() === 0) this.#trouble = null;
    this.#caughtUp();
    this.#ready?.presence.announce();
    void this.adoptOrphans();
    if (!answer.access.write && this.#changes() > 0) this.#rebuild('FORBIDDEN');
    this.#pump();
  }

  rows(message: Extract<Message, { type: 'rows' }>): void {
    if (this.#ready === null || this.#mode.mode === 'closed') return;
    const { epoch, from, to, tip, update } = message;
    if (this.#incoming !== null) {
      if (epoch !== this.#incoming.epoch) return;
      this.#incoming.updates.push(update);
      if (from <= this.#incoming.seq + 1 && to > this.#incoming.seq)
        Object.assign(this.#incoming, { seq: to, tip });
      this.#incomingMoved();
      return this.#work();
    }
    if (epoch !== this.#history.epoch) return;
    Y.applyUpdate(this.#ready.doc, update, REMOTE);
    this.#confirmed.push({ update, rows: { from, to, tip }, acknowledges: null });
    this.#advance(from, to, tip);
    this.#caughtUp();
    this.#emit();
    this.#work();
  }

  acknowledged({ n, seq, tip }: Extract<Message, { type: 'ack' }>): void {
    const row = this.#queue.acknowledged(n);
    if (row === null) return;
    // Another tab's row, pushed from here: the server sends it to everybody but the one who pushed it.
    const { doc } = this.#ready ?? {};
    if (doc !== undefined && row.clientId !== doc.clientID) Y.applyUpdate(doc, row.update, REMOTE);
    const rows = seq === null || tip === null ? null : { from: seq, to: seq, tip };
    this.#confirmed.push({ update: row.update, rows, acknowledges: { n, clientId: row.clientId } });
    this.#edits = this.#edits.filter((edit) => edit.n !== n || edit.clientId !== row.clientId);
    if (rows !== null) this.#advance(rows.from, rows.to, rows.tip);
    const now = this.#o.environment.now();
    this.#lastAckAt = this.#facts.lastAckAt = now;
    this.#trouble = null;
    this.#attempts = this.#gaps = 0;
    this.#caughtUp();
    this.#afterAnswer();
  }

  refusedPush({ n, code, retry }: Extract<Message, { type: 'nack' }>): void {
    if (this.#queue.returned(n) === null) return;
    if (this.#mode.mode === 'open') {
      this.#o.log.warn({ document: this.document, n, code }, 'device.pushRefused');
      const verdict = judgeRefusedPush(code, retry);
      switch (verdict) {
        case 'rebuild':
          if (code === 'NOT_FOUND') this.#setRefused(code);
          this.#rebuild(code);
          break;
        case 'gap':
          this.#held ??= 'gap';
          break;
        case 'rejoin':
        case 'wait':
          this.#trouble = { code, reason: '' };
          if (this.#held !== 'hold') this.#held = verdict === 'rejoin' ? 'gap' : 'wait';
          break;
        case 'hold':
          this.#trouble = { code, reason: '' };
          this.#held = 'hold';
          break;
        default:
          verdict satisfies never;
      }
    }
    this.#afterAnswer();
  }

  accessChanged(access: DocumentAccess): void {
    this.#setAccess(access);
    if (!access.write && this.#changes() > 0 && this.#mode.mode === 'open') this.#rebuild('FORBIDDEN');
    this.#emit();
    this.#work();
  }

  leave(code: ErrorCode | null, reason: string, retryAfterMs: number): void {
    this.#unlink();
    this.#refuse(code ?? 'UNAVAILABLE', reason, retryAfterMs);
    this.#emit();
    this.#work();
  }

  presence(entries: Extract<Message, { type: 'presence' }>['entries']): void {
    this.#ready?.presence.receive(entries);
  }

  /** Begins again with this document alone: one of its messages could not be used. */
  restart(): void {
    this.#unlink();
    this.#later(() => this.#rejoin(), 0);
  }

  #refuse(code: ErrorCode, reason: string, retryAfterMs: number): void {
    const verdict = judgeRefusedDocument(code);
    this.#o.log.warn({ document: this.document, code, reason }, 'device.documentRefused');
    switch (verdict) {
      case 'gone':
        this.#setRefused(code);
        if (!this.#hasCopy) this.#failed = code;
        if (this.#changes() > 0 || this.#edits.length > 0) this.#rebuild(code);
        break;
      case 'hold':
        if (code === 'CLIENT_TOO_OLD') this.#schema = Math.max(this.#schema, this.kind.schemaVersion + 1);
        this.#trouble = { code, reason };
        if (!this.#hasCopy) this.#failed = code;
        break;
      case 'rejoin':
        this.#replaceHistory();
        this.#later(() => this.#rejoin(), 0);
        break;
      case 'rebuild':
        this.#rebuild(code);
        break;
      case 'later':
        this.#trouble = { code, reason };
        this.#later(() => this.#rejoin(), retryAfterMs);
        break;
      default:
        verdict satisfies never;
    }
  }

  /** The server has another history than the one this copy is of. Ours stays until theirs is here whole. */
  #replaceHistory(): void {
    this.#incoming = { epoch: null, headSeq: 0, seq: 0, tip: '', updates: [] };
  }

  #rejoin(): void {
    if (this.#connectedAt === null || this.#mode.mode === 'closed') return;
    this.#link = 'down';
    this.#current = false;
    this.#queue.reset();
    this.#o.requestJoin();
  }

  #unlink(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#current) this.#synced();
    this.#current = false;
    this.#link = 'down';
    if (this.#held !== 'hold') this.#held = null;
    this.#queue.reset();
    this.#ready?.presence.clear();
  }

  #advance(from: number, to: number, tip: string): void {
    const { seq } = this.#history;
    // From 0: one diff of all there is.
    if (from === 0 || (from <= seq + 1 && seq + 1 <= to)) Object.assign(this.#history, { seq: to, tip });
  }

  #caughtUp(): void {
    if (this.#current || !this.#live()) return;
    this.#current = true;
    this.#hasCopy = true;
    this.#synced();
  }

  /** Told at joining and leaving; in between it is simply now, and no screen is woken for it. */
  #synced(): void {
    this.#lastSyncAt = this.#facts.lastSyncAt = this.#o.environment.now();
  }

  #incomingMoved(): void {
    const incoming = this.#incoming;
    if (incoming?.epoch == null || incoming.seq < incoming.headSeq) return;
    this.#link = 'joined';
    this.#rebuild('EPOCH');
  }

  #afterAnswer(): void {
    if (this.#queue.inFlight === 0 && this.#mode.mode === 'open') {
      // The server takes nothing more of a client id after a refusal, until it is joined again.
      if (this.#held === 'wait') this.#later(() => this.#release(), 0);
      else if (this.#held === 'gap') this.#later(() => void this.#closeGap(), 0);
    }
    this.#pump();
    this.#emit();
    this.#work();
  }

  #release(): void {
    this.#held = null;
    this.#rejoin();
  }

  /**
   * What the server lacks is an edit of another tab that is not there yet (its tab sleeps, or has no
   * connection), or something of ours. Everything stored before is pushed from here: a push twice is
   * acknowledged twice.
   */
  async #closeGap(): Promise<void> {
    if (this.#mode.mode !== 'open') return;
    if (++this.#gaps > MAX_GAPS) {
      // The server lost something that this copy is built on.
      this.#gaps = 0;
      this.#held = null;
      this.#replaceHistory();
      return this.#rejoin();
    }
    try {
      this.#queue.add(await this.#o.store.pendingOf(this.document));
    } catch (error) {
      this.#o.log.error({ document: this.document, error }, 'device.loadFailed');
    }
    this.#held = null;
    this.#rejoin();
  }

  #pump(): void {
    if (this.#link !== 'joined' || this.#held !== null || this.#mode.mode !== 'open' || !this.#access.write)
      return;
    if (this.#history.epoch === null) return;
    const { document } = this;
    const { epoch } = this.#history;
    for (const { n, clientId, update } of this.#queue.take()) {
      this.#o.send({ type: 'push', document, epoch, n, clientId, schema: this.kind.schemaVersion, update });
    }
  }

  #later(act: () => void, atLeastMs: number): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    const wait = backoff(this.#attempts++, RETRY_FIRST_MS, RETRY_MOST_MS, this.#o.environment.random);
    this.#timer = setTimeout(
      () => {
        this.#timer = null;
        act();
      },
      Math.max(wait, atLeastMs),
    );
  }

  #rebuild(reason: ErrorCode): void {
    if (this.#mode.mode !== 'open') return;
    this.#mode = { mode: 'rebuilding', reason };
    this.#work();
  }

  #setAccess(access: DocumentAccess): void {
    this.#access = access;
    if (access.write) this.#lastWriter = access.role;
    this.#facts.access = access;
  }

  #setRefused(code: ErrorCode | null): void {
    this.#refused = code;
    this.#facts.refused = code;
  }

  // ── Other tabs ─────────────────────────────────────────────────────────────────────────────

  /** Edits of another tab; they are on disk already. */
  tabRows(epoch: string | null, generation: number, rows: readonly PendingRow[]): void {
    if (this.#ready === null || this.#mode.mode === 'closed') return;
    if (generation > this.#storedGeneration) return this.generationMoved(generation);
    if (
      generation < this.#storedGeneration ||
      (epoch !== null && this.#history.epoch !== null && epoch !== this.#history.epoch)
    )
      return;
    const { doc } = this.#ready;
    doc.transact(() => rows.forEach((row) => Y.applyUpdate(doc, row.update, REMOTE)), REMOTE);
    for (const row of rows) this.#highestN = Math.max(this.#highestN, row.n);
    this.#emit();
  }

  tabConfirmed(keys: readonly { n: number; clientId: number }[]): void {
    this.#queue.remove(keys);
    this.#emit();
  }

  generationMoved(generation: number): void {
    if (generation <= this.#storedGeneration || this.#mode.mode !== 'open') return;
    this.#late.push(...this.#edits);
    this.#edits = [];
    this.#mode = { mode: 'reloading', reason: 'REFUSED' };
    this.#work();
  }

  /** After sleep, or without a channel between tabs: what the others stored meanwhile. */
  reread(meta: DocumentMeta | undefined, pending: readonly PendingRow[]): void {
    if (!this.#loaded || this.#mode.mode !== 'open') return;
    // A disk that was full may have room now.
    this.#wake?.();
    if (meta === undefined) return;
    this.tabRows(meta.epoch, meta.generation, pending);
    if (pending.length === 0) this.generationMoved(meta.generation);
  }

  /** Pushes the rows of tabs that are gone. */
  async adoptOrphans(): Promise<void> {
    const { index, tabs, store, log } = this.#o;
    const others = new Set(
      index
        .of(this.document)
        .map((head) => head.tab)
        .filter((tab) => tab !== tabs.id),
    );
    if (others.size === 0 || this.#link !== 'joined') return;
    try {
      const dead = new Set<string>();
      for (const tab of others) if (!(await tabs.isAlive(tab))) dead.add(tab);
      if (dead.size === 0) return;
      const rows = await store.claim(this.document, dead, tabs.id);
      if (this.#mode.mode !== 'open' || this.#ready === null) return;
      // It may have died between storing an acknowledgement and telling of it.
      index.remove(
        this.document,
        index.of(this.document).filter((head) => dead.has(head.tab)),
      );
      index.add(this.document, rows);
      this.tabRows(this.#history.epoch, this.#storedGeneration, rows);
      this.#queue.add(rows);
      this.#pump();
      this.#emit();
    } catch (error) {
      log.error({ document: this.document, error }, 'device.adoptFailed');
    }
  }

  // ── What is told ───────────────────────────────────────────────────────────────────────────

  async ready(): Promise<ReadyState> {
    return waitFor(this.#state, (state) => {
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

  facts(): DocumentStatusFacts & { lastAckAt: number | null; refused: ErrorCode | null; known: boolean } {
    const unacknowledged = [...this.#o.index.of(this.document), ...this.#edits, ...this.#late];
    const oldest = Math.min(...unacknowledged.map((edit) => edit.at));
    return {
      changes: this.#changes(),
      write: this.#access.write,
      live: this.#live(),
      lastSyncAt: this.#lastSyncAt,
      waitingSince:
        unacknowledged.length === 0 || this.#connectedAt === null
          ? null
          : Math.max(this.#connectedAt, oldest),
      trouble: this.#trouble,
      lastAckAt: this.#lastAckAt,
      refused: this.#refused,
      known: this.#history.epoch !== null,
    };
  }

  /** Nothing waits: neither for the disk nor for the server. */
  get settled(): boolean {
    return (
      this.#working === null &&
      this.#mode.mode === 'open' &&
      this.#changes() === 0 &&
      this.#confirmed.length === 0 &&
      this.#keep.length === 0 &&
      this.#queue.size === 0
    );
  }

  /** Edits that exist in this tab's memory and nowhere else. */
  get onlyInMemory(): boolean {
    return this.#edits.length > 0 || this.#late.length > 0 || this.#keep.length > 0;
  }

  encode(): Uint8Array | null {
    return this.#ready === null || !this.#hasCopy ? null : Y.encodeStateAsUpdate(this.#ready.doc);
  }

  /** Stores what is left, then lets go. */
  async close(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    if (this.#takingBack !== null) clearTimeout(this.#takingBack);
    const ready = this.#ready;
    ready?.doc.off('update', this.#onUpdate);
    ready?.presence.destroy();
    if (this.#current) this.#synced();
    if (this.#link === 'joined') {
      this.#o.send({ type: 'leave', document: this.document, code: null, reason: '', retryAfterMs: 0 });
    }
    this.#link = 'down';
    if (this.#mode.mode !== 'open') {
      // A repair under way is finished: what it is about to keep exists nowhere else.
      this.#work();
      await Promise.race([this.#working, this.#pause(CLOSE_MS)]);
    }
    this.#mode = { mode: 'closed' };
    this.#wake?.();
    await this.#working;
    if (this.#nextJob() !== null) {
      this.#work();
      await this.#working;
    }
    ready?.doc.destroy();
    this.#ready = null;
  }

  #changes(): number {
    const tab = this.#o.tabs.id;
    const unstored = [...this.#edits, ...this.#late].map((edit) => ({ tab, change: edit.change }));
    return countChanges([...this.#o.index.of(this.document), ...unstored]);
  }

  #live(): boolean {
    return this.#link === 'joined' && this.#history.seq >= this.#headSeq && this.#incoming === null;
  }

  #emit(): void {
    if (this.#mode.mode === 'closed') return;
    this.#state.set(this.#read());
    this.#o.changed();
  }

  #read(): HandleState {
    if (this.#ready === null || !this.#hasCopy) {
      return this.#failed === null ? { phase: 'loading' } : { phase: 'failed', code: this.#failed };
    }
    const { doc, presence, generation } = this.#ready;
    return {
      phase: 'ready',
      doc,
      awareness: presence.awareness,
      generation,
      access: this.#refused === null ? this.#access : { ...this.#access, write: false },
      live: this.#live(),
      schema: this.#schema > this.kind.schemaVersion ? 'tooOld' : 'fits',
      hasContent: doc.store.clients.size > 0,
      lastSyncAt: this.#lastSyncAt,
      refused: this.#refused,
    };
  }
}

/**
 * Typed here, rather than arrived or tidied up by Yjs: after others' formatting Yjs deletes redundant
 * marks by itself, as a local transaction without an origin, even for readers. Those are never pushed.
 */
function isLocalEdit(transaction: Y.Transaction, origin: unknown): boolean {
  if (!transaction.local || origin === REMOTE) return false;
  if (origin !== null && origin !== undefined) return true;
  const { clientID } = transaction.doc;
  return (transaction.afterState.get(clientID) ?? 0) > (transaction.beforeState.get(clientID) ?? 0);
}

/**
 * The server asks for the state vector of whoever is far behind, or pruned, or stands at a tip it never
 * had: an old database file that was copied back keeps its epoch. The first two can be told by number.
 */
function isOtherHistory(
  seq: number,
  askedStateVector: boolean,
  { headSeq, firstSeq }: Extract<JoinAnswer, { result: 'joined' }>,
): boolean {
  if (seq > headSeq) return true;
  return askedStateVector && seq > 0 && headSeq - seq <= MAX_CATCH_UP_ROWS && seq + 1 >= firstSeq;
}

function wasAcknowledged(row: PendingRow, confirmed: readonly NewConfirmed[]): boolean {
  return confirmed.some(
    ({ acknowledges }) => acknowledges?.n === row.n && acknowledges.clientId === row.clientId,
  );
}
