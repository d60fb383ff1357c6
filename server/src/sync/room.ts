import type * as Y from 'yjs';
import {
  encodeMessage,
  asClapperError,
  ClapperError,
  type ErrorCode,
  type JoinRequest,
} from '@clapper/protocol';
import type { DocumentAddress } from '@clapper/protocol';
import { migrate, type DocumentKind } from '@clapper/documents';
import type { Logger } from '../log.ts';
import type {
  AppendResult,
  DocumentAppend,
  DocumentHead,
  Lease,
  NewRow,
  Storage,
} from '../storage/storage.ts';
import { mergedRows, mergeUpdates, planCatchUp, type Position } from './catch-up.ts';
import { SnapshotSchedule } from './compaction.ts';
import { encodeUpdate } from './frames.ts';
import type { GroupCommit } from './group-commit.ts';
import type { Incoming } from './inspect-update.ts';
import { judgePlain, judgePush, type Facts, type Push, type Verdict } from './judge.ts';
import { Leases } from './leases.ts';
import type { SyncLimits } from './limits.ts';
import { LiveDocument } from './live-document.ts';
import type { CommittedRows, JoinResult, Member, Outcome } from './member.ts';
import { RoomPresence } from './presence.ts';

/** What a room is given: the outside, narrowed to what one document needs. */
export interface RoomContext {
  readonly id: string;
  readonly kind: DocumentKind;
  readonly address: DocumentAddress;
  readonly storage: Pick<Storage, 'documents'>;
  readonly commits: GroupCommit;
  readonly limits: SyncLimits;
  readonly log: Logger;
  now(): number;
  /** Finds the document, or creates it if it may come into being so. @throws ClapperError NOT_FOUND | TOO_LARGE | UNAVAILABLE */
  findOrCreate(mayCreate: boolean): Promise<DocumentHead>;
  /** For server-written kinds: what brings the doc up to date with SQL; null when what it shows is gone. */
  derive: (() => Promise<((doc: Y.Doc, origin: unknown) => void) | null>) | null;
  /** Called once, synchronously, when this room will never answer again. */
  gone(room: Room): void;
}

type Content =
  | { state: 'unknown' }
  /** It exists; its content is not in memory. */
  | { state: 'listed'; head: DocumentHead }
  | { state: 'live'; head: DocumentHead; live: LiveDocument }
  | { state: 'gone' };

type Write =
  | { kind: 'push'; member: Member; push: Push; receivedAt: number; done: (outcome: Outcome) => void }
  | {
      kind: 'update';
      member: Member;
      update: Uint8Array;
      receivedAt: number;
      done: (outcome: Outcome) => void;
    }
  | {
      kind: 'write';
      change: (doc: Y.Doc) => void;
      user: string | null;
      /** Set when the write is a migration. */
      schema: number | null;
      done: (error: ClapperError | null) => void;
    };

type Entry =
  | Write
  | { kind: 'derive'; done: (error: ClapperError | null) => void }
  | { kind: 'join'; member: Member; request: JoinRequest; done: (result: JoinResult) => void }
  | {
      kind: 'read';
      mayCreate: boolean;
      read: (doc: LiveDocument) => void;
      fail: (error: ClapperError) => void;
    }
  | { kind: 'catchUp'; member: Member }
  | { kind: 'unload' };

/** A write that was judged and, if it was to be, applied: waiting for the commit. */
interface Judged {
  entry: Write;
  verdict: Verdict | { do: 'fail'; error: ClapperError };
  /** Index of its own row in the group; null when it wrote none. */
  row: number | null;
}

const SERVER_ORIGIN = { from: 'the server' };

/**
 * The live copy of one document. Everything that concerns it stands in one queue; writes are judged
 * and applied only when their commit begins, and reads wait for it: between apply and commit nothing
 * leaves the room.
 */
export class Room {
  readonly id: string;
  readonly members = new Set<Member>();
  readonly presence: RoomPresence;
  readonly #context: RoomContext;
  readonly #leases = new Leases();
  readonly #snapshots: SnapshotSchedule;
  #content: Content = { state: 'unknown' };
  #queue: Entry[] = [];
  #pumping = false;
  #derived = false;
  #idleTimer: NodeJS.Timeout | null = null;

