import { uint32 } from 'lib0/random';
import * as Y from 'yjs';
import type { DocumentKind } from '@clapper/documents';
import {
  ClapperError,
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
import type { RowRange } from './history.ts';
import { describeRefused } from './kept.ts';
import { carryOver } from './repair/carry-over.ts';
import type { RefusedPush } from './repair/repair-rows.ts';
import { retryEdit } from './repair/retry-kept.ts';
import { stepsBetween } from './repair/steps.ts';
import { JobLoop, type Job } from './job-loop.ts';
import { keepFormattingMarks } from './formatting.ts';
import { isLocalEdit, REMOTE } from './local-edit.ts';
import type { DocumentFacts, LoadedDocument, LocalStore, NewConfirmed, NewEdit } from './local-store.ts';
import { Presence } from './presence.ts';
import type { DocumentMeta, KeptRow, PendingRow } from './rows.ts';
import { ServerLink, type LinkedDocument } from './server-link.ts';
import type { DocumentStatusFacts } from './status.ts';
import { createCell, waitFor, type Store } from './store.ts';
import type { Tabs } from './tabs.ts';

const TAKE_BACK_MS = 200;

/** Closing waits this long for a repair that the disk does not take. */
const CLOSE_MS = 1_000;

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

/** What the server says to a joined document. */
export type DocumentMessage = Extract<
  Message,
  { type: 'rows' | 'ack' | 'nack' | 'access' | 'presence' | 'leave' }
>;

type Mode =
  | { mode: 'open' }
  /** Refused: it leaves the rows, then the doc is read anew. */
  | { mode: 'repairing'; reason: ErrorCode; refused: RefusedPush[] | 'all' }
  /** The doc is read anew; edits made meanwhile belong to the old one and are carried over. */
  | { mode: 'reloading'; reason: ErrorCode }
  | { mode: 'closed' };

type Ready = { doc: Y.Doc; presence: Presence; generation: number };

/**
 * One live document of this tab: a doc made of confirmed and pending rows, and the two ways out of it
 * (to the disk, then to the server). `#jobs` does one storage transaction after the other; messages
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
  #storedGeneration = 0;
  #access: DocumentAccess = { read: true, write: false, role: null };
  #lastWriter: DocumentAccess['role'] = null;
  /** Since when the person has another role, as far as this tab knows. */
  #became: { role: DocumentAccess['role']; at: number } | null = null;
  #schema = 0;
  #refused: ErrorCode | null = null;
  #failed: ErrorCode | null = null;
  #lastSyncAt: number | null = null;
  #lastAckAt: number | null = null;

  // On the way to the disk.
  #edits: NewEdit[] = [];
  #late: NewEdit[] = [];
  #confirmed: NewConfirmed[] = [];
  #facts: DocumentFacts = {};
  #keep: KeptRow[] = [];
  #retries: { row: KeptRow; settle: (error: unknown) => void }[] = [];
  #jobs: JobLoop;
  #mark: ChangeMark | null = null;
  #takingBack: ReturnType<typeof setTimeout> | null = null;
  #highestN = 0;

  // On the way to the server.
  #link: ServerLink;

  constructor(options: DocumentOptions) {
    this.#o = options;
    this.document = options.document;
    this.kind = options.kind;
    this.state = this.#state;
    this.#link = new ServerLink(this.#linked());
    this.#jobs = new JobLoop({
      next: () => this.#nextJob(),
      failed: (error) => this.#storeFailed(error),
      moved: () => this.#emit(),
      random: () => options.environment.random(),
    });
  }

  // ── Reading the local copy ─────────────────────────────────────────────────────────────────

  async load(): Promise<void> {
    let loaded: LoadedDocument = { meta: null, confirmed: [], pending: [], steps: [] };
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
    const updates = [...confirmed, ...pending.map((row) => row.update)];
    const { doc, broken } = docOf(this.document, updates, this.#o.log);
    for (const { update } of this.#confirmed) Y.applyUpdate(doc, update, REMOTE);
    doc.on('update', this.#onUpdate);
    const presence = new Presence(doc, this.#o.environment.now, (entries) =>
      this.#link.isJoined ? this.#o.send({ type: 'presence', document: this.document, entries }) : false,
    );
    if (meta === null) this.#link.restarted(this.#link.history);
    else {
      // An unreadable row is asked for again.
      const { epoch, seq, tip } = meta;
      this.#link.restarted(broken ? { epoch, seq: 0, tip: null } : { epoch, seq, tip });
      this.#storedGeneration = meta.generation;
      this.#highestN = Math.max(this.#highestN, meta.n);
      this.#access = meta.access ?? this.#access;
      this.#schema = Math.max(this.#schema, meta.schema);
      this.#refused = this.#link.isJoined ? this.#refused : meta.refused;
      this.#lastSyncAt = meta.lastSyncAt ?? this.#lastSyncAt;
      this.#lastAckAt = meta.lastAckAt ?? this.#lastAckAt;
    }
    // An epoch alone is no copy: the rows may never have come.
    this.#hasCopy ||= meta?.lastSyncAt != null;
    const generation = Math.max(this.#storedGeneration, (this.#ready?.generation ?? -1) + 1);
    this.#ready = { doc, presence, generation };
    this.#link.queue.clear();
    this.#link.queue.add(pending.filter((row) => row.tab === this.#o.tabs.id));
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
      this.#edits.push({ ...edit, refused: 'TOO_LARGE' });
      this.#mode = { mode: 'repairing', reason: 'TOO_LARGE', refused: [] };
    } else {
      this.#edits.push(edit);
      if (!this.#access.write || this.#refused !== null) this.#takeBackSoon();
    }
    this.#emit();
    this.#jobs.kick();
  };

  /** Typed where one may not write: a moment later, so that a word is one kept edit and not one a letter. */
  #takeBackSoon(): void {
    this.#takingBack ??= setTimeout(() => {
      this.#takingBack = null;
      if (!this.#access.write || this.#refused !== null) this.#takeAllBack(this.#refused ?? 'FORBIDDEN');
    }, TAKE_BACK_MS);
  }

  // ── Storage, one transaction after the other ───────────────────────────────────────────────

  #nextJob(): Job | null {
    const toSave = this.#edits.length + this.#confirmed.length + Object.keys(this.#facts).length > 0;
    const answered = this.#link.isAnswered;
    switch (this.#mode.mode) {
      case 'open':
      case 'closed':
        if (this.#keep.length > 0) return () => this.#storeKept();
        if (toSave) return () => this.#save();
        return this.#retries.length > 0 ? () => this.#storeRetry() : null;
      case 'repairing':
        // An answer under way may still confirm an edit, or refuse another one.
        return answered ? () => this.#storeRepair() : null;
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
    const facts: DocumentFacts = this.#link.isLive
      ? { ...this.#facts, lastSyncAt: this.#o.environment.now() }
      : this.#facts;
    const { epoch } = this.#link.history;
    const generation = this.#storedGeneration;
    this.#facts = {};
    let result;
    try {
      result = await store.save(this.document, {
        epoch,
        from: this.#link.wentOnFrom,
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
      this.#late = [...edits, ...this.#edits, ...this.#late];
      this.#edits = [];
      if (this.#mode.mode === 'open') this.#mode = { mode: 'reloading', reason: 'REFUSED' };
      return;
    }
    // One that had to be pushed before it could be stored may have been acknowledged meanwhile.
    const unsent =
      stored === result.pending.length
        ? result.pending
        : result.pending.filter((row) => !wasAcknowledged(row, this.#confirmed));
    for (const row of result.pending) this.#highestN = Math.max(this.#highestN, row.n);
    this.#stored(epoch, generation, unsent);
  }

  /** Only now, when they are on disk, do other tabs and the server hear of them. */
  #stored(epoch: string | null, generation: number, rows: PendingRow[]): void {
    if (rows.length === 0) return;
    const { tabs, index } = this.#o;
    for (const { n } of rows) this.#highestN = Math.max(this.#highestN, n);
    index.add(this.document, rows);
    tabs.post({ type: 'rows', document: this.document, epoch, generation, rows });
    this.#link.queue.add(rows);
    this.#link.pump();
  }

  async #storeRepair(): Promise<void> {
    if (this.#mode.mode !== 'repairing') return;
    const { reason, refused } = this.#mode;
    const edits = [...this.#edits, ...this.#late];
    const confirmed = [...this.#confirmed];
    const { stale, kept } = await this.#o.store.repair(this.document, {
      kind: this.kind,
      refused,
      reason,
      at: this.#o.environment.now(),
      tab: this.#o.tabs.id,
      roleThen: this.#lastWriter,
      became: reason === 'FORBIDDEN' ? this.#became : null,
      epoch: this.#link.history.epoch,
      from: this.#link.wentOnFrom,
      generation: this.#storedGeneration,
      afterN: this.#highestN,
      edits,
      confirmed,
      facts: this.#facts,
      history: this.#link.takeIncoming(),
    });
    this.#facts = {};
    this.#late = [...this.#edits, ...this.#late].filter((edit) => stale || !edits.includes(edit));
    this.#edits = [];
    this.#confirmed = this.#confirmed.filter((row) => !confirmed.includes(row));
    this.#mode = { mode: 'reloading', reason };
    this.#o.log.warn(
      { document: this.document, reason, kept: kept?.update.length ?? 0, stale },
      'device.repaired',
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
    const madeIn = this.#storedGeneration;
    this.#late = [];
    this.#adoptLoaded(loaded);
    this.#carryOver(late, madeIn, loaded, reason);
    this.#mode = { mode: 'open' };
    this.#emit();
    old?.presence.destroy();
    old?.doc.destroy();
    if (this.#refused === null) this.#link.rejoin();
  }

  /** What was made on the doc before, while it was replaced. */
  #carryOver(late: readonly NewEdit[], madeIn: number, loaded: LoadedDocument, reason: ErrorCode): void {
    const steps = stepsBetween(loaded.steps, madeIn, this.#storedGeneration);
    const welcome = late.filter((edit) => edit.refused === undefined);
    const { edits, lost } =
      steps === null ? { edits: [], lost: late } : carryOver(this.#ready!.doc, welcome, steps, uint32);
    const kept = late.filter((edit) => lost.includes(edit) || edit.refused !== undefined);
    if (kept.length > 0) this.#keepLate(loaded, kept, steps?.at(-1)?.reason ?? reason);
    this.#edits.push(...edits);
    if (edits.length > 0 && !this.#access.write) this.#takeBackSoon();
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

  /** Pushes a kept edit once more, as a new edit of the document as it is now. */
  tryAgain(row: KeptRow): Promise<void> {
    return new Promise((resolve, reject) => {
      const settle = (error: unknown) => (error === null ? resolve() : reject(error as Error));
      if (!this.#access.write || this.#refused !== null) {
        return settle(new ClapperError('FORBIDDEN', `${this.document} cannot be written.`));
      }
      // [EP11] What others wrote comes back through them, or through somebody who answers for the project.
      if (row.copy !== undefined && this.#access.role !== 'owner') {
        return settle(new ClapperError('FORBIDDEN', 'Only an owner takes in what others wrote.'));
      }
      this.#retries.push({ row, settle });
      this.#jobs.kick();
    });
  }

  async #storeRetry(): Promise<void> {
    const { row, settle } = this.#retries[0]!;
    const { environment, store, tabs } = this.#o;
    try {
      const { doc } = this.#ready!;
      const { epoch } = this.#link.history;
      const generation = this.#storedGeneration;
      const at = environment.now();
      this.#mark = nextMark(this.#mark, at);
      const edit = { ...retryEdit(doc, epoch, row, uint32()), tab: tabs.id, at, change: this.#mark.change };
      const retry = { kept: row.id, generation, afterN: this.#highestN, edit };
      const retried = await store.retry(this.document, retry);
      if (retried.done === 'stale') return this.generationMoved(retried.generation);
      this.#retries.shift();
      this.#o.keptChanged();
      if (retried.done === 'pending') {
        const { row: pending } = retried;
        Y.applyUpdate(doc, pending.update, REMOTE);
        this.#stored(epoch, generation, [pending]);
      }
      settle(null);
    } catch (error) {
      this.#retries.shift();
      settle(error);
    }
  }

  #storeFailed(error: unknown): boolean {
    this.#o.log.error({ document: this.document, error }, 'device.storeFailed');
    if (this.#mode.mode === 'closed') return false;
    this.#pushUnstored();
    return true;
  }

  /** The disk takes nothing: an edit on the server is better than one in this tab's memory alone. */
  #pushUnstored(): void {
    if (this.#mode.mode !== 'open') return;
    for (const edit of this.#edits) {
      if (edit.n !== null) continue;
      edit.n = ++this.#highestN;
      this.#link.queue.add([{ ...edit, n: edit.n, document: this.document, tab: this.#o.tabs.id }]);
    }
    this.#link.pump();
  }

  // ── The server ─────────────────────────────────────────────────────────────────────────────

  connected(at: number): void {
    this.#link.connected(at);
  }

  disconnected(): void {
    this.#link.disconnected();
    this.#moved();
  }

  /** Nothing local and no server in sight. */
  unreachable(): void {
    if (this.#loaded && !this.#hasCopy && this.#failed === null) {
      this.#failed = 'UNAVAILABLE';
      this.#emit();
    }
  }

  joinRequest(): JoinRequest | null {
    return this.#mode.mode === 'closed' ? null : this.#link.joinRequest();
  }

  answered(answer: JoinAnswer): void {
    if (this.#mode.mode === 'closed') return;
    this.#link.answered(answer);
    if (this.#link.isJoined) {
      this.#ready?.presence.announce();
      void this.adoptOrphans();
    }
    this.#moved();
  }

  /** What the server says of this document, once it is joined. */
  receive(message: DocumentMessage): void {
    if (this.#ready === null || this.#mode.mode === 'closed') return;
    switch (message.type) {
      case 'rows':
        this.#link.rows(message);
        break;
      case 'ack':
        this.#link.acknowledged(message);
        break;
      case 'nack':
        this.#link.refusedPush(message);
        break;
      case 'access':
        this.#setAccess(message.access);
        if (!message.access.write && this.#changes() > 0) this.#takeAllBack('FORBIDDEN');
        break;
      case 'leave':
        this.#link.leave(message.code ?? 'UNAVAILABLE', message.reason, message.retryAfterMs);
        break;
      case 'presence':
        return this.#ready.presence.receive(message.entries);
      default:
        message satisfies never;
    }
    this.#moved();
  }

  restart(): void {
    this.#link.restart();
  }

  #linked(): LinkedDocument {
    const { document, kind, log, environment, store, send, requestJoin } = this.#o;
    return {
      document,
      schemaVersion: kind.schemaVersion,
      log,
      random: () => environment.random(),
      doc: () => this.#ready?.doc ?? null,
      isOpen: () => this.#mode.mode === 'open',
      mayWrite: () => this.#access.write,
      hasUnsent: () => this.#changes() > 0,
      send,
      requestJoin,
      pendingOf: () => store.pendingOf(document),
      joined: (access, schema) => {
        this.#failed = null;
        this.#setRefused(null);
        this.#setAccess(access);
        this.#schema = this.#facts.schema = schema;
        if (!access.write && this.#changes() > 0) this.#takeAllBack('FORBIDDEN');
      },
      caughtUp: () => {
        this.#hasCopy = true;
        this.#synced();
      },
      leftBehind: () => this.#synced(),
      received: (update, rows) => {
        Y.applyUpdate(this.#ready!.doc, update, REMOTE);
        this.#confirmed.push({ update, rows, acknowledges: null });
      },
      acknowledged: (row, rows) => this.#acknowledged(row, rows),
      refused: (push) => this.#takeBack(push),
      rebuild: (reason) => this.#takeAllBack(reason),
      gone: (code) => {
        this.#setRefused(code);
        if (!this.#hasCopy) this.#failed = code;
      },
      held: (code) => {
        if (code === 'CLIENT_TOO_OLD') this.#schema = Math.max(this.#schema, kind.schemaVersion + 1);
        if (!this.#hasCopy) this.#failed = code;
      },
      presenceLost: () => this.#ready?.presence.clear(),
    };
  }

  #acknowledged({ n, clientId, update }: PendingRow, rows: RowRange | null): void {
    const { doc } = this.#ready!;
    // Another tab's row, pushed from here: the server sends it to everybody but the one who pushed it.
    if (clientId !== doc.clientID) Y.applyUpdate(doc, update, REMOTE);
    this.#confirmed.push({ update, rows, acknowledges: { n, clientId } });
    this.#edits = this.#edits.filter((edit) => edit.n !== n || edit.clientId !== clientId);
    this.#lastAckAt = this.#facts.lastAckAt = this.#o.environment.now();
  }

  /** Told at joining and leaving; in between it is simply now, and no screen is woken for it. */
  #synced(): void {
    this.#lastSyncAt = this.#facts.lastSyncAt = this.#o.environment.now();
  }

  /** Nothing of what waits will be taken. */
  #takeAllBack(reason: ErrorCode): void {
    if (this.#mode.mode !== 'open' && this.#mode.mode !== 'repairing') return;
    this.#mode = { mode: 'repairing', reason, refused: 'all' };
    this.#jobs.kick();
  }

  /** One edit will not be taken. Others may follow until everything in flight is answered. */
  #takeBack(push: RefusedPush): void {
    if (this.#mode.mode === 'open') this.#mode = { mode: 'repairing', reason: push.code, refused: [push] };
    else if (this.#mode.mode === 'repairing' && this.#mode.refused !== 'all') this.#mode.refused.push(push);
    this.#jobs.kick();
  }

  #setAccess(access: DocumentAccess): void {
    const { role } = access;
    if (this.#access.role !== null && this.#access.role !== role)
      this.#became = { role, at: this.#o.environment.now() };
    this.#access = access;
    if (access.write) this.#lastWriter = access.role;
    this.#facts.access = access;
  }

  #setRefused(code: ErrorCode | null): void {
    this.#refused = code;
    this.#facts.refused = code;
  }

  /** After anything that may have changed what is shown, or given the disk something to do. */
  #moved(): void {
    this.#emit();
    this.#jobs.kick();
  }

  // ── Other tabs ─────────────────────────────────────────────────────────────────────────────

  /** Edits of another tab; they are on disk already. */
  tabRows(epoch: string | null, generation: number, rows: readonly PendingRow[]): void {
    if (this.#ready === null || this.#mode.mode === 'closed') return;
    if (generation > this.#storedGeneration) return this.generationMoved(generation);
    const { history } = this.#link;
    if (
      generation < this.#storedGeneration ||
      (epoch !== null && history.epoch !== null && epoch !== history.epoch)
    )
      return;
    const { doc } = this.#ready;
    // Not local: editors and undo must take it for somebody else's.
    Y.transact(doc, () => rows.forEach((row) => Y.applyUpdate(doc, row.update, REMOTE)), REMOTE, false);
    for (const row of rows) this.#highestN = Math.max(this.#highestN, row.n);
    this.#emit();
  }

  tabConfirmed(keys: readonly { n: number; clientId: number }[]): void {
    this.#link.queue.remove(keys);
    this.#emit();
  }

  generationMoved(generation: number): void {
    if (generation <= this.#storedGeneration || this.#mode.mode !== 'open') return;
    // What waits for the disk finds there that it is late; it may also be on its way, before the repair.
    this.#mode = { mode: 'reloading', reason: 'REFUSED' };
    this.#jobs.kick();
  }

  /** After sleep, or without a channel between tabs: what the others stored meanwhile. */
  reread(meta: DocumentMeta | undefined, pending: readonly PendingRow[]): void {
    if (!this.#loaded || this.#mode.mode !== 'open') return;
    // A disk that was full may have room now.
    this.#jobs.wake();
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
    if (others.size === 0 || !this.#link.isJoined) return;
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
      this.tabRows(this.#link.history.epoch, this.#storedGeneration, rows);
      this.#link.queue.add(rows);
      this.#link.pump();
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
    const unstored = [...this.#edits, ...this.#late];
    const unacknowledged = [...this.#o.index.of(this.document), ...unstored];
    const { connectedAt } = this.#link;
    const now = this.#o.environment.now();
    // A clock that was ahead when the edit was made says nothing about how long it has waited.
    const made = unacknowledged.map(({ at }) => at).filter((at) => at <= now);
    return {
      changes: this.#changes(),
      write: this.#access.write,
      live: this.#link.isLive,
      lastSyncAt: this.#lastSyncAt,
      inMemorySince: unstored.length === 0 ? null : Math.min(now, ...unstored.map(({ at }) => at)),
      waitingSince:
        unacknowledged.length === 0 || connectedAt === null
          ? null
          : Math.max(connectedAt, made.length === 0 ? connectedAt : Math.min(...made)),
      trouble: this.#link.trouble,
      lastAckAt: this.#lastAckAt,
      refused: this.#refused,
      known: this.#link.history.epoch !== null,
    };
  }

  /** Nothing waits: neither for the disk nor for the server. */
  get settled(): boolean {
    return (
      this.#jobs.isIdle &&
      this.#mode.mode === 'open' &&
      this.#changes() === 0 &&
      this.#confirmed.length === 0 &&
      this.#keep.length === 0 &&
      this.#link.queue.size === 0
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
    if (this.#takingBack !== null) clearTimeout(this.#takingBack);
    const ready = this.#ready;
    ready?.doc.off('update', this.#onUpdate);
    ready?.presence.destroy();
    if (this.#link.isJoined) {
      this.#o.send({ type: 'leave', document: this.document, code: null, reason: '', retryAfterMs: 0 });
    }
    this.#link.close();
    // A repair under way is finished: what it is about to keep exists nowhere else.
    if (this.#mode.mode !== 'open') await this.#finish();
    await this.#closeStore();
    if (this.#late.length > 0) {
      // Another tab repaired the document in this very moment.
      this.#mode = { mode: 'reloading', reason: 'REFUSED' };
      await this.#finish();
      await this.#closeStore();
    }
    this.#ready?.presence.destroy();
    this.#ready?.doc.destroy();
    this.#ready = null;
  }

  async #finish(): Promise<void> {
    this.#jobs.kick();
    await this.#jobs.idle(CLOSE_MS);
  }

  /** From here on a disk that takes nothing is not asked again. */
  async #closeStore(): Promise<void> {
    this.#mode = { mode: 'closed' };
    this.#jobs.wake();
    await this.#jobs.idle();
    if (this.#nextJob() !== null) {
      this.#jobs.kick();
      await this.#jobs.idle();
    }
  }

  #changes(): number {
    const tab = this.#o.tabs.id;
    const unstored = [...this.#edits, ...this.#late].map((edit) => ({ tab, change: edit.change }));
    // Refused words that are not on disk yet are nothing anybody may call saved.
    if (this.#keep.length > 0) unstored.push({ tab, change: -1 });
    return countChanges([...this.#o.index.of(this.document), ...unstored]);
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
      live: this.#link.isLive,
      schema: this.#schema > this.kind.schemaVersion ? 'tooOld' : 'fits',
      hasContent: doc.store.clients.size > 0,
      lastSyncAt: this.#lastSyncAt,
      refused: this.#refused,
    };
  }
}

/** One row that cannot be read spoils no other. */
function docOf(guid: string, updates: readonly Uint8Array[], log: Logger): { doc: Y.Doc; broken: boolean } {
  const doc = new Y.Doc({ guid });
  keepFormattingMarks(doc);
  let broken = false;
  Y.transact(
    doc,
    () => {
      for (const update of updates) {
        try {
          Y.applyUpdate(doc, update, REMOTE);
        } catch (error) {
          broken = true;
          log.error({ document: guid, error }, 'device.rowUnreadable');
        }
      }
    },
    REMOTE,
    false,
  );
  return { doc, broken };
}

function wasAcknowledged(row: PendingRow, confirmed: readonly NewConfirmed[]): boolean {
  return confirmed.some(
    ({ acknowledges }) => acknowledges?.n === row.n && acknowledges.clientId === row.clientId,
  );
}
