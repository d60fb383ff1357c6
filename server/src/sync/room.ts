import { mayCreate } from '@clapper/documents';
import { asClapperError, ClapperError, type ErrorCode, type JoinRequest } from '@clapper/protocol';
import type { Restores } from '../journal/journal.ts';
import type { DocumentHead } from '../storage/storage.ts';
import { Audience, committedRows, type PlainAnswer } from './audience.ts';
import { DocumentContent, type Change } from './document-content.ts';
import { standing } from './epochs.ts';
import { encodeStep2, type ReceivedEntry } from './frames.ts';
import type { Push } from './judge.ts';
import type { LiveDocument } from './live-document.ts';
import type { CommittedRows, Member, Outcome } from './member.ts';
import { RoomPresence } from './presence.ts';
import { commitWrites, type Commit, type CommitContext } from './room-commit.ts';
import { sharedFrame } from './shared-frame.ts';
import { SMALL_BYTES } from './stored-document.ts';
import type { Write, Written } from './write-group.ts';

/** What a room is given: the outside, narrowed to what one document needs. */
export interface RoomContext extends Omit<CommitContext, 'loaded'> {
  readonly restores: Restores;
  /** Told of everything that people wrote, after everybody in the document was shown it. */
  readonly written: ((document: string, writes: readonly Written[]) => void) | null;
  /** A doc has entered memory. */
  loaded(room: Room): void;
  /** Called once, synchronously, when this room will never answer again. */
  gone(room: Room): void;
}

type Done = (error: ClapperError | null) => void;
type Fail = (error: ClapperError) => void;
/** A joined member's head and what it lacks; `want`: its state vector is needed first. */
type Joined = (joined: DocumentHead | 'want', rows: CommittedRows | null) => void;

type Entry =
  | Write
  | { kind: 'refresh'; done: Done }
  | { kind: 'join'; member: Member; request: JoinRequest; done: Joined; fail: Fail }
  | { kind: 'read'; mayCreate: boolean; read: (doc: LiveDocument) => void; fail: Fail }
  | { kind: 'unload' };

/**
 * The live copy of one document. Everything that concerns it stands in one queue; writes are judged
 * and applied only when their commit begins, and reads wait for it: between apply and commit nothing
 * leaves the room.
 */
export class Room {
  readonly id: string;
  readonly presence: RoomPresence;
  readonly #context: RoomContext;
  readonly #commit: CommitContext;
  readonly #content: DocumentContent;
  readonly #audience: Audience;
  #queue: Entry[] = [];
  #pumping = false;
  /** So many writes at the front of the queue are judged each in a commit of its own. */
  #alone = 0;
  /** Joins and answers that are being made from the storage while the queue goes on. */
  #serving = 0;
  #usedAt: number;
  #idleTimer: NodeJS.Timeout | null = null;

  constructor(context: RoomContext) {
    this.#context = context;
    this.#commit = { ...context, loaded: () => context.loaded(this) };
    this.id = context.id;
    this.#usedAt = context.now();
    this.#content = new DocumentContent(this.#commit, (change, schema) => this.#writeFirst(change, schema));
    const { committed } = this.#content;
    this.#audience = new Audience({
      ...context,
      committed,
      head: () => (this.isGone ? null : this.#content.knownHead),
    });
    this.presence = new RoomPresence(context.id, this.#audience.members, context);
  }

  get isGone(): boolean {
    return this.#content.isGone;
  }

  /** Whether something is queued or on its way to the disk. */
  get isBusy(): boolean {
    return this.#pumping || this.#queue.length > 0 || this.#serving > 0;
  }

  /** Of encoded content in memory; a doc takes a multiple of it. */
  get bytes(): number {
    return this.#content.bytes;
  }

