import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { digest } from 'lib0/hash/sha256';
import * as Y from 'yjs';
import {
  decodeMessage,
  DEVICE_CHANNEL,
  encodeMessage,
  MAX_CATCH_UP_ROWS,
  type DocumentAccess,
  type ErrorCode,
  type JoinRequest,
  type Message,
  type PresenceUser,
} from '@clapper/protocol';
import { MemoryNet, type ServerSocket } from './sockets.ts';

type Push = Extract<Message, { type: 'push' }>;

interface Row {
  seq: number;
  tip: string;
  update: Uint8Array;
}

export interface ServedDocument {
  epoch: string;
  base: { epoch: string; seq: number; tip: string } | null;
  schema: number;
  access: DocumentAccess;
  doc: Y.Doc;
  /** Somebody else's copy. */
  writer: Y.Doc;
  rows: Row[];
  lastN: Map<number, number>;
}

const KEEP_ALIVE = Uint8Array.of(1, 1, 0);

/**
 * A peer that speaks the wire, for tests of the device: logs rows, answers in order, and can be told
 * to be slow, to refuse or to lose an answer. It knows no rights and no rules beyond the script.
 */
export class ScriptedServer {
  readonly net = new MemoryNet((socket) => this.#accept(socket));
  readonly documents = new Map<string, ServedDocument>();
  /** Everything devices said, decoded. */
  readonly said: Message[] = [];
  /** Decides about a push before anything else; null: take it. */
  judge: (push: Push) => { code: ErrorCode; retry: boolean } | null = () => null;
  /** Refuses joins of a document. */
  refuseJoin: (document: string) => { code: ErrorCode; retryAfterMs: number } | null = () => null;
  /** Joins wait here, while it is a list, until they are called. */
  waitingJoins: (() => void)[] | null = null;
  /** True: pushes are committed and nobody hears of it. */
  loseAnswers = false;
  user: PresenceUser = { id: 'someone', name: 'Someone' };
  /** Closes sockets at the door. */
  closeAtOpen: { code: number; reason: string } | null = null;
  expiresInMs = 3_600_000;
  timeOffsetMs = 0;
  #connections = new Set<Connection>();

  document(id: string): ServedDocument {
    let served = this.documents.get(id);
    if (served === undefined) {
      const access: DocumentAccess = { read: true, write: true, role: 'editor' };
      served = {
        epoch: 'epoch-1',
        base: null,
        schema: 0,
        access,
        doc: new Y.Doc(),
        writer: new Y.Doc(),
        rows: [],
        lastN: new Map(),
      };
      this.documents.set(id, served);
    }
    return served;
  }

  /** Somebody else's edit. */
  write(id: string, change: (doc: Y.Doc) => void): void {
    const { doc, writer } = this.document(id);
    Y.applyUpdate(writer, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(writer)));
    const before = Y.encodeStateVector(writer);
    writer.transact(() => change(writer), 'other');
    this.#commit(id, Y.encodeStateAsUpdate(writer, before), null);
  }

  /** Another history of the same document, as after a restore. */
  replace(id: string, epoch: string, change: (doc: Y.Doc) => void): void {
    this.documents.delete(id);
    this.document(id).epoch = epoch;
    this.write(id, change);
  }

  setAccess(id: string, access: DocumentAccess): void {
    this.document(id).access = access;
    for (const connection of this.#connections) {
      if (connection.joined.has(id)) connection.send({ type: 'access', document: id, access });
    }
  }

