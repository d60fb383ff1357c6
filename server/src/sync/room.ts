import {
  asClapperError,
  ClapperError,
  encodeMessage,
  type ErrorCode,
  type JoinRequest,
} from '@clapper/protocol';
import type { Restores } from '../journal/journal.ts';
import type { AppendResult, DocumentHead } from '../storage/storage.ts';
import { mergeUpdates, missedByDevice, missedByReader } from './catch-up.ts';
import { DocumentContent, type Change, type ContentContext, type Live } from './document-content.ts';
import { encodeUpdate } from './frames.ts';
import { standing } from './epochs.ts';
import type { GroupCommit } from './group-commit.ts';
import type { Push } from './judge.ts';
import type { LiveDocument } from './live-document.ts';
import type { CommittedRows, Member, Outcome } from './member.ts';
import { RoomPresence } from './presence.ts';
import { WriteGroup, type Write } from './write-group.ts';

/** What a room is given: the outside, narrowed to what one document needs. */
export interface RoomContext extends ContentContext {
  readonly commits: GroupCommit;
  readonly restores: Restores;
  /** Called once, synchronously, when this room will never answer again. */
  gone(room: Room): void;
}

type Fail = (error: ClapperError) => void;

/** A joined member's head and what it lacks; `want`: its state vector is needed first. */
type Joined = (joined: DocumentHead | 'want', rows: CommittedRows | null) => void;

type Entry =
  | Write
  | { kind: 'refresh'; done: (error: ClapperError | null) => void }
  | { kind: 'join'; member: Member; request: JoinRequest; done: Joined; fail: Fail }
  | { kind: 'read'; mayCreate: boolean; read: (doc: LiveDocument) => void; fail: Fail }
  | { kind: 'catchUp'; member: Member }
  | { kind: 'unload' };

