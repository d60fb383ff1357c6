import * as decoding from 'lib0/decoding';
import { kindOf } from '@clapper/documents';
import {
  asClapperError,
  ClapperError,
  decodeMessage,
  DEVICE_CHANNEL,
  encodeMessage,
  ERRORS,
  PROTOCOL_VERSION,
  type DocumentAccess,
  type ErrorCode,
  type JoinAnswer,
  type JoinRequest,
  type Message,
} from '@clapper/protocol';
import type { Authority } from '../auth/principal.ts';
import type { Logger } from '../log.ts';
import type { DocumentHead } from '../storage/storage.ts';
import type { Connection, OpenConnection } from './connection.ts';
import { decodePlainFrame, EMPTY_STEP_2 } from './frames.ts';
import type { SyncLimits } from './limits.ts';
import { DeviceMember } from './device-member.ts';
import { JoinQueue } from './join-queue.ts';
import type { Outcome } from './member.ts';
import type { Rights } from './rights.ts';
import type { Room } from './room.ts';
import type { Rooms } from './rooms.ts';
import type { SharedFrame } from './shared-frame.ts';

export interface DeviceConnectionOptions {
  connection: Connection;
  device: string;
  rooms: Rooms;
  rights: Rights;
  authority: Authority;
  limits: SyncLimits;
  log: Logger;
  now(): number;
}

/** The device's one socket (`GET /sync`): all documents of a browser (SPEC parts W, J, DU). */
export class DeviceConnection implements OpenConnection {
  readonly connection: Connection;
  readonly quarantined = new Map<string, number>();
  readonly #options: DeviceConnectionOptions;
  readonly #documents = new Map<string, DeviceMember>();
  readonly #joins: JoinQueue;