  broadcast(message: Message): void {
    for (const connection of this.#connections) connection.send(message);
  }

  get connections(): number {
    return this.#connections.size;
  }

  sockets(): ServerSocket[] {
    return [...this.#connections].map(({ socket }) => socket);
  }

  /** Ends every connection from this side. */
  closeAll(code: number, reason = ''): void {
    for (const { socket } of [...this.#connections]) socket.close(code, reason);
  }

  keepAlive(): void {
    this.sendRaw(KEEP_ALIVE);
  }

  sendRaw(bytes: Uint8Array): void {
    for (const { socket } of this.#connections) socket.send(bytes);
  }

  #accept(socket: ServerSocket): void {
    if (this.closeAtOpen !== null) return socket.close(this.closeAtOpen.code, this.closeAtOpen.reason);
    const connection = new Connection(socket);
    this.#connections.add(connection);
    socket.onclose = () => {
      this.#connections.delete(connection);
      for (const [id, clientIds] of connection.joined) this.#presenceGone(connection, id, clientIds);
    };
    socket.onmessage = (bytes) => {
      const d = decoding.createDecoder(bytes);
      const channel = decoding.readVarUint(d);
      // The provider's step 1: an empty step 2 resets its back-off.
      if (channel === 0) return socket.send(Uint8Array.of(0, 1, 2, 0, 0));
      // Its farewell when it disconnects by itself.
      if (channel === 1) return;
      if (channel !== DEVICE_CHANNEL) throw new Error(`an unexpected frame on channel ${channel}`);
      const message = decodeMessage(d);
      this.said.push(message);
      this.#receive(connection, message);
    };
    const now = Date.now() + this.timeOffsetMs;
    const limits = { maxFrameBytes: 4 << 20, maxUpdateBytes: 1 << 20, maxDocuments: 2_000 };
    connection.send({
      type: 'hello',
      protocol: 1,
      limits,
      serverTime: now,
      expiresAt: now + this.expiresInMs,
    });
  }

  #receive(connection: Connection, message: Message): void {
    switch (message.type) {
      case 'join': {
        const join = () => this.#join(connection, message.documents);
        if (this.waitingJoins === null) join();
        else this.waitingJoins.push(join);
        break;
      }
      case 'push':
        this.#push(connection, message);
        break;
      case 'presence':
        for (const other of this.#connections) {
          if (other === connection || !other.joined.has(message.document)) continue;
          other.send({
            ...message,
            entries: message.entries.map((entry) => ({ ...entry, user: this.user })),
          });
        }
        break;
      case 'leave':
        connection.joined.delete(message.document);
        break;
      case 'renew':
        connection.send({ type: 'renewed', expiresAt: Date.now() + this.timeOffsetMs + this.expiresInMs });
        break;
      default:
        throw new Error(`a device does not say ${message.type}`);
    }
  }

  #join(connection: Connection, requests: JoinRequest[]): void {
    const after: Message[] = [];
    const documents = requests.map((request) => {
      const { document } = request;
      const refusal = this.refuseJoin(document);
      if (refusal !== null) return { result: 'refused' as const, document, ...refusal };
      const served = this.document(document);
      const { epoch, base, rows, access, schema, doc } = served;
      const headSeq = rows.length;
      const headTip = rows.at(-1)?.tip ?? '';
      const { stateVector } = request;
      const seq = request.epoch === null ? 0 : request.seq;
      const named = request.epoch === epoch || (request.epoch === base?.epoch && seq <= base.seq);
      if (seq > 0 && (!named || rows[seq - 1]?.tip !== request.tip)) {
        return { result: 'refused' as const, document, code: 'EPOCH' as const, retryAfterMs: 0 };
      }
      if (stateVector === null && seq > 0 && headSeq - seq > MAX_CATCH_UP_ROWS) {
        return { result: 'want' as const, document, want: 'stateVector' as const };
      }
      connection.joined.set(document, request.clientIds);
      for (const id of connection.blocked) if (id.startsWith(`${document} `)) connection.blocked.delete(id);
      if (stateVector !== null) {
        const update = Y.encodeStateAsUpdate(doc, stateVector);
        after.push({ type: 'rows', document, epoch, from: 0, to: headSeq, tip: headTip, update });
      } else if (seq < headSeq) {
        const update =
          seq === 0 ? Y.encodeStateAsUpdate(doc) : Y.mergeUpdates(rows.slice(seq).map((row) => row.update));
        after.push({ type: 'rows', document, epoch, from: seq + 1, to: headSeq, tip: headTip, update });
      }
      return {
        result: 'joined' as const,
        document,
        epoch,
        base,
        firstSeq: 1,
        headSeq,
        headTip,
        access,
        schema,
      };
    });
    connection.send({ type: 'joined', documents });
    for (const message of after) connection.send(message);
  }

  #push(connection: Connection, push: Push): void {
    const { document, n } = push;
    const served = this.document(document);
    const repeated = n <= (served.lastN.get(push.clientId) ?? 0);
    const id = `${document} ${push.clientId}`;
    const refusal =
      this.judge(push) ?? (repeated ? null : this.#check(served, push, connection.blocked.has(id)));
    if (refusal !== null) {
      // Until it joins again: what came after a refused push may not stand alone.
      connection.blocked.add(id);
      connection.send({ type: 'nack', document, n, paths: [], ...refusal });
      return;
    }
    served.lastN.set(push.clientId, Math.max(n, served.lastN.get(push.clientId) ?? 0));
    const row = repeated ? null : this.#commit(document, push.update, connection);
    if (!this.loseAnswers)
      connection.send({ type: 'ack', document, n, seq: row?.seq ?? null, tip: row?.tip ?? null });
  }

  #check(served: ServedDocument, push: Push, blocked: boolean): { code: ErrorCode; retry: boolean } | null {
    if (push.epoch !== served.epoch) return { code: 'EPOCH', retry: false };
    if (blocked) return { code: 'GAP', retry: true };
    if (!served.access.write) return { code: 'FORBIDDEN', retry: false };
    const { from } = Y.parseUpdateMeta(push.update);
    const clock = Y.decodeStateVector(Y.encodeStateVector(served.doc)).get(push.clientId) ?? 0;
    for (const [client, start] of from) {
      if (client !== push.clientId) return { code: 'INVALID_UPDATE', retry: false };
      if (start < clock) return { code: 'CLIENT_ID_REUSED', retry: false };
      if (start > clock) return { code: 'GAP', retry: true };
    }
    const copy = new Y.Doc();
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(served.doc));
    Y.applyUpdate(copy, push.update);
    const hangs = copy.store.pendingStructs !== null || copy.store.pendingDs !== null;
    copy.destroy();
    return hangs ? { code: 'GAP', retry: true } : null;
  }

