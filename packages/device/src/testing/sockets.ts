import type { Held } from './browser.ts';

/** One end of an in-memory WebSocket pair, as the server sees it. */
export interface ServerSocket {
  readonly url: string;
  readonly protocols: readonly string[];
  readonly open: boolean;
  onmessage: (bytes: Uint8Array) => void;
  onclose: () => void;
  send(bytes: Uint8Array): void;
  close(code: number, reason?: string): void;
}

/** The net between browsers and a server: it can be cut, and freeze without a word. */
export class MemoryNet {
  /** False: sockets cannot be opened. */
  up = true;
  /** True: frames vanish in both directions, nothing is closed. */
  frozen = false;
  /** Every frame a client sent, as it arrived. */
  readonly received: Uint8Array[] = [];
  readonly accept: (socket: ServerSocket) => void;
  readonly cuts = new Set<(code: number) => void>();

  constructor(accept: (socket: ServerSocket) => void) {
    this.accept = accept;
  }

  /** Drops every connection, as a router does. */
  cut(): void {
    for (const cut of [...this.cuts]) cut(1006);
  }

  /** A WebSocket class on this net; `online` is the browser's own plug. */
  socketClass(online: () => boolean = () => true, held: Held = () => false): typeof WebSocket {
    return socketClass(this, online, held);
  }
}

function socketClass(net: MemoryNet, online: () => boolean, held: Held): typeof WebSocket {
  class MemorySocket {
    static readonly CONNECTING = 0;
    static readonly OPEN = 1;
    static readonly CLOSING = 2;
    static readonly CLOSED = 3;
    readonly OPEN = 1;
    binaryType = 'blob';
    readyState = 0;
    onopen: (() => void) | null = null;
    onmessage: ((event: { data: ArrayBuffer }) => void) | null = null;
    onclose: ((event: { code: number; reason: string }) => void) | null = null;
    onerror: ((event: unknown) => void) | null = null;
    #peer: (ServerSocket & { open: boolean }) | null = null;
    #cut = (code: number) => this.#finish(code, '');

    constructor(url: string, protocols: string[] = []) {
      setTimeout(() => {
        if (this.readyState !== 0) return;
        if (!net.up || !online()) {
          this.onerror?.({ type: 'error' });
          this.#finish(1006, '');
          return;
        }
        this.#connect(url, protocols);
      }, 0);
    }

    #connect(url: string, protocols: string[]): void {
      const peer = {
        url,
        protocols,
        open: true,
        onmessage: () => undefined,
        onclose: () => undefined,
        send: (bytes: Uint8Array) => {
          const copy = bytes.slice();
          const arrive = () => {
            if (this.readyState === 1 && !net.frozen && online()) this.onmessage?.({ data: copy.buffer });
          };
          queueMicrotask(() => held(arrive) || arrive());
        },
        close: (code: number, reason = '') => queueMicrotask(() => this.#finish(code, reason)),
      };
      this.#peer = peer;
      this.readyState = 1;
      net.cuts.add(this.#cut);
      net.accept(peer);
      this.onopen?.();
    }

    send(bytes: Uint8Array): void {
      const peer = this.#peer;
      if (this.readyState !== 1 || peer === null) return;
      const copy = bytes.slice();
      const arrive = () => {
        if (!peer.open || net.frozen || !online()) return;
        net.received.push(copy);
        peer.onmessage(copy);
      };
      queueMicrotask(() => held(arrive) || arrive());
    }

    close(code = 1000): void {
      queueMicrotask(() => this.#finish(code, ''));
    }

    #finish(code: number, reason: string): void {
      if (this.readyState === 3) return;
      this.readyState = 3;
      net.cuts.delete(this.#cut);
      if (this.#peer !== null) {
        this.#peer.open = false;
        this.#peer.onclose();
      }
      this.onclose?.({ code, reason });
    }
  }
  return MemorySocket as unknown as typeof WebSocket;
}