  /** When somebody last wrote in it or asked for it. */
  get usedAt(): number {
    return this.#usedAt;
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
  read(read: (doc: LiveDocument) => void, fail: Fail, mayCreate = false): void {
    this.#enqueue({ kind: 'read', mayCreate, read, fail });
  }

  /** A plain client becomes a member with the read that shows it the document's state vector. */
  joinPlain(member: Member, joined: (doc: LiveDocument) => void, fail: Fail): void {
    const read = (doc: LiveDocument): void => {
      const head = this.#content.knownHead;
      if (member.closed || head === null) return;
      this.#audience.enter(member, head, null);
      joined(doc);
    };
    this.read(read, fail, mayCreate(this.#context.kind, member.access));
  }

  /** What a plain client with this state vector lacks of committed state. */
  answer(stateVector: Uint8Array): Promise<PlainAnswer> {
    return new Promise((resolve, reject) => {
      this.read((doc) => {
        const head = this.#content.knownHead;
        if (head !== null && doc.bytes > SMALL_BYTES) {
          return resolve(this.#served(this.#audience.answer(stateVector, head)));
        }
        try {
          resolve([sharedFrame(encodeStep2(doc.encode(stateVector)))]);
        } catch (cause) {
          reject(new ClapperError('INVALID_MESSAGE', 'The bytes are no state vector.', { cause }));
        }
      }, reject);
    });
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
    if (member.closed || this.isGone || member.behind()) return;
    const presence = this.presence.resync(member);
    if (presence !== null) member.presence(presence);
    void this.#served(this.#audience.catchUp(member));
  }

  /** Whether this user may not write with this Yjs client id; else it is theirs as long as they are here. */
  reserve(member: Member, clientIds: readonly number[]): boolean {
    if (clientIds.some((id) => this.#content.leases.isForeign(id, member.user.id))) return false;
    for (const id of clientIds) this.#content.leases.reserve(id, member.user.id, member);
    return true;
  }

  /** What a plain client says of itself. It writes with the id that it speaks for: reserved from then on, as those of a join. */
  announce(member: Member, own: number | null, entries: readonly ReceivedEntry[]): number | null {
    return this.presence.putAwareness(member, own, entries, (id) => this.reserve(member, [id]));
  }

  release(member: Member, clientIds: Iterable<number>): void {
    for (const id of clientIds) this.#content.leases.release(id, member);
  }

  remove(member: Member): void {
    member.closed = true;
    this.#audience.members.delete(member);
    this.presence.removeMember(member);
    this.#considerUnload();
  }

  /** Gives its memory back until somebody writes again. False while it is in use. */
  rest(): boolean {
    if (this.isBusy) return false;
    this.#content.rest();
    return true;
  }

  /** Everybody out: the outcome of a commit is unknown, or the document is gone. What is not stored comes again. */
  drop(code: ErrorCode, reason: string): void {
    if (this.isGone) return;
    const { limits } = this.#context;
    const { members } = this.#audience;
    this.#becomeGone();
    for (const member of [...members]) {
      member.closed = true;
      member.leave(code, reason, limits.retryAfterMs);
    }
    members.clear();
    this.presence.stop();
    const error = new ClapperError(code, reason, { retryAfterMs: limits.retryAfterMs });
    for (const entry of this.#queue.splice(0)) this.#fail(entry, error);
  }

  // ── The queue ────────────────────────────────────────────────────────────────────────────────

  #promised(entry: (done: Done) => Entry): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#enqueue(entry((error) => (error === null ? resolve() : reject(error))));
    });
  }

  #enqueue(entry: Entry): void {
    if (this.isGone) {
      this.#fail(entry, new ClapperError('UNAVAILABLE', 'The document has just left memory.'));
      return;
    }
    this.#usedAt = this.#context.now();
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
    const most = this.#alone > 0 ? 1 : Infinity;
    const commit = await commitWrites(this.#commit, this.#content, () => this.#nextWrite(), most);
    this.#alone = Math.max(0, this.#alone - 1);
    if (commit.ok === 'again') return this.#judgeAlone(commit.writes);
    if (commit.ok) return this.#committed(commit);
    this.drop(commit.code, commit.reason);
    commit.group?.fail(new ClapperError(commit.code, commit.reason));
  }

  /** One of them ruined the doc, and nobody knows which: whoever does so alone is found out. */
  #judgeAlone(writes: readonly Write[]): void {
    this.#content.discard();
    this.#queue.unshift(...writes);
    this.#alone = writes.length;
  }

  #nextWrite(): Write | null {
    const entry = this.#queue[0];
    if (entry?.kind !== 'push' && entry?.kind !== 'update' && entry?.kind !== 'write') return null;
    this.#queue.shift();
    return entry;
  }

  /** It is on disk: each writer gets the answer, then everybody the rows. */
  #committed({ group, content, seqs, tips }: Extract<Commit, { ok: true }>): void {
    const { epoch, headSeq, headTip, schema } = content.head;
    const [from = headSeq + 1] = seqs;
    const to = seqs.at(-1) ?? headSeq;
    const tip = tips.at(-1) ?? headTip;
    content.head = { ...content.head, headSeq: to, headTip: tip, schema: group.schema ?? schema };
    if (group.broken) this.#content.discard();
    const only = group.settle(seqs, tips);
    if (seqs.length > 0) {
      const rows = committedRows(this.id, { epoch, from, to, tip }, () => group.merged());
      this.#context.commits.shown(this.#audience.tell(rows, only));
      this.#content.committed.grew(group.rows.reduce((sum, row) => sum + row.update.byteLength, 0));
      this.#context.written?.(this.id, group.written(seqs));
    }
    if (this.#content.current === content)
      this.#content.snapshots.committed(group.rows, content.head, content.live);
  }

  // ── Reads ────────────────────────────────────────────────────────────────────────────────────

  /** Whether it may join is decided in its turn; what it lacks is gathered while the queue goes on. */
  async #join({ member, request, done, fail }: Extract<Entry, { kind: 'join' }>): Promise<void> {
    if (member.closed) return;
    const { kind, derive } = this.#context;
    const found = await this.#content.head(mayCreate(kind, member.access));
    // What needs no bringing up to date needs no loading: 500 documents of which 3 changed load 3.
    const stays = derive === null && kind.schemaVersion <= found.schema;
    const head = stays ? found : (await this.#content.live(false)).head;
    await this.#expectOwn(member, request.clientIds);
    if (request.schema > kind.schemaVersion) {
      throw new ClapperError('SERVER_TOO_OLD', 'The app is newer than the server.');
    }
    if (request.schema < head.schema) {
      throw new ClapperError('CLIENT_TOO_OLD', 'The document is newer than the app.');
    }
    const admitted = this.#admit(member, request, head, done);
    this.#served(admitted).catch((error: unknown) => fail(asClapperError(error)));
  }

  /** What was reserved for it before anybody had asked to whom it is leased. */
  async #expectOwn({ user }: Member, clientIds: readonly number[]): Promise<void> {
    if (clientIds.length === 0 || this.#content.current !== null) return;
    const leases = await this.#context.storage.documents.leases(this.id, clientIds);
    if (leases.some((lease) => lease.user !== user.id))
      throw new ClapperError('CLIENT_ID_REUSED', 'A Yjs client id belongs to somebody else.');
  }

  async #admit(member: Member, request: JoinRequest, head: DocumentHead, done: Joined): Promise<void> {
    const { storage, restores } = this.#context;
    const { ours, base } = await standing(request, head, { log: storage.documents, restores });
    if (!ours) throw new ClapperError('EPOCH', 'The document has another history now.');
    const seq = request.epoch === null ? 0 : request.seq;
    const missed = await this.#audience.missedBy({ ...request, seq }, head);
    // It may have asked for other documents too, and not have read those yet.
    while (missed !== null && member.behind() && !member.closed) await member.caughtUp();
    if (member.closed) return;
    if (this.isGone) throw new ClapperError('UNAVAILABLE', 'The document has just left memory.');
    if (missed === 'want') return done('want', null);
    done({ ...head, base }, this.#audience.enter(member, head, missed));
    await this.#audience.catchUp(member);
  }

  async #served<T>(work: Promise<T>): Promise<T> {
    this.#serving += 1;
    try {
      return await work;
    } finally {
      this.#serving -= 1;
      this.#considerUnload();
    }
  }

  // ── Leaving memory ───────────────────────────────────────────────────────────────────────────

  #considerUnload(): void {
    const idle = this.#audience.members.size === 0 && !this.isBusy && !this.isGone;
    if (!idle) {
      if (this.#idleTimer !== null) clearTimeout(this.#idleTimer);
      this.#idleTimer = null;
      return;
    }
    if (this.#idleTimer !== null) return;
    this.#idleTimer = setTimeout(() => {
      this.#idleTimer = null;
      if (this.#audience.members.size === 0 && !this.isBusy) this.#enqueue({ kind: 'unload' });
    }, this.#context.limits.roomIdleMs);
    this.#idleTimer.unref();
  }

  async #unload(): Promise<void> {
    const { current, snapshots } = this.#content;
    if (current !== null) await snapshots.beforeUnload(current.head, current.live);
    // Somebody came while the snapshot was written: they have this very room.
    if (this.#audience.members.size > 0 || this.#queue.length > 0 || this.#serving > 0 || this.isGone) return;
    this.presence.stop();
    this.#becomeGone();
  }

  #becomeGone(): void {
    this.#content.end();
    if (this.#idleTimer !== null) clearTimeout(this.#idleTimer);
    this.#context.gone(this);
  }
}
