import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { isRole, type Role } from '@clapper/access';
import { ClapperError, isErrorCode, type ErrorCode } from './errors.ts';
import { MAX_CLIENT_IDS, MAX_DOCUMENTS_PER_SOCKET } from './limits.ts';

/**
 * The device's wire: every message is one y-websocket frame whose type number is `DEVICE_CHANNEL`.
 * Encoding and decoding are pure and total: bytes that are no message throw `INVALID_MESSAGE`.
 * SPEC.md part W fixes the bytes.
 */
export const DEVICE_CHANNEL = 100;

/** What a peer may do in one document. */
export interface DocumentAccess {
  read: boolean;
  write: boolean;
  role: Role | null;
  /** Of somebody who came through a link. The server's alone: it is not on the wire. */
  guest?: GuestRights;
}

/** What a link allows besides its role. */
export interface GuestRights {
  approves: boolean;
}

export interface WireLimits {
  maxFrameBytes: number;
  maxUpdateBytes: number;
  maxDocuments: number;
}

export interface JoinRequest {
  document: string;
  /** The history the device has; null when it has nothing. */
  epoch: string | null;
  /** The last seq the device holds (0: nothing) and the chain hash there. */
  seq: number;
  tip: string | null;
  /** Yjs client ids this device will write with: reserved for its user. */
  clientIds: number[];
  /** Schema version the device writes; 0 for kinds without a schema. */
  schema: number;
  /** Sent when the server asked for it (`want: 'stateVector'`). */
  stateVector: Uint8Array | null;
}

export type JoinAnswer =
  | {
      result: 'joined';
      document: string;
      epoch: string;
      /** What a new epoch was made from, or null for the first. */
      base: { epoch: string; seq: number; tip: string } | null;
      firstSeq: number;
      headSeq: number;
      headTip: string;
      access: DocumentAccess;
      schema: number;
    }
  | { result: 'refused'; document: string; code: ErrorCode; retryAfterMs: number }
  | { result: 'want'; document: string; want: 'stateVector' };

export interface PresenceUser {
  id: string;
  name: string;
}

export interface PresenceEntry {
  clientId: number;
  /** JSON text of the state without its user; null: gone. */
  state: string | null;
  /** Stamped by the server from the token; null in what a device sends. */
  user: PresenceUser | null;
}

export type Message =
  | {
      type: 'hello';
      protocol: number;
      limits: WireLimits;
      serverTime: number;
      expiresAt: number;
    }
  | { type: 'join'; documents: JoinRequest[] }
  | { type: 'joined'; documents: JoinAnswer[] }
  /** Rows `from`…`to` of a document, merged; `tip` is the chain hash at `to`. */
  | {
      type: 'rows';
      document: string;
      epoch: string;
      from: number;
      to: number;
      tip: string;
      update: Uint8Array;
    }
  | {
      type: 'push';
      document: string;
      epoch: string;
      n: number;
      clientId: number;
      schema: number;
      update: Uint8Array;
    }
  /** `seq` and `tip` are null when the update changed nothing and no row was written. */
  | { type: 'ack'; document: string; n: number; seq: number | null; tip: string | null }
  | { type: 'nack'; document: string; n: number; code: ErrorCode; paths: string[]; retry: boolean }
  | { type: 'access'; document: string; access: DocumentAccess }
  | { type: 'presence'; document: string; entries: PresenceEntry[] }
  /** From the server: this document is unavailable or gone. From the device: it has closed it. */
  | { type: 'leave'; document: string; code: ErrorCode | null; reason: string; retryAfterMs: number }
  | { type: 'renew'; token: string }
  | { type: 'renewed'; expiresAt: number }
  | { type: 'goingAway'; retryAfterMs: number; spreadMs: number };

export type MessageType = Message['type'];

/** Numbers on the wire; append only. */
const NUMBERS = {
  hello: 0,
  join: 1,
  joined: 2,
  rows: 3,
  push: 4,
  ack: 5,
  nack: 6,
  access: 7,
  presence: 8,
  leave: 9,
  renew: 10,
  renewed: 11,
  goingAway: 12,
} as const satisfies Record<MessageType, number>;

const TYPES = new Map<number, MessageType>(
  Object.entries(NUMBERS).map(([type, number]) => [number, type as MessageType]),
);

const RESULTS = ['joined', 'refused', 'want'] as const;