  #commit(id: string, update: Uint8Array, by: Connection | null): Row {
    const { doc, rows, epoch } = this.document(id);
    Y.applyUpdate(doc, update);
    const seq = rows.length + 1;
    const tip = chain(rows.at(-1)?.tip ?? '', update);
    const row = { seq, tip, update };
    rows.push(row);
    for (const connection of this.#connections) {
      if (connection === by || !connection.joined.has(id)) continue;
      connection.send({ type: 'rows', document: id, epoch, from: seq, to: seq, tip, update });
    }
    return row;
  }

  #presenceGone(gone: Connection, document: string, clientIds: readonly number[]): void {
    const entries = clientIds.map((clientId) => ({ clientId, state: null, user: null }));
    for (const connection of this.#connections) {
      if (connection !== gone && connection.joined.has(document))
        connection.send({ type: 'presence', document, entries });
    }
  }
}

class Connection {
  readonly socket: ServerSocket;
  readonly joined = new Map<string, number[]>();
  readonly blocked = new Set<string>();

  constructor(socket: ServerSocket) {
    this.socket = socket;
  }

  send(message: Message): void {
    this.socket.send(encodeMessage(message));
  }
}

function chain(tip: string, update: Uint8Array): string {
  const e = encoding.createEncoder();
  encoding.writeVarString(e, tip);
  encoding.writeUint8Array(e, update);
  return [...digest(encoding.toUint8Array(e))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