  constructor(options: DeviceConnectionOptions) {
    this.#options = options;
    this.connection = options.connection;
    this.#joins = new JoinQueue({
      connection: options.connection,
      most: options.limits.maxDocumentsPerSocket * 2,
      join: (request) => this.#join(request),
      refused: (document, error) => this.#refused(document, error),
    });
    this.connection.onCaughtUp = () => {
      for (const member of this.#documents.values()) member.room?.catchUp(member);
    };
    this.connection.onClose = () => {
      this.#joins.clear();
      for (const member of this.#documents.values()) member.end();
      this.#documents.clear();
    };
  }

  start(): void {
    const { limits, now } = this.#options;
    this.connection.start(
      (frame) => this.#receive(frame),
      (error) => this.#fail(error),
    );
    this.send({
      type: 'hello',
      protocol: PROTOCOL_VERSION,
      limits: {
        maxFrameBytes: limits.maxFrameBytes,
        maxUpdateBytes: limits.maxUpdateBytes,
        maxDocuments: limits.maxDocumentsPerSocket,
      },
      serverTime: now(),
      expiresAt: this.connection.principal.expiresAt,
    });
  }

  // ── Receiving ────────────────────────────────────────────────────────────────────────────────

  #receive(frame: Uint8Array): void {
    const d = decoding.createDecoder(frame);
    const channel = decoding.readVarUint(d);
    if (channel !== DEVICE_CHANNEL) return this.#receiveControl(frame);
    const message = decodeMessage(d);
    switch (message.type) {
      case 'join':
        return this.#joins.add(message.documents);
      case 'push':
        return this.#push(message);
      case 'presence':
        return this.#presence(message);
      case 'leave':
        return this.#left(message.document);
      case 'renew':
        void this.#renew(message.token);
        return;
      case 'hello':
      case 'joined':
      case 'rows':
      case 'ack':
      case 'nack':
      case 'access':
      case 'renewed':
      case 'goingAway':
        throw new ClapperError('INVALID_MESSAGE', `${message.type} is the server's to say.`);
      default:
        message satisfies never;
    }
  }

  /** The provider's empty control document. Its step 1 is answered: that alone resets the provider's back-off. */
  #receiveControl(frame: Uint8Array): void {
    if (decodePlainFrame(frame).type === 'step1') this.#write(EMPTY_STEP_2);
  }

  #fail(error: unknown): void {
    const known = asClapperError(error);
    if (known.code === 'INTERNAL') this.#options.log.error({ error }, 'frame_failed');
    // Bytes that lib0 cannot read are a bad message too.
    this.connection.close(isClapper(error) ? known.code : 'INVALID_MESSAGE');
  }

  // ── Joining ──────────────────────────────────────────────────────────────────────────────────

  async #join(request: JoinRequest): Promise<void> {
    const { rooms, rights, limits, device } = this.#options;
    const id = request.document;
    const before = this.#documents.get(id);
    const found = kindOf(id);
    if (found === null) throw notFound();
    if (before === undefined && this.#documents.size >= limits.maxDocumentsPerSocket) {
      throw new ClapperError(
        'TOO_LARGE',
        `A socket carries at most ${limits.maxDocumentsPerSocket} documents.`,
      );
    }
    const user = { id: this.connection.principal.user, name: this.connection.principal.name };
    const member = new DeviceMember(this, id, found.kind, found.address, user, device);
    const room = before?.room ?? before?.seenIn ?? null;
    if (before !== undefined && room !== null) {
      member.seenIn = room;
      room.presence.handOver(before, member, request.clientIds);
    }
    this.#drop(id);
    // In the map before its rights are looked up: a change of rights meanwhile finds it.
    this.#documents.set(id, member);
    member.access = await rights.access(found.kind, found.address, this.connection.principal);
    // Security: who may not read learns nothing, not even whether it exists.
    if (!member.access.read) throw notFound();
    if (member.closed) return;
    await new Promise<void>((resolve, reject) => {
      const room = rooms.get(id);
      if (!room.reserve(member, request.clientIds)) {
        return reject(new ClapperError('CLIENT_ID_REUSED', 'A Yjs client id belongs to somebody else.'));
      }
      member.attach(room, request.clientIds);
      member.settle = resolve;
      const done: Parameters<Room['join']>[2] = (joined, rows) => {
        resolve();
        if (joined === 'want') {
          this.#drop(id);
          return this.#joins.answer({ result: 'want', document: id, want: 'stateVector' });
        }
        member.joined = true;
        this.#joins.answer(answerOf(joined, member.access));
        if (rows !== null) this.share(rows.deviceFrame());
        const presence = room.presence.snapshot(member);
        if (presence !== null) this.share(presence);
      };
      room.join(member, request, done, reject);
    });
  }

  #refused(document: string, error: unknown): void {
    const { code, retryAfterMs } = asClapperError(error);
    if (!isClapper(error)) this.#options.log.error({ error, document }, 'join_failed');
    this.#drop(document);
    const wait = retryAfterMs ?? (ERRORS[code].retry ? this.#options.limits.retryAfterMs : 0);
    this.#joins.answer({ result: 'refused', document, code, retryAfterMs: wait });
  }

  #left(document: string): void {
    this.#joins.forget(document);
    this.#drop(document);
  }

  #drop(document: string): void {
    const member = this.#documents.get(document);
    if (member === undefined) return;
    this.#documents.delete(document);
    member.end();
  }

  /** The room says so: gone, not stored, or not to be read any more. */
  leave(member: DeviceMember, code: ErrorCode, reason: string, retryAfterMs: number): void {
    if (this.#documents.get(member.document) === member) this.#documents.delete(member.document);
    this.send({ type: 'leave', document: member.document, code, reason, retryAfterMs });
  }

  // ── Writing and presence ─────────────────────────────────────────────────────────────────────

  #push(message: Extract<Message, { type: 'push' }>): void {
    const { document, n } = message;
    const member = this.#documents.get(document);
    if (member === undefined || member.room === null || !member.joined) {
      // Says nothing about whether there is such a document.
      return this.send({ type: 'nack', document, n, code: 'UNAVAILABLE', paths: [], retry: true });
    }
    const bytes = message.update.byteLength;
    this.connection.queued(bytes);
    member.room.push(member, message, (outcome) => {
      this.connection.settled(bytes);
      if (!member.closed) this.send(answerTo(message, outcome));
    });
  }

  #presence({ document, entries }: Extract<Message, { type: 'presence' }>): void {
    const member = this.#documents.get(document);
    if (member?.joined !== true) return;
    for (const { clientId, state } of entries) {
      // Others' ids are dropped in silence.
      if (member.clientIds.has(clientId)) member.room?.presence.put(member, clientId, state);
    }
  }

  // ── Session and rights ───────────────────────────────────────────────────────────────────────

  async #renew(token: string): Promise<void> {
    try {
      const principal = await this.#options.authority.authenticate(token);
      if (!this.connection.isOpen) return;
      if (principal.user !== this.connection.principal.user)
        return this.connection.close('UNAUTHENTICATED', 'another user');
      this.connection.setPrincipal(principal);
      this.send({ type: 'renewed', expiresAt: principal.expiresAt });
    } catch (error) {
      const { code } = asClapperError(error);
      // An outage does not end a session that is still good; its expiry would.
      if (code === 'UNAVAILABLE') this.#options.log.warn({ error }, 'renewal_failed');
      else this.connection.close(code);
    }
  }

  async rightsChanged(project: string): Promise<void> {
    for (const member of this.#inProject(project)) {
      const access = await this.#options.rights.access(
        member.kind,
        member.address,
        this.connection.principal,
      );
      if (member.closed) continue;
      const before = member.access;
      // Also of what waits in the room's queue: what is judged from now on is judged by this.
      member.access = access;
      if (access.read) {
        const same =
          before.write === access.write && before.role === access.role && before.read === access.read;
        if (!same) this.send({ type: 'access', document: member.document, access });
      } else {
        this.#drop(member.document);
        this.leave(member, 'NOT_FOUND', 'The document may no longer be read.', 0);
      }
    }
  }

  projectRemoved(project: string): void {
    for (const member of this.#inProject(project)) {
      this.#drop(member.document);
      this.leave(member, 'NOT_FOUND', 'The project was removed.', 0);
    }
  }

  #inProject(project: string): DeviceMember[] {
    return [...this.#documents.values()].filter(
      ({ address }) => address.scope === 'project' && address.project === project,
    );
  }

  renamed(name: string): void {
    for (const member of this.#documents.values()) {
      member.user.name = name;
      member.room?.presence.refresh(member);
    }
  }

  goingAway(retryAfterMs: number, spreadMs: number): void {
    this.send({ type: 'goingAway', retryAfterMs, spreadMs });
  }

  // ── Sending ──────────────────────────────────────────────────────────────────────────────────

  send(message: Message): void {
    this.#write(encodeMessage(message));
  }

  #write(frame: Uint8Array): void {
    this.#joins.flush();
    this.connection.send(frame);
  }

  /** What many get: encoded once for everybody. */
  share(frame: SharedFrame): void {
    this.#joins.flush();
    this.connection.share(frame);
  }
}

function answerOf(
  { id, epoch, base, firstSeq, headSeq, headTip, schema }: DocumentHead,
  access: DocumentAccess,
): JoinAnswer {
  return { result: 'joined', document: id, epoch, base, firstSeq, headSeq, headTip, access, schema };
}

function answerTo({ document, n }: { document: string; n: number }, outcome: Outcome): Message {
  const { verdict, seq, tip } = outcome;
  if (verdict.do !== 'refuse') return { type: 'ack', document, n, seq, tip };
  const { code, paths = [] } = verdict;
  return { type: 'nack', document, n, code, paths: [...paths], retry: ERRORS[code].retry };
}

function isClapper(error: unknown): error is ClapperError {
  return error instanceof ClapperError;
}

function notFound(): ClapperError {
  return new ClapperError('NOT_FOUND', 'There is no such document.');
}