/** A whole frame, channel number included. */
export function encodeMessage(message: Message): Uint8Array {
  const e = encoding.createEncoder();
  encoding.writeVarUint(e, DEVICE_CHANNEL);
  encoding.writeVarUint(e, NUMBERS[message.type]);
  switch (message.type) {
    case 'hello':
      encoding.writeVarUint(e, message.protocol);
      encoding.writeVarUint(e, message.limits.maxFrameBytes);
      encoding.writeVarUint(e, message.limits.maxUpdateBytes);
      encoding.writeVarUint(e, message.limits.maxDocuments);
      encoding.writeVarUint(e, message.serverTime);
      encoding.writeVarUint(e, message.expiresAt);
      break;
    case 'join':
      writeList(e, message.documents, writeJoinRequest);
      break;
    case 'joined':
      writeList(e, message.documents, writeJoinAnswer);
      break;
    case 'rows':
      encoding.writeVarString(e, message.document);
      encoding.writeVarString(e, message.epoch);
      encoding.writeVarUint(e, message.from);
      encoding.writeVarUint(e, message.to);
      encoding.writeVarString(e, message.tip);
      encoding.writeVarUint8Array(e, message.update);
      break;
    case 'push':
      encoding.writeVarString(e, message.document);
      encoding.writeVarString(e, message.epoch);
      encoding.writeVarUint(e, message.n);
      encoding.writeVarUint(e, message.clientId);
      encoding.writeVarUint(e, message.schema);
      encoding.writeVarUint8Array(e, message.update);
      break;
    case 'ack':
      encoding.writeVarString(e, message.document);
      encoding.writeVarUint(e, message.n);
      writeNullable(e, message.seq, encoding.writeVarUint);
      writeNullable(e, message.tip, encoding.writeVarString);
      break;
    case 'nack':
      encoding.writeVarString(e, message.document);
      encoding.writeVarUint(e, message.n);
      encoding.writeVarString(e, message.code);
      writeList(e, message.paths, encoding.writeVarString);
      writeBoolean(e, message.retry);
      break;
    case 'access':
      encoding.writeVarString(e, message.document);
      writeAccess(e, message.access);
      break;
    case 'presence':
      encoding.writeVarString(e, message.document);
      writeList(e, message.entries, writePresenceEntry);
      break;
    case 'leave':
      encoding.writeVarString(e, message.document);
      writeNullable(e, message.code, encoding.writeVarString);
      encoding.writeVarString(e, message.reason);
      encoding.writeVarUint(e, message.retryAfterMs);
      break;
    case 'renew':
      encoding.writeVarString(e, message.token);
      break;
    case 'renewed':
      encoding.writeVarUint(e, message.expiresAt);
      break;
    case 'goingAway':
      encoding.writeVarUint(e, message.retryAfterMs);
      encoding.writeVarUint(e, message.spreadMs);
      break;
    default:
      message satisfies never;
  }
  return encoding.toUint8Array(e);
}

/** One presence entry, encoded once for everybody who is to hear of it. */
export function encodePresenceEntry(entry: PresenceEntry): Uint8Array {
  const e = encoding.createEncoder();
  writePresenceEntry(e, entry);
  return encoding.toUint8Array(e);
}

/** The frame of a `presence` message, from entries that are encoded already. */
export function encodePresence(document: string, entries: readonly Uint8Array[]): Uint8Array {
  const e = encoding.createEncoder();
  encoding.writeVarUint(e, DEVICE_CHANNEL);
  encoding.writeVarUint(e, NUMBERS.presence);
  encoding.writeVarString(e, document);
  writeList(e, entries, encoding.writeUint8Array);
  return encoding.toUint8Array(e);
}

/**
 * Reads one message from a decoder that stands just behind the channel number. Byte arrays are
 * copied: they outlive the frame.
 * @throws ClapperError INVALID_MESSAGE
 */
export function decodeMessage(d: decoding.Decoder): Message {
  try {
    const type = TYPES.get(decoding.readVarUint(d));
    if (type === undefined) throw invalid('unknown message type');
    const message = readBody(d, type);
    if (decoding.hasContent(d)) throw invalid('bytes behind the end of the message');
    return message;
  } catch (cause) {
    if (cause instanceof ClapperError) throw cause;
    throw new ClapperError('INVALID_MESSAGE', 'The frame is no message.', { cause });
  }
}