  constructor(context: RoomContext) {
    this.#context = context;
    this.id = context.id;
    this.presence = new RoomPresence(context.id, this.members, context);
    this.#snapshots = new SnapshotSchedule(context);
  }

  get isGone(): boolean {
    return this.#content.state === 'gone';
  }

  /** Whether something is queued or on its way to the disk. */
  get isBusy(): boolean {
    return this.#pumping || this.#queue.length > 0;
  }

  get isLive(): boolean {
    return this.#content.state === 'live';
  }

  // ── What others ask of it ────────────────────────────────────────────────────────────────────

  push(member: Member, push: Push, done: (outcome: Outcome) => void): void {
    this.#enqueue({ kind: 'push', member, push, receivedAt: this.#context.now(), done });
  }

  update(member: Member, update: Uint8Array, done: (outcome: Outcome) => void): void {
    this.#enqueue({ kind: 'update', member, update, receivedAt: this.#context.now(), done });
  }

  /** A device joins; it is a member from the moment `done` is called with a `joined` answer. */
  join(member: Member, request: JoinRequest, done: (result: JoinResult) => void): void {
    this.#enqueue({ kind: 'join', member, request, done });
  }

  /** Runs on committed state. */
  read(read: (doc: LiveDocument) => void, fail: (error: ClapperError) => void, mayCreate = false): void {
    this.#enqueue({ kind: 'read', mayCreate, read, fail });
  }

