import * as decoding from 'lib0/decoding';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { kindOf } from '@clapper/documents';
import {
  AUTH_SUBPROTOCOL,
  decodeMessage,
  DEVICE_CHANNEL,
  encodeMessage,
  newId,
  type JoinAnswer,
  type JoinRequest,
  type Message,
  type MessageType,
} from '@clapper/protocol';
import { until } from '../harness/wait.ts';

type Of<T extends MessageType> = Extract<Message, { type: T }>;

/** A raw socket that speaks the device's wire, byte by byte: what a hostile or a broken device could also do. */
export class RawDevice {
  readonly id: string;
  readonly socket: WebSocket;
  /** Everything the server said on the device's channel, in order. */
  readonly messages: Message[] = [];
  /** Everything else it said. */
  readonly others: Uint8Array[] = [];
  closed: { code: number; reason: string } | null = null;
  #taken = new Set<Message | JoinAnswer>();
  static readonly #open = new Set<RawDevice>();

  constructor(url: string, token: string, { id = newId(), query = '' } = {}) {
    this.id = id;
    this.socket = new WebSocket(`${url}/sync?protocol=1&device=${id}${query}`, [AUTH_SUBPROTOCOL, token]);
    this.#listen();
    RawDevice.#open.add(this);
  }

  /** Ends what a test left open: the next one starts without visitors. */
  static closeAll(): void {
    for (const device of RawDevice.#open) device.close();
    RawDevice.#open.clear();
  }

  #listen(): void {
    this.socket.binaryType = 'arraybuffer';
    this.socket.on('message', (data: ArrayBuffer) => {
      const frame = new Uint8Array(data);
      const d = decoding.createDecoder(frame);
      if (decoding.readVarUint(d) === DEVICE_CHANNEL) this.messages.push(decodeMessage(d));
      else this.others.push(frame);
    });
    this.socket.on('close', (code, reason) => (this.closed = { code, reason: String(reason) }));
    this.socket.on('error', () => undefined);
  }

  static async open(url: string, token: string, options: { id?: string } = {}): Promise<RawDevice> {
    const device = new RawDevice(url, token, options);
    await device.next('hello');
    return device;
  }

  send(message: Message): void {
    this.socket.send(encodeMessage(message));
  }

