import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import {
  AUTH_SUBPROTOCOL,
  decodeMessage,
  DEVICE_CHANNEL,
  encodeMessage,
  newId,
  type ErrorCode,
  type JoinAnswer,
} from '@clapper/protocol';
import { schemaOf } from '../../protocol/raw-device.ts';

/** How a server answers an edit; a number: it closed the socket. */
export type Answer = DeviceAnswer | 'open';
type DeviceAnswer = 'ack' | ErrorCode | number;

/** Our own bytes on the device's socket, answered message by message. */
export class DeviceSocket {
  readonly #socket: WebSocket;
  readonly #joins = new Map<string, (answer: JoinAnswer) => void>();
  readonly #pushes = new Map<string, (answer: DeviceAnswer) => void>();
  readonly #rights = new Map<string, (role: string | null) => void>();
  /** What it was shown, document by document. */
  readonly docs = new Map<string, Y.Doc>();
  #opened: () => void = () => undefined;
  #n = 0;

  private constructor(url: string, token: string) {
    this.#socket = new WebSocket(`${url}/sync?protocol=1&device=${newId()}`, [AUTH_SUBPROTOCOL, token]);
    this.#socket.on('message', (data: Buffer) => this.#receive(data));
    this.#socket.on('close', (code) => {
      for (const answer of this.#pushes.values()) answer(code);
    });
  }

  static async open(url: string, token: string): Promise<DeviceSocket> {
    const socket = new DeviceSocket(url, token);
    await new Promise<void>((resolve, reject) => {
      socket.#opened = resolve;
      socket.#socket.on('error', reject);
      socket.#socket.on('close', (code) => reject(new Error(`closed with ${code}`)));
    });
    return socket;
  }

  #receive(data: Uint8Array): void {
    const d = decoding.createDecoder(new Uint8Array(data));
    if (decoding.readVarUint(d) !== DEVICE_CHANNEL) return;
    const message = decodeMessage(d);
    switch (message.type) {
      case 'hello':
        return this.#opened();
      case 'joined':
        for (const answer of message.documents) this.#joins.get(answer.document)?.(answer);
        return;
      case 'rows':
        return Y.applyUpdate(this.docOf(message.document), message.update, 'server');
      case 'ack':
        return this.#pushes.get(`${message.document} ${message.n}`)?.('ack');
      case 'nack':
        return this.#pushes.get(`${message.document} ${message.n}`)?.(message.code);
      case 'access':
        return this.#rights.get(message.document)?.(message.access.role);
      case 'leave':
        // What was not answered will not be.
        for (const [push, answer] of this.#pushes) {
          if (push.startsWith(`${message.document} `)) answer(message.code ?? 'UNAVAILABLE');
        }
        return this.#rights.get(message.document)?.(null);
      default:
        return;
    }
  }

  docOf(document: string): Y.Doc {
    let doc = this.docs.get(document);
    if (doc === undefined) this.docs.set(document, (doc = new Y.Doc()));
    return doc;
  }

  join(document: string): Promise<JoinAnswer> {
    this.docOf(document);
    const have = { epoch: null, seq: 0, tip: null, clientIds: [], stateVector: null };
    const answered = new Promise<JoinAnswer>((resolve) => this.#joins.set(document, resolve));
    const documents = [{ document, ...have, schema: schemaOf(document) }];
    this.#socket.send(encodeMessage({ type: 'join', documents }));
    return answered;
  }

  push(document: string, epoch: string, clientId: number, update: Uint8Array): Promise<DeviceAnswer> {
    const n = ++this.#n;
    const answered = new Promise<DeviceAnswer>((resolve) => this.#pushes.set(`${document} ${n}`, resolve));
    const schema = schemaOf(document);
    this.#socket.send(encodeMessage({ type: 'push', document, epoch, n, clientId, schema, update }));
    return answered;
  }

  /** The next word about this person's rights in a document: the role, or null when they may not read it any more. */
  rightsIn(document: string): Promise<string | null> {
    return new Promise((resolve) => this.#rights.set(document, resolve));
  }

  close(): void {
    this.#socket.terminate();
  }
}

const SYNC = 0;
const STEP_1 = 0;
const STEP_2 = 1;
const UPDATE = 2;

/** The state vector of who has nothing. */
export const NOTHING = Uint8Array.of(0);

/** The bytes of a y-websocket client. */
export class PlainSocket {
  readonly #socket: WebSocket;
  #states: ((state: Uint8Array | number) => void)[] = [];
  #closed: number | null = null;

  constructor(url: string, token: string, document: string) {
    this.#socket = new WebSocket(`${url}/sync/${document}`, [AUTH_SUBPROTOCOL, token]);
    this.#socket.on('message', (data: Buffer) => {
      const d = decoding.createDecoder(new Uint8Array(data));
      if (decoding.readVarUint(d) !== SYNC || decoding.readVarUint(d) !== STEP_2) return;
      this.#states.shift()?.(decoding.readVarUint8Array(d));
    });
    this.#socket.on('close', (code) => {
      this.#closed = code;
      for (const tell of this.#states.splice(0)) tell(code);
    });
    this.#socket.on('error', () => undefined);
  }

  get isOpen(): boolean {
    return this.#closed === null;
  }

  update(update: Uint8Array): void {
    this.#send(UPDATE, update);
  }

  /**
   * What the server has on disk beyond a state vector once everything before was answered; a number when it closed
   * instead.
   */
  state(vector: Uint8Array = NOTHING): Promise<Uint8Array | number> {
    if (this.#closed !== null) return Promise.resolve(this.#closed);
    const told = new Promise<Uint8Array | number>((resolve) => this.#states.push(resolve));
    this.#send(STEP_1, vector);
    return told;
  }

  #send(step: number, bytes: Uint8Array): void {
    const e = encoding.createEncoder();
    encoding.writeVarUint(e, SYNC);
    encoding.writeVarUint(e, step);
    encoding.writeVarUint8Array(e, bytes);
    const frame = encoding.toUint8Array(e);
    // Said as early as a socket takes it, also by those who will not be let in.
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(frame);
    else this.#socket.once('open', () => this.#socket.send(frame));
  }

  close(): void {
    this.#socket.terminate();
  }
}