  /** A plain client becomes a member with the read that shows it the document's state vector. */
  joinPlain(member: Member, joined: (doc: LiveDocument) => void, fail: (error: ClapperError) => void): void {
    const read = (doc: LiveDocument): void => {
      if (member.closed) return;
      this.members.add(member);
      if (this.#content.state === 'live') member.sentSeq = this.#content.head.headSeq;
      joined(doc);
    };
    this.#enqueue({ kind: 'read', mayCreate: member.access.write, read, fail });
  }

  write(change: (doc: Y.Doc) => void, user: string | null): Promise<void> {
    return this.#promised((done) => ({ kind: 'write', change, user, schema: null, done }));
  }

  /** Brings a server-written document up to date; the facts are read when its turn has come, so the latest win. */
  derive(): Promise<void> {
    return this.#promised((done) => ({ kind: 'derive', done }));
  }

  /** A reader that was behind reads again. */
  catchUp(member: Member): void {
    this.#enqueue({ kind: 'catchUp', member });
  }

  /** Whether this user may not write with this Yjs client id; else it is theirs as long as they are here. */
  reserve(member: Member, clientIds: readonly number[]): boolean {
    if (clientIds.some((id) => this.#leases.isForeign(id, member.user.id))) return false;
    for (const id of clientIds) this.#leases.reserve(id, member.user.id, member);
    return true;
  }

  release(member: Member, clientIds: Iterable<number>): void {
    for (const id of clientIds) this.#leases.release(id, member);
  }

  remove(member: Member): void {
    member.closed = true;
    this.members.delete(member);
    this.presence.removeMember(member);
    this.#considerUnload();
  }

  /** Everybody out: the outcome of a commit is unknown, or the document is gone. What is not stored comes again. */
  drop(code: ErrorCode, reason: string): void {
    if (this.isGone) return;
    const { limits } = this.#context;
    this.#becomeGone();
    for (const member of [...this.members]) {
      member.closed = true;
      member.leave(code, reason, limits.retryAfterMs);
    }
    this.members.clear();
    this.presence.stop();
    const error = new ClapperError(code, reason, { retryAfterMs: limits.retryAfterMs });
    for (const entry of this.#queue.splice(0)) this.#fail(entry, error);
  }

  // ── The queue ────────────────────────────────────────────────────────────────────────────────

  #promised(entry: (done: (error: ClapperError | null) => void) => Entry): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#enqueue(entry((error) => (error === null ? resolve() : reject(error))));
    });
  }

  #enqueue(entry: Entry): void {
    if (this.isGone) {
      this.#fail(entry, new ClapperError('UNAVAILABLE', 'The document has just left memory.'));
      return;
    }
    this.#queue.push(entry);
    if (this.#pumping) return;
    this.#pumping = true;
    void this.#pump();
  }

  async #pump(): Promise<void> {
    try {
      while (this.#queue.length > 0 && !this.isGone) await this.#step(this.#queue[0]!);
    } catch (error) {
      this.#context.log.error({ error, document: this.id }, 'room_failed');
      this.drop('INTERNAL', 'The document failed and is loaded again.');
    } finally {
      this.#pumping = false;
    }
    this.#considerUnload();
  }

  async #step(entry: Entry): Promise<void> {
    switch (entry.kind) {
      case 'push':
      case 'update':
      case 'write':
        return this.#commitWrites();
      case 'derive':
        return this.#derive(entry);
      case 'join':
        this.#queue.shift();
        return this.#join(entry);
      case 'read': {
        this.#queue.shift();
        try {
          entry.read((await this.#live(entry.mayCreate)).live);
        } catch (error) {
          entry.fail(asClapperError(error));
        }
        return;
      }
      case 'catchUp':
        this.#queue.shift();
        return this.#catchUp(entry.member);
      case 'unload':
        this.#queue.shift();
        return this.#unload();
      default:
        entry satisfies never;
    }
  }

  #fail(entry: Entry, error: ClapperError): void {
    switch (entry.kind) {
      case 'push':
      case 'update':
        // Unanswered: its connection is told that the document is gone, and the edit comes again.
        return entry.done({ verdict: { do: 'refuse', code: error.code }, seq: null, tip: null });
      case 'write':
      case 'derive':
        return entry.done(error);
      case 'join':
        return entry.done(refused(this.id, error));
      case 'read':
        return entry.fail(error);
      case 'catchUp':
      case 'unload':
        return;
      default:
        entry satisfies never;
    }
  }

  // ── Content ──────────────────────────────────────────────────────────────────────────────────

  async #head(mayCreate: boolean): Promise<DocumentHead> {
    if (this.#content.state === 'live' || this.#content.state === 'listed') return this.#content.head;
    const head = await this.#context.findOrCreate(mayCreate);
    if (this.isGone) throw new ClapperError('UNAVAILABLE', 'The document has just left memory.');
    this.#content = { state: 'listed', head };
    return head;
  }

  async #live(mayCreate: boolean): Promise<Extract<Content, { state: 'live' }>> {
    if (this.#content.state === 'live') return this.#content;
    await this.#head(mayCreate);
    const { storage, kind } = this.#context;
    const loaded = await storage.documents.load(this.id);
    if (this.isGone) throw new ClapperError('UNAVAILABLE', 'The document has just left memory.');
    if (loaded === null) {
      this.#content = { state: 'unknown' };
      throw new ClapperError('NOT_FOUND', 'There is no such document.');
    }
    const live = LiveDocument.load(loaded);
    this.#leases.load(loaded.leases);
    this.#snapshots.loaded(loaded);
    const content = { state: 'live', head: loaded.head, live } as const;
    this.#content = content;
    const from = loaded.head.schema;
    if (kind.schemaVersion > from) {
      // Only the server migrates; the migration stands in the log before anybody reads.
      this.#queue.unshift({
        kind: 'write',
        change: (doc) => migrate(kind, doc, from),
        user: null,
        schema: kind.schemaVersion,
        done: (error) => {
          if (error !== null) this.#context.log.error({ error, document: this.id }, 'migration_failed');
        },
      });
      await this.#commitWrites();
      if (this.#content.state !== 'live')
        throw new ClapperError('UNAVAILABLE', 'The document cannot be brought up to date.');
    }
    return this.#content;
  }