/** Refused updates kept for the operator, per connection and document. */
const QUARANTINED_PER_MEMBER = 20;

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
  readonly #content: DocumentContent;
  #queue: Entry[] = [];
  #pumping = false;
  #idleTimer: NodeJS.Timeout | null = null;

  constructor(context: RoomContext) {
    this.#context = context;
    this.id = context.id;
    this.presence = new RoomPresence(context.id, this.members, context);
    this.#content = new DocumentContent(context, (change, schema) => this.#writeFirst(change, schema));
  }

  get isGone(): boolean {
    return this.#content.isGone;
  }

  /** Whether something is queued or on its way to the disk. */
  get isBusy(): boolean {
    return this.#pumping || this.#queue.length > 0;
  }

  // ── What others ask of it ────────────────────────────────────────────────────────────────────

  push(member: Member, push: Push, done: (outcome: Outcome) => void): void {
    this.#enqueue({ kind: 'push', member, push, receivedAt: this.#context.now(), done });
  }

  update(member: Member, update: Uint8Array, done: (outcome: Outcome) => void): void {
    this.#enqueue({ kind: 'update', member, update, receivedAt: this.#context.now(), done });
  }

  /** A device joins; it is a member from the moment `done` is called with a head. */
  join(member: Member, request: JoinRequest, done: Joined, fail: Fail): void {
    this.#enqueue({ kind: 'join', member, request, done, fail });
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
      member.sentSeq = this.#content.current?.head.headSeq ?? 0;
      joined(doc);
    };
    this.#enqueue({ kind: 'read', mayCreate: member.access.write, read, fail });
  }

  write(change: Change, user: string | null): Promise<void> {
    return this.#promised((done) => ({ kind: 'write', change, user, schema: null, done }));
  }

  /** Brings a server-written document up to date. */
  refresh(): Promise<void> {
    return this.#promised((done) => ({ kind: 'refresh', done }));
  }

  /** A reader that was behind reads again. */
  catchUp(member: Member): void {
    this.#enqueue({ kind: 'catchUp', member });
  }

  /** Whether this user may not write with this Yjs client id; else it is theirs as long as they are here. */
  reserve(member: Member, clientIds: readonly number[]): boolean {
    if (clientIds.some((id) => this.#content.leases.isForeign(id, member.user.id))) return false;
    for (const id of clientIds) this.#content.leases.reserve(id, member.user.id, member);
    return true;
  }

  release(member: Member, clientIds: Iterable<number>): void {
    for (const id of clientIds) this.#content.leases.release(id, member);
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
      this.drop(asClapperError(error).code, 'The document failed and is loaded again.');
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
      case 'refresh':
        this.#queue.shift();
        return this.#content.refresh().then(
          () => entry.done(null),
          (error: unknown) => entry.done(asClapperError(error)),
        );
      case 'join':
        this.#queue.shift();
        return this.#join(entry).catch((error: unknown) => entry.fail(asClapperError(error)));
      case 'read':
        this.#queue.shift();
        return this.#content
          .live(entry.mayCreate)
          .then(({ live }) => entry.read(live))
          .catch((error: unknown) => entry.fail(asClapperError(error)));
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
      case 'refresh':
        return entry.done(error);
      case 'join':
      case 'read':
        return entry.fail(error);
      case 'catchUp':
      case 'unload':
        return;
      default:
        entry satisfies never;
    }
  }

  // ── Writes ───────────────────────────────────────────────────────────────────────────────────

  /** A write of the server's own, before everything that waits. */
  async #writeFirst(change: Change, schema: number | null): Promise<void> {
    let failure: ClapperError | null = null;
    this.#queue.unshift({ kind: 'write', change, user: null, schema, done: (error) => (failure = error) });
    await this.#commitWrites();
    if (failure !== null) throw failure as ClapperError;
  }

  /** One commit of what stands at the front of the queue, up to the first read. */
  async #commitWrites(): Promise<void> {
    let content: Live;
    try {
      content = await this.#content.live(false);
    } catch (error) {
      const { code, message } = asClapperError(error);
      this.#context.log.warn({ error, document: this.id }, 'room_not_loaded');
      return this.drop(code, message);
    }
    let group: WriteGroup | undefined;
    let result: AppendResult | null;
    try {
      result = await this.#context.commits.commit(() => {
        if (this.#content.current !== content) return null;
        group = this.#judgeAndApply(content);
        return group.append();
      });
    } catch (error) {
      this.#context.log.error({ error, document: this.id }, 'commit_failed');
      // Somebody can make room on a full disk, and should be told so.
      const full = asClapperError(error).code === 'DISK_FULL';
      return full
        ? this.#dropGroup(group, 'DISK_FULL', 'The server’s disk is full.')
        : this.#dropGroup(group, 'UNAVAILABLE', 'The server cannot store this document right now.');
    }
    if (group === undefined || this.isGone)
      return this.#dropGroup(group, 'UNAVAILABLE', 'The document has left memory.');
    const problem = result === null ? null : problemOf(result, content.head);
    if (problem !== null) return this.#dropGroup(group, problem.code, problem.message);
    const { seqs, tips } = result?.ok === true ? result : { seqs: [], tips: [] };
    const { headSeq, headTip, schema } = content.head;
    content.head = {
      ...content.head,
      headSeq: seqs.at(-1) ?? headSeq,
      headTip: tips.at(-1) ?? headTip,
      schema: group.schema ?? schema,
    };
    if (group.broken) this.#content.discard();
    this.#tell(group, seqs, tips, content.head);
    if (this.#content.current === content)
      this.#content.snapshots.committed(group.rows, content.head, content.live);
  }

  #judgeAndApply({ head, live }: Live): WriteGroup {
    const { kind, limits, now, log } = this.#context;
    const group = new WriteGroup({
      head,
      live,
      kind,
      limits,
      now,
      leases: this.#content.leases,
      quarantine: ({ member, receivedAt }, update, code) =>
        this.#quarantine(member, update, code, receivedAt),
      broke: ({ member }, error) =>
        log.warn({ error, document: this.id, user: member.user.id }, 'update_broke_doc'),
    });
    while (group.rows.length < limits.maxRowsPerCommit && !group.broken) {
      const entry = this.#queue[0];
      if (entry?.kind !== 'push' && entry?.kind !== 'update' && entry?.kind !== 'write') break;
      this.#queue.shift();
      group.add(entry);
    }
    return group;
  }

  /** After the commit: each writer the answer, then everybody the rows. */
  #tell(group: WriteGroup, seqs: readonly number[], tips: readonly string[], head: DocumentHead): void {
    const only = group.settle(seqs, tips);
    if (seqs.length === 0) return;
    const rows = this.#committed(head, seqs[0]!, () => mergeUpdates(group.rows.map((row) => row.update)));
    for (const member of this.members) {
      // Who wrote all of it has all of it.
      if (member === only && !member.behind()) member.sentSeq = rows.to;
      else member.show(rows);
    }
  }

  /** Rows `from`…head, encoded at most once for each kind of client. */
  #committed(
    { epoch, headSeq, headTip }: DocumentHead,
    from: number,
    update: () => Uint8Array,
  ): CommittedRows {
    const merged = once(update);
    const document = this.id;
    return {
      to: headSeq,
      deviceFrame: once(() =>
        encodeMessage({ type: 'rows', document, epoch, from, to: headSeq, tip: headTip, update: merged() }),
      ),
      plainFrame: once(() => encodeUpdate(merged())),
    };
  }

  #dropGroup(group: WriteGroup | undefined, code: ErrorCode, reason: string): void {
    this.drop(code, reason);
    group?.fail(new ClapperError(code, reason));
  }

  #quarantine(member: Member, update: Uint8Array, code: ErrorCode, receivedAt: number): void {
    if (code !== 'INVALID_UPDATE' && code !== 'REFUSED') return;
    // A few tell the operator what there is to know; a flood would keep the disk from everybody's edits.
    member.quarantined += 1;
    if (member.quarantined > QUARANTINED_PER_MEMBER) return;
    const { storage, limits, log } = this.#context;
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
    const { kind, derive } = this.#context;
    const found = await this.#content.head(member.access.write);
    // What needs no bringing up to date needs no loading: 500 documents of which 3 changed load 3.
    const stays = derive === null && kind.schemaVersion <= found.schema;
    const head = stays ? found : (await this.#content.live(false)).head;
    if (request.schema > kind.schemaVersion) {
      throw new ClapperError('SERVER_TOO_OLD', 'The app is newer than the server.');
    }
    if (request.schema < head.schema) {
      throw new ClapperError('CLIENT_TOO_OLD', 'The document is newer than the app.');
    }
    const { storage, restores } = this.#context;
    const { ours, base } = await standing(request, head, { log: storage.documents, restores });
    if (!ours) throw new ClapperError('EPOCH', 'The document has another history now.');
    const seq = request.epoch === null ? 0 : request.seq;
    const missed = await missedByDevice({ ...request, seq }, this.#content.source(head));
    if (member.closed || this.isGone) return;
    if (missed === 'want') return done('want', null);
    this.members.add(member);
    member.sentSeq = head.headSeq;
    done({ ...head, base }, missed === null ? null : this.#committed(head, missed.from, () => missed.update));
  }

  async #catchUp(member: Member): Promise<void> {
    if (member.closed || member.behind()) return;
    const presence = this.presence.resync(member);
    if (presence !== null) member.presence(presence);
    const head = await this.#content.head(false);
    const missed = await missedByReader(member.sentSeq, this.#content.source(head));
    if (missed === null || member.closed || this.isGone) return;
    member.show(this.#committed(head, missed.from, () => missed.update));
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
    const { current, snapshots } = this.#content;
    if (current !== null) await snapshots.beforeUnload(current.head, current.live);
    // Somebody came while the snapshot was written: they have this very room.
    if (this.members.size > 0 || this.#queue.length > 0 || this.isGone) return;
    this.presence.stop();
    this.#becomeGone();
  }

  #becomeGone(): void {
    this.#content.end();
    if (this.#idleTimer !== null) clearTimeout(this.#idleTimer);
    this.#context.gone(this);
  }
}

/** Why a commit that ended is none of ours: then nobody is told anything of it. */
function problemOf(result: AppendResult, head: DocumentHead): ClapperError | null {
  if (!result.ok) {
    return result.code === 'NOT_FOUND'
      ? new ClapperError('NOT_FOUND', 'The document was removed.')
      : new ClapperError('UNAVAILABLE', 'The document was rebuilt.');
  }
  const [first] = result.seqs;
  if (first === undefined || first === head.headSeq + 1) return null;
  return new ClapperError('UNAVAILABLE', 'The document was written from elsewhere and is loaded again.');
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}