  /** The first message of a type that was not taken yet. */
  async next<T extends MessageType>(type: T, fits: (message: Of<T>) => boolean = () => true): Promise<Of<T>> {
    const found = await until(
      () => {
        if (this.closed !== null && !this.messages.some((m) => m.type === type))
          throw new Error(`closed with ${this.closed.code}`);
        return this.messages.find((m) => m.type === type && !this.#taken.has(m) && fits(m as Of<T>));
      },
      { what: `${type}, after ${this.messages.map((m) => m.type).join(' ')}` },
    );
    this.#taken.add(found);
    return found as Of<T>;
  }

  /** What was said of a type and not taken. */
  rest<T extends MessageType>(type: T): Of<T>[] {
    return this.messages.filter((m) => m.type === type && !this.#taken.has(m)) as Of<T>[];
  }

  async join(document: string, have: Partial<JoinRequest> = {}): Promise<JoinAnswer> {
    this.send({
      type: 'join',
      documents: [
        {
          document,
          epoch: null,
          seq: 0,
          tip: null,
          clientIds: [],
          schema: schemaOf(document),
          stateVector: null,
          ...have,
        },
      ],
    });
    // One frame may answer several joins that a test waits for.
    const answer = await until(
      () =>
        this.messages
          .flatMap((m) => (m.type === 'joined' ? m.documents : []))
          .find((one) => one.document === document && !this.#taken.has(one)),
      { what: `the answer to JOIN ${document}, after ${this.messages.map((m) => m.type).join(' ')}` },
    );
    this.#taken.add(answer);
    return answer;
  }

  async whenClosed(): Promise<{ code: number; reason: string }> {
    return until(() => this.closed, { what: 'the socket to close' });
  }

  close(): void {
    this.socket.terminate();
  }
}

/** What a device of this version says. */
export function schemaOf(document: string): number {
  return kindOf(document)?.kind.schemaVersion ?? 0;
}

/** A document on a raw device: its doc, its pushes, its seq. */
export class RawDocument {
  readonly device: RawDevice;
  readonly document: string;
  readonly doc = new Y.Doc();
  epoch = '';
  seq = 0;
  tip: string | null = null;
  #n = 0;
  #read = 0;

  constructor(device: RawDevice, document: string) {
    // What Yjs tidies by itself after remote formatting is the server's to decide and log. A replica that
    // deletes marks for itself alone shows other words bold once somebody types between them.
    this.doc.on('afterTransaction', (transaction: Y.Transaction) => {
      transaction._needFormattingCleanup = false;
    });
    this.device = device;
    this.document = document;
  }

  static async join(device: RawDevice, document: string): Promise<RawDocument> {
    const joined = new RawDocument(device, document);
    const answer = await device.join(document, { clientIds: [joined.doc.clientID] });
    if (answer.result !== 'joined') throw new Error(`not joined: ${JSON.stringify(answer)}`);
    joined.epoch = answer.epoch;
    if (answer.headSeq > 0) await until(() => joined.read().seq >= answer.headSeq, { what: 'the catch-up' });
    return joined;
  }

  /** Takes in what has come since: rows of others, answers to own pushes. */
  read(): this {
    const { messages } = this.device;
    for (; this.#read < messages.length; this.#read++) {
      const message = messages[this.#read]!;
      if (message.type === 'ack' && message.document === this.document && message.seq === this.seq + 1) {
        this.seq = message.seq;
        this.tip = message.tip;
      }
      if (message.type !== 'rows' || message.document !== this.document) continue;
      Y.applyUpdate(this.doc, message.update, 'server');
      if (message.from === 0 || (message.from <= this.seq + 1 && this.seq + 1 <= message.to)) {
        this.seq = message.to;
        this.tip = message.tip;
      }
    }
    return this;
  }

  /** After a test has taken the messages out: the next to read is the next to come. */
  rewind(): void {
    this.#read = 0;
  }

  /** The update one change makes. */
  change(change: (doc: Y.Doc) => void): Uint8Array {
    const updates: Uint8Array[] = [];
    const collect = (update: Uint8Array): void => void updates.push(update);
    this.doc.on('update', collect);
    this.doc.transact(() => change(this.doc), 'test');
    this.doc.off('update', collect);
    return updates.length === 1 ? updates[0]! : Y.mergeUpdates(updates);
  }

  push(update: Uint8Array, more: Partial<Of<'push'>> = {}): number {
    const n = more.n ?? ++this.#n;
    this.device.send({
      type: 'push',
      document: this.document,
      epoch: this.epoch,
      n,
      clientId: this.doc.clientID,
      schema: schemaOf(this.document),
      update,
      ...more,
    });
    return n;
  }

  /** Pushes one change and waits for the answer. */
  async write(change: (doc: Y.Doc) => void): Promise<Of<'ack'> | Of<'nack'>> {
    return this.answer(this.push(this.change(change)));
  }

  async answer(n: number): Promise<Of<'ack'> | Of<'nack'>> {
    const found = await until(
      () =>
        this.device.messages.findLast(
          (m): m is Of<'ack'> | Of<'nack'> =>
            (m.type === 'ack' || m.type === 'nack') && m.document === this.document && m.n === n,
        ),
      { what: `the answer to push ${n}` },
    );
    this.read();
    return found;
  }

  text(name = 'text'): string {
    return this.read().doc.getText(name).toJSON();
  }

  type(text: string, name = 'text'): Promise<Of<'ack'> | Of<'nack'>> {
    return this.write((doc) => doc.getText(name).insert(doc.getText(name).length, text));
  }
}