  async #derive(entry: Extract<Entry, { kind: 'derive' }>): Promise<void> {
    this.#queue.shift();
    try {
      await this.#deriveNow();
      entry.done(null);
    } catch (error) {
      entry.done(asClapperError(error));
    }
  }

  async #deriveNow(): Promise<void> {
    const { derive } = this.#context;
    if (derive === null) return;
    await this.#live(true);
    const change = await derive();
    if (change === null) throw new ClapperError('NOT_FOUND', 'There is no such document.');
    let failure: ClapperError | null = null;
    this.#queue.unshift({
      kind: 'write',
      change: (doc) => change(doc, SERVER_ORIGIN),
      user: null,
      schema: null,
      done: (error) => (failure = error),
    });
    await this.#commitWrites();
    if (failure !== null) throw failure as ClapperError;
    this.#derived = true;
  }

  // ── Writes ───────────────────────────────────────────────────────────────────────────────────

  /** One commit of what stands at the front of the queue, up to the first read. */
  async #commitWrites(): Promise<void> {
    let content: Extract<Content, { state: 'live' }>;
    try {
      content = await this.#live(false);
    } catch (error) {
      const { code, message } = asClapperError(error);
      this.#context.log.warn({ error, document: this.id }, 'room_not_loaded');
      return this.drop(code, message);
    }
    let group: Group | null = null;
    let result: AppendResult | null;
    try {
      result = await this.#context.commits.commit(() => {
        if (this.#content !== content) return null;
        group = this.#judgeAndApply(content);
        return group.rows.length === 0 && group.leases.length === 0
          ? null
          : append(this.id, content.head.epoch, group);
      });
    } catch (error) {
      this.#context.log.error({ error, document: this.id }, 'commit_failed');
      this.#dropGroup(group, 'UNAVAILABLE', 'The server cannot store this document right now.');
      return;
    }
    // TypeScript does not see the assignment in the callback.
    const judged = group as Group | null;
    if (judged === null || this.isGone) return;
    if (result === null) return this.#settle(judged, []);
    if (!result.ok) {
      const code = result.code === 'NOT_FOUND' ? 'NOT_FOUND' : 'UNAVAILABLE';
      this.#dropGroup(
        judged,
        code,
        code === 'NOT_FOUND' ? 'The document was removed.' : 'The document was rebuilt.',
      );
      return;
    }
    if (result.seqs.length > 0 && result.seqs[0] !== content.head.headSeq + 1) {
      this.#dropGroup(judged, 'UNAVAILABLE', 'The document was written from elsewhere and is loaded again.');
      return;
    }
    content.head = advance(content.head, result, judged.schema);
    if (judged.broken) {
      // What was stored before the update that broke the doc is safe: the next use loads it.
      content.live.destroy();
      this.#content = { state: 'listed', head: content.head };
    }
    this.#settle(judged, zip(result.seqs, result.tips));
    if (this.#content.state === 'live') this.#snapshots.committed(judged.rows, content.head, content.live);
  }

  #judgeAndApply(content: Extract<Content, { state: 'live' }>): Group {
    const group: Group = { judged: [], rows: [], leases: [], schema: null, broken: false };
    const { limits } = this.#context;
    while (this.#queue.length > 0 && group.rows.length < limits.maxRowsPerCommit && !group.broken) {
      const entry = this.#queue[0]!;
      if (entry.kind !== 'push' && entry.kind !== 'update' && entry.kind !== 'write') break;
      this.#queue.shift();
      group.judged.push(this.#judge(entry, content, group));
    }
    return group;
  }

  #judge(entry: Write, { head, live }: Extract<Content, { state: 'live' }>, group: Group): Judged {
    if (entry.kind === 'write') return this.#applyServerWrite(entry, live, group);
    const { limits, kind } = this.#context;
    const { member } = entry;
    const facts: Facts = {
      known: live.known,
      leases: this.#leases,
      mayWrite: member.access.write,
      // A stock client brings all it has in one step 2.
      maxUpdateBytes: entry.kind === 'push' ? limits.maxUpdateBytes : limits.maxFrameBytes,
      fits: (bytes) => live.fits(bytes, limits.maxDocumentBytes),
    };
    const verdict =
      entry.kind === 'push'
        ? judgePush(entry.push, {
            ...facts,
            user: member.user.id,
            device: member.device ?? '',
            epoch: head.epoch,
            schema: { document: head.schema, server: kind.schemaVersion },
            blocked: member.blocked.has(entry.push.clientId),
          })
        : judgePlain(entry.update, facts);
    if (entry.kind === 'push' && verdict.do === 'refuse') member.blocked.add(entry.push.clientId);
    if (verdict.do === 'refuse') this.#quarantine(entry, verdict.code);
    if (verdict.do !== 'apply') return { entry, verdict, row: null };
    const row = group.rows.length;
    try {
      const added = live.apply(verdict.update.bytes);
      this.#noteRow(entry, verdict.update, head, group);
      for (const update of added) group.rows.push(this.#serverRow(update, head.schema, null));
      return { entry, verdict, row };
    } catch (error) {
      this.#context.log.warn({ error, document: this.id, user: member.user.id }, 'update_broke_doc');
      group.broken = true;
      this.#quarantine(entry, 'INVALID_UPDATE');
      return { entry, verdict: { do: 'refuse', code: 'INVALID_UPDATE' }, row: null };
    }
  }

  #noteRow(
    entry: Exclude<Write, { kind: 'write' }>,
    update: Incoming,
    head: DocumentHead,
    group: Group,
  ): void {
    const { member } = entry;
    const ids = [...update.ranges.keys()];
    const single = ids.length === 1 ? ids[0]! : null;
    const range = single === null ? undefined : update.ranges.get(single);
    const n = entry.kind === 'push' ? entry.push.n : null;
    group.rows.push({
      update: update.bytes,
      user: member.user.id,
      device: member.device,
      n,
      clientId: single,
      clockFrom: range?.from ?? null,
      clockTo: range?.to ?? null,
      schema: entry.kind === 'push' ? entry.push.schema : head.schema,
      receivedAt: entry.receivedAt,
    });
    // The row carries the lease of its one client id; a push without structs and a plain update with several do not.
    const others =
      entry.kind === 'push' && single === null ? [entry.push.clientId] : ids.filter((id) => id !== single);
    for (const clientId of single === null ? others : [single, ...others]) {
      const lease: Lease = { clientId, user: member.user.id, device: member.device, lastN: n ?? 0 };
      if (clientId !== single && !(n === null && this.#leases.has(clientId))) group.leases.push(lease);
      this.#leases.record(lease);
    }
  }

  #applyServerWrite(entry: Extract<Write, { kind: 'write' }>, live: LiveDocument, group: Group): Judged {
    const row = group.rows.length;
    try {
      const updates = live.change(entry.change, SERVER_ORIGIN);
      const schema = entry.schema ?? (this.#content.state === 'live' ? this.#content.head.schema : 0);
      for (const update of updates) group.rows.push(this.#serverRow(update, schema, entry.user));
      if (entry.schema !== null) group.schema = entry.schema;
      return { entry, verdict: { do: 'acknowledge' }, row: updates.length === 0 ? null : row };
    } catch (error) {
      group.broken = true;
      return { entry, verdict: { do: 'fail', error: asClapperError(error) }, row: null };
    }
  }

  #serverRow(update: Uint8Array, schema: number, user: string | null): NewRow {
    const receivedAt = this.#context.now();
    return {
      update,
      user,
      device: null,
      n: null,
      clientId: null,
      clockFrom: null,
      clockTo: null,
      schema,
      receivedAt,
    };
  }

  /** After the commit: each writer its answer, in order; then everybody the rows. */
  #settle(group: Group, rows: { seq: number; tip: string }[]): void {
    const writers = new Set<Member | null>();
    let own = 0;
    for (const { entry, verdict, row } of group.judged) {
      const at = row === null ? undefined : rows[row];
      if (entry.kind === 'write') {
        entry.done(verdict.do === 'fail' ? verdict.error : null);
      } else if (verdict.do === 'apply' && at !== undefined) {
        writers.add(entry.member);
        own += 1;
        entry.done({ verdict: { do: 'apply' }, seq: at.seq, tip: at.tip });
      } else if (verdict.do !== 'apply' && verdict.do !== 'fail') {
        entry.done({ verdict, seq: null, tip: null });
      }
    }
    if (rows.length === 0) return;
    const only = own === rows.length && writers.size === 1 ? [...writers][0] : undefined;
    const committed = this.#committed(rows[0]!.seq, rows.at(-1)!.seq, rows.at(-1)!.tip, () =>
      mergeUpdates(group.rows.map((row) => row.update)),
    );
    for (const member of this.members) {
      // Who wrote all of it has all of it.
      if (member === only && !member.behind()) member.sentSeq = committed.to;
      else member.show(committed);
    }
  }

  #committed(from: number, to: number, tip: string, update: () => Uint8Array): CommittedRows {
    const epoch =
      this.#content.state === 'live' || this.#content.state === 'listed' ? this.#content.head.epoch : '';
    const merged = once(update);
    return {
      from,
      to,
      tip,
      deviceFrame: once(() =>
        encodeMessage({ type: 'rows', document: this.id, epoch, from, to, tip, update: merged() }),
      ),
      plainFrame: once(() => encodeUpdate(merged())),
    };
  }

  #dropGroup(group: Group | null, code: ErrorCode, reason: string): void {
    this.drop(code, reason);
    const error = new ClapperError(code, reason);
    for (const { entry } of group?.judged ?? []) this.#fail(entry, error);
  }

  #quarantine(entry: Exclude<Write, { kind: 'write' }>, code: ErrorCode): void {
    if (code !== 'INVALID_UPDATE' && code !== 'REFUSED') return;
    const { storage, limits, log } = this.#context;
    const { member, receivedAt } = entry;
    const update = entry.kind === 'push' ? entry.push.update : entry.update;
    const rejected = {
      document: this.id,
      user: member.user.id,
      device: member.device,
      code,
      update,
      receivedAt,
    };
    storage.documents.reject(rejected, limits.quarantineBytes).then(
      (kept) => log.warn({ document: this.id, user: member.user.id, code, kept }, 'update_refused'),
      (error: unknown) => log.error({ error, document: this.id }, 'quarantine_failed'),
    );
  }

  // ── Reads ────────────────────────────────────────────────────────────────────────────────────

  async #join({ member, request, done }: Extract<Entry, { kind: 'join' }>): Promise<void> {
    if (member.closed) return;
    try {
      let head = await this.#head(member.access.write);
      const { schemaVersion } = this.#context.kind;
      if (this.#context.derive !== null && !this.#derived) await this.#deriveNow();
      if (schemaVersion > head.schema) await this.#live(false);
      head = await this.#head(false);
      if (request.schema > schemaVersion)
        throw new ClapperError('SERVER_TOO_OLD', 'The device is newer than the server.');
      if (request.schema < head.schema)
        throw new ClapperError('CLIENT_TOO_OLD', 'The document is newer than the app.');
      const lacks = await this.#lacks(request, member);
      if (member.closed || this.isGone) return;
      if (lacks === 'want')
        return done({ answer: { result: 'want', document: this.id, want: 'stateVector' }, rows: null });
      this.members.add(member);
      member.sentSeq = head.headSeq;
      const { epoch, base, firstSeq, headSeq, headTip, schema } = head;
      const { access } = member;
      done({
        answer: {
          result: 'joined',
          document: this.id,
          epoch,
          base,
          firstSeq,
          headSeq,
          headTip,
          access,
          schema,
        },
        rows: lacks,
      });
    } catch (error) {
      const known = asClapperError(error);
      if (known.code === 'INTERNAL') this.#context.log.error({ error, document: this.id }, 'join_failed');
      done(refused(this.id, known, this.#context.limits.retryAfterMs));
    }
  }

  /** What a device or a reader that was behind has not seen yet. */
  async #lacks(at: Position, member: Member): Promise<CommittedRows | null | 'want'> {
    const head = await this.#head(member.access.write);
    const plan = planCatchUp(at, head, this.#context.limits.maxCatchUpRows);
    switch (plan.how) {
      case 'current':
        return null;
      case 'want':
        return 'want';
      case 'epoch':
        throw new ClapperError('EPOCH', 'The document has another history now.');
      case 'rows': {
        const update = await mergedRows(this.#context.storage.documents, head, plan.after, at.tip);
        return update === null
          ? 'want'
          : this.#committed(plan.after + 1, head.headSeq, head.headTip, () => update);
      }
      case 'state': {
        const { live } = await this.#live(false);
        const update = encodeFor(live, plan.stateVector);
        return this.#committed(plan.from, head.headSeq, head.headTip, () => update);
      }
      default:
        return plan satisfies never;
    }
  }

  /** One merged diff for all it skipped while it did not read. */
  async #catchUp(member: Member): Promise<void> {
    const head =
      this.#content.state === 'live' || this.#content.state === 'listed' ? this.#content.head : null;
    if (head === null || member.closed || member.behind() || member.sentSeq >= head.headSeq) return;
    const { storage, limits } = this.#context;
    const from = member.sentSeq + 1;
    const few = head.headSeq - member.sentSeq <= limits.maxCatchUpRows;
    const tip = await storage.documents.tipAt(this.id, head.epoch, member.sentSeq);
    const rows = few ? await mergedRows(storage.documents, head, member.sentSeq, tip) : null;
    const update = rows ?? (await this.#live(false)).live.encode();
    if (!member.closed && !this.isGone)
      member.show(this.#committed(from, head.headSeq, head.headTip, () => update));
  }

  // ── Leaving memory ───────────────────────────────────────────────────────────────────────────

  #considerUnload(): void {
    const idle = this.members.size === 0 && !this.isBusy && !this.isGone;
    if (!idle) {
      if (this.#idleTimer !== null) clearTimeout(this.#idleTimer);
      this.#idleTimer = null;
      return;
    }
    if (this.#idleTimer !== null) return;
    this.#idleTimer = setTimeout(() => {
      this.#idleTimer = null;
      if (this.members.size === 0 && !this.isBusy) this.#enqueue({ kind: 'unload' });
    }, this.#context.limits.roomIdleMs);
    this.#idleTimer.unref();
  }

  async #unload(): Promise<void> {
    if (this.#content.state === 'live')
      await this.#snapshots.beforeUnload(this.#content.head, this.#content.live);
    // Somebody came while the snapshot was written: they have this very room.
    if (this.members.size > 0 || this.#queue.length > 0 || this.isGone) return;
    this.presence.stop();
    this.#becomeGone();
  }

  #becomeGone(): void {
    if (this.#content.state === 'live') this.#content.live.destroy();
    this.#content = { state: 'gone' };
    if (this.#idleTimer !== null) clearTimeout(this.#idleTimer);
    this.#context.gone(this);
  }
}

interface Group {
  judged: Judged[];
  rows: NewRow[];
  leases: Lease[];
  schema: number | null;
  /** An update passed the judge and Yjs could not integrate it: the doc is of no use any more. */
  broken: boolean;
}

function append(document: string, epoch: string, { rows, leases, schema }: Group): DocumentAppend {
  return { document, epoch, rows, leases, ...(schema === null ? {} : { schema }) };
}

function advance(
  head: DocumentHead,
  result: Extract<AppendResult, { ok: true }>,
  schema: number | null,
): DocumentHead {
  const headSeq = result.seqs.at(-1) ?? head.headSeq;
  return { ...head, headSeq, headTip: result.tips.at(-1) ?? head.headTip, schema: schema ?? head.schema };
}

function encodeFor(live: LiveDocument, stateVector: Uint8Array | undefined): Uint8Array {
  try {
    return live.encode(stateVector);
  } catch (cause) {
    throw new ClapperError('INVALID_MESSAGE', 'The bytes are no state vector.', { cause });
  }
}

function refused(document: string, error: ClapperError, retryAfterMs = error.retryAfterMs ?? 0): JoinResult {
  return { answer: { result: 'refused', document, code: error.code, retryAfterMs }, rows: null };
}

function zip(seqs: number[], tips: string[]): { seq: number; tip: string }[] {
  return seqs.map((seq, i) => ({ seq, tip: tips[i]! }));
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}