function readBody(d: decoding.Decoder, type: MessageType): Message {
  switch (type) {
    case 'hello':
      return {
        type,
        protocol: decoding.readVarUint(d),
        limits: {
          maxFrameBytes: decoding.readVarUint(d),
          maxUpdateBytes: decoding.readVarUint(d),
          maxDocuments: decoding.readVarUint(d),
        },
        serverTime: decoding.readVarUint(d),
        expiresAt: decoding.readVarUint(d),
      };
    case 'join':
      return { type, documents: readList(d, MAX_DOCUMENTS_PER_SOCKET, readJoinRequest) };
    case 'joined':
      return { type, documents: readList(d, MAX_DOCUMENTS_PER_SOCKET, readJoinAnswer) };
    case 'rows':
      return {
        type,
        document: decoding.readVarString(d),
        epoch: decoding.readVarString(d),
        from: decoding.readVarUint(d),
        to: decoding.readVarUint(d),
        tip: decoding.readVarString(d),
        update: readBytes(d),
      };
    case 'push':
      return {
        type,
        document: decoding.readVarString(d),
        epoch: decoding.readVarString(d),
        n: decoding.readVarUint(d),
        clientId: readClientId(d),
        schema: decoding.readVarUint(d),
        update: readBytes(d),
      };
    case 'ack':
      return {
        type,
        document: decoding.readVarString(d),
        n: decoding.readVarUint(d),
        seq: readNullable(d, decoding.readVarUint),
        tip: readNullable(d, decoding.readVarString),
      };
    case 'nack':
      return {
        type,
        document: decoding.readVarString(d),
        n: decoding.readVarUint(d),
        code: readCode(d),
        paths: readList(d, 1_000, decoding.readVarString),
        retry: readBoolean(d),
      };
    case 'access':
      return { type, document: decoding.readVarString(d), access: readAccess(d) };
    case 'presence':
      return { type, document: decoding.readVarString(d), entries: readList(d, 10_000, readPresenceEntry) };
    case 'leave':
      return {
        type,
        document: decoding.readVarString(d),
        code: readNullable(d, readCode),
        reason: decoding.readVarString(d),
        retryAfterMs: decoding.readVarUint(d),
      };
    case 'renew':
      return { type, token: decoding.readVarString(d) };
    case 'renewed':
      return { type, expiresAt: decoding.readVarUint(d) };
    case 'goingAway':
      return { type, retryAfterMs: decoding.readVarUint(d), spreadMs: decoding.readVarUint(d) };
    default:
      return type satisfies never;
  }
}

function writeJoinRequest(e: encoding.Encoder, join: JoinRequest): void {
  encoding.writeVarString(e, join.document);
  writeNullable(e, join.epoch, encoding.writeVarString);
  encoding.writeVarUint(e, join.seq);
  writeNullable(e, join.tip, encoding.writeVarString);
  writeList(e, join.clientIds, encoding.writeVarUint);
  encoding.writeVarUint(e, join.schema);
  writeNullable(e, join.stateVector, encoding.writeVarUint8Array);
}

function readJoinRequest(d: decoding.Decoder): JoinRequest {
  return {
    document: decoding.readVarString(d),
    epoch: readNullable(d, decoding.readVarString),
    seq: decoding.readVarUint(d),
    tip: readNullable(d, decoding.readVarString),
    clientIds: readList(d, MAX_CLIENT_IDS, readClientId),
    schema: decoding.readVarUint(d),
    stateVector: readNullable(d, readBytes),
  };
}

function writeJoinAnswer(e: encoding.Encoder, answer: JoinAnswer): void {
  encoding.writeVarUint(e, RESULTS.indexOf(answer.result));
  encoding.writeVarString(e, answer.document);
  switch (answer.result) {
    case 'joined':
      encoding.writeVarString(e, answer.epoch);
      writeNullable(e, answer.base, (to, base) => {
        encoding.writeVarString(to, base.epoch);
        encoding.writeVarUint(to, base.seq);
        encoding.writeVarString(to, base.tip);
      });
      encoding.writeVarUint(e, answer.firstSeq);
      encoding.writeVarUint(e, answer.headSeq);
      encoding.writeVarString(e, answer.headTip);
      writeAccess(e, answer.access);
      encoding.writeVarUint(e, answer.schema);
      break;
    case 'refused':
      encoding.writeVarString(e, answer.code);
      encoding.writeVarUint(e, answer.retryAfterMs);
      break;
    case 'want':
      break;
    default:
      answer satisfies never;
  }
}

