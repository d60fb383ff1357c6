import * as decoding from 'lib0/decoding';
import WebSocket from 'ws';
import { DEVICE_CHANNEL, decodeMessage, type Message } from '@clapper/protocol';

/** Lets a test decide when a device hears of other people's edits; everything else passes at once. */
export class RowGate {
  #held: { rows: number; deliver: () => void }[] = [];
  #open = true;
  #acknowledged = 0;

  /** How many pushes of this device the server has acknowledged. */
  get acknowledged(): number {
    return this.#acknowledged;
  }

  /** From now on rows wait. */
  hold(): void {
    this.#open = false;
  }

  /** Lets the oldest held frame through; gives how many rows it holds, 0 when none waits. */
  releaseOne(): number {
    const frame = this.#held.shift();
    frame?.deliver();
    return frame?.rows ?? 0;
  }

  /** Everything that waits, and all that comes. */
  open(): void {
    this.#open = true;
    while (this.releaseOne() > 0);
  }

  /** A WebSocket class whose `onmessage` passes through this gate. */
  socketClass(): typeof globalThis.WebSocket {
    const hear = (event: WebSocket.MessageEvent, listener: (event: WebSocket.MessageEvent) => void) => {
      const message = messageIn(event.data);
      if (message?.type === 'ack') this.#acknowledged++;
      const rows = message?.type === 'rows' ? message.to - message.from + 1 : 0;
      if (this.#open || rows === 0) listener(event);
      else this.#held.push({ rows, deliver: () => listener(event) });
    };
    class GatedSocket extends WebSocket {}
    const { get, set } = Object.getOwnPropertyDescriptor(WebSocket.prototype, 'onmessage')!;
    Object.defineProperty(GatedSocket.prototype, 'onmessage', {
      get,
      set(listener: ((event: WebSocket.MessageEvent) => void) | null) {
        set!.call(this, listener === null ? null : (event: WebSocket.MessageEvent) => hear(event, listener));
      },
    });
    return GatedSocket as unknown as typeof globalThis.WebSocket;
  }
}

function messageIn(data: WebSocket.Data): Message | null {
  const decoder = decoding.createDecoder(new Uint8Array(data as ArrayBuffer));
  return decoding.readVarUint(decoder) === DEVICE_CHANNEL ? decodeMessage(decoder) : null;
}
