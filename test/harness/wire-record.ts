import * as decoding from 'lib0/decoding';
import WebSocket from 'ws';
import { DEVICE_CHANNEL, decodeMessage, type Message } from '@clapper/protocol';

/**
 * What a device was promised over its sockets, read off the wire: its pushes that were acknowledged, and
 * what it was shown. From then on both must survive whatever happens.
 */
export class WireRecord {
  #pushed = new Map<string, Uint8Array>();
  #promised = new Map<string, Uint8Array[]>();
  #answered = new Set<string>();
  #acknowledged = 0;

  /** How many acknowledgements arrived, repeated ones included. */
  get acknowledged(): number {
    return this.#acknowledged;
  }

  /** How many pushes were acknowledged. */
  get answered(): number {
    return this.#answered.size;
  }

  /** The updates of a document that the server answers for. */
  promised(document: string): Uint8Array[] {
    return this.#promised.get(document) ?? [];
  }

  socketClass(): typeof globalThis.WebSocket {
    const sent = (frame: Uint8Array): void => {
      const message = messageIn(frame);
      if (message?.type === 'push') this.#pushed.set(`${message.document} ${message.n}`, message.update);
    };
    const received = (frame: Uint8Array): void => {
      const message = messageIn(frame);
      if (message?.type === 'rows') this.#promise(message.document, message.update);
      if (message?.type !== 'ack') return;
      this.#acknowledged++;
      const push = `${message.document} ${message.n}`;
      this.#answered.add(push);
      const update = this.#pushed.get(push);
      if (update !== undefined) this.#promise(message.document, update);
    };
    class RecordedSocket extends WebSocket {
      constructor(address: string, protocols?: string[]) {
        super(address, protocols);
        // Before the device hears of it: what it was told counts even if it dies of it.
        this.on('message', (data) => received(new Uint8Array(data as ArrayBuffer)));
      }
      override send(data: never, ...rest: never[]): void {
        sent(data);
        super.send(data, ...(rest as []));
      }
    }
    return RecordedSocket as unknown as typeof globalThis.WebSocket;
  }

  #promise(document: string, update: Uint8Array): void {
    const known = this.#promised.get(document);
    if (known === undefined) this.#promised.set(document, [update]);
    else known.push(update);
  }
}

function messageIn(frame: Uint8Array): Message | null {
  const decoder = decoding.createDecoder(frame);
  return decoding.readVarUint(decoder) === DEVICE_CHANNEL ? decodeMessage(decoder) : null;
}