function readJoinAnswer(d: decoding.Decoder): JoinAnswer {
  const result = RESULTS[decoding.readVarUint(d)];
  const document = decoding.readVarString(d);
  switch (result) {
    case 'joined':
      return {
        result,
        document,
        epoch: decoding.readVarString(d),
        base: readNullable(d, (from) => ({
          epoch: decoding.readVarString(from),
          seq: decoding.readVarUint(from),
          tip: decoding.readVarString(from),
        })),
        firstSeq: decoding.readVarUint(d),
        headSeq: decoding.readVarUint(d),
        headTip: decoding.readVarString(d),
        access: readAccess(d),
        schema: decoding.readVarUint(d),
      };
    case 'refused':
      return { result, document, code: readCode(d), retryAfterMs: decoding.readVarUint(d) };
    case 'want':
      return { result, document, want: 'stateVector' };
    case undefined:
      throw invalid('unknown join result');
    default:
      return result satisfies never;
  }
}

function writePresenceEntry(e: encoding.Encoder, entry: PresenceEntry): void {
  encoding.writeVarUint(e, entry.clientId);
  writeNullable(e, entry.state, encoding.writeVarString);
  writeNullable(e, entry.user, (to, user) => {
    encoding.writeVarString(to, user.id);
    encoding.writeVarString(to, user.name);
  });
}

function readPresenceEntry(d: decoding.Decoder): PresenceEntry {
  return {
    clientId: readClientId(d),
    state: readNullable(d, decoding.readVarString),
    user: readNullable(d, (from) => ({
      id: decoding.readVarString(from),
      name: decoding.readVarString(from),
    })),
  };
}

function writeAccess(e: encoding.Encoder, access: DocumentAccess): void {
  writeBoolean(e, access.read);
  writeBoolean(e, access.write);
  writeNullable(e, access.role, encoding.writeVarString);
}

function readAccess(d: decoding.Decoder): DocumentAccess {
  const read = readBoolean(d);
  const write = readBoolean(d);
  const role = readNullable(d, decoding.readVarString);
  if (role !== null && !isRole(role)) throw invalid('unknown role');
  return { read, write, role };
}

function readCode(d: decoding.Decoder): ErrorCode {
  const code = decoding.readVarString(d);
  // A newer server may know codes that we do not: treat them as its fault, not as a broken frame.
  return isErrorCode(code) ? code : 'INTERNAL';
}

/** Yjs client ids are uint32. */
function readClientId(d: decoding.Decoder): number {
  const id = decoding.readVarUint(d);
  if (id > 0xffffffff) throw invalid('client id out of range');
  return id;
}

function readBytes(d: decoding.Decoder): Uint8Array {
  return decoding.readVarUint8Array(d).slice();
}

function writeBoolean(e: encoding.Encoder, value: boolean): void {
  encoding.writeVarUint(e, value ? 1 : 0);
}

function readBoolean(d: decoding.Decoder): boolean {
  const value = decoding.readVarUint(d);
  if (value > 1) throw invalid('not a boolean');
  return value === 1;
}

function writeNullable<T>(
  e: encoding.Encoder,
  value: T | null,
  write: (e: encoding.Encoder, value: T) => void,
): void {
  writeBoolean(e, value !== null);
  if (value !== null) write(e, value);
}

function readNullable<T>(d: decoding.Decoder, read: (d: decoding.Decoder) => T): T | null {
  return readBoolean(d) ? read(d) : null;
}

function writeList<T>(
  e: encoding.Encoder,
  values: readonly T[],
  write: (e: encoding.Encoder, value: T) => void,
): void {
  encoding.writeVarUint(e, values.length);
  for (const value of values) write(e, value);
}

function readList<T>(d: decoding.Decoder, max: number, read: (d: decoding.Decoder) => T): T[] {
  const length = decoding.readVarUint(d);
  if (length > max) throw invalid(`a list of ${length}, at most ${max} are allowed`);
  const values: T[] = [];
  for (let i = 0; i < length; i++) values.push(read(d));
  return values;
}

function invalid(why: string): ClapperError {
  return new ClapperError('INVALID_MESSAGE', `The frame is no message: ${why}.`);
}
