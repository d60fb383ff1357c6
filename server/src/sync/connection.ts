import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { ERRORS, type ErrorCode } from '@clapper/protocol';
import type { Principal } from '../auth/principal.ts';
import type { Logger } from '../log.ts';
import { KEEP_ALIVE } from './frames.ts';
import type { SyncLimits } from './limits.ts';
import type { SharedFrame } from './shared-frame.ts';

/** What both kinds of connection offer to the rest of the server. */
export interface OpenConnection {
  readonly connection: Connection;
  /** Somebody's role in a project has changed: looks again. */
  rightsChanged(project: string): Promise<void>;
  projectRemoved(project: string): void;
  renamed(name: string): void;
  goingAway(retryAfterMs: number, spreadMs: number): void;
}

export interface ConnectionOptions {
  socket: WebSocket;
  /** What the socket writes to. */
  stream: Duplex;
  principal: Principal;
  address: string;
  limits: SyncLimits;
  log: Logger;
  now(): number;
}

/** A close frame that the peer does not answer: a peer that does not read would hold the socket for 30 s. */
const CLOSE_GRACE_MS = 2_000;

/** What a write costs in memory besides its bytes: ten thousand of one letter each are no small thing. */
const WRITE_COST_BYTES = 256;

/** How often frames are counted: short enough that a socket which is not read for the rest of it is not missed. */
const FRAME_WINDOW_MS = 100;

/** Timers hold at most 2³¹ ms. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/**
 * One authenticated socket: what may be sent on it now, when it is read, when it ends. It knows nothing
 * of documents.
 */
export class Connection {
  readonly address: string;
  principal: Principal;
  /** Called when a reader that was behind has read everything. */
  onCaughtUp: () => void = () => undefined;
  onClose: () => void = () => undefined;
  readonly #socket: WebSocket;
  readonly #options: ConnectionOptions;
  #queuedBytes = 0;
  #windowFrames = 0;
  #window: NodeJS.Timeout | null = null;
  #stale: NodeJS.Timeout | null = null;
  #waiting: (() => void)[] = [];
  #expiry: NodeJS.Timeout | null = null;
  #closing = false;
  #gone = false;
  #paused = true;
  #started = false;
  #seenAt: number;

  /** Frames it has sent. */
  received = 0;

  /** The socket must be paused: nothing is read before `start`. */
  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.#socket = options.socket;
    this.address = options.address;
    this.principal = options.principal;
    this.#seenAt = options.now();
    this.#socket.once('close', () => this.#closed());
  }

  /** `receive` may throw: a ClapperError closes this one connection, and nothing else is harmed. */
  start(receive: (frame: Uint8Array) => void, failed: (error: unknown) => void): void {
    this.#socket.on('message', (data: Buffer, isBinary: boolean) => {
      if (this.#closing) return;
      this.#seenAt = this.#options.now();
      this.received += 1;
      this.#count();
      try {
        if (!isBinary) return this.close('INVALID_MESSAGE', 'text frame');
        if (data.byteLength > this.#options.limits.maxFrameBytes) return this.close('TOO_LARGE', 'frame');
        receive(ownBytes(data));
      } catch (error) {
        failed(error);
      }
    });
    this.#socket.on('pong', () => (this.#seenAt = this.#options.now()));
    this.setPrincipal(this.principal);
    this.#started = true;
    this.#regulate();
  }

  get isOpen(): boolean {
    return !this.#closing && this.#socket.readyState === this.#socket.OPEN;
  }

  /** Answers and control frames: always sent, since what calls for them is not read while the peer is behind. */
  send(frame: Uint8Array): void {
    if (!this.isOpen) return;
    this.#socket.send(frame);
    if (this.#stale === null && this.#socket.bufferedAmount > this.#options.limits.staleBytes)
      this.#becomeStale();
  }

  /**
   * The same for a frame that goes to many: its WebSocket header is written once, and it leaves in one system
   * call instead of two. Nothing of `ws` can be half sent then: it writes whole frames, and compresses none.
   */
  share(frame: SharedFrame): void {
    if (!this.isOpen) return;
    this.#options.stream.write(frame.bytes);
    if (this.#stale === null && this.#socket.bufferedAmount > this.#options.limits.staleBytes)
      this.#becomeStale();
  }

  /** Bytes that it was sent and has not taken yet. */
  get unreadBytes(): number {
    return this.#socket.bufferedAmount;
  }

  /** Bytes of it that wait for the disk. */
  get queuedBytes(): number {
    return this.#queuedBytes;
  }

  /** Whether document content must wait: the peer has not read what it was sent. */
  get behind(): boolean {
    return this.#stale !== null || !this.isOpen;
  }

  /** Resolves when the peer has read what it was sent, or is gone. */
  async caughtUp(): Promise<void> {
    if (!this.behind || this.#gone) return;
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  #becomeStale(): void {
    const { limits, log } = this.#options;
    log.info({ user: this.principal.user }, 'reader_behind');
    this.#stale = setTimeout(() => this.close('TOO_SLOW'), limits.staleMs);
    this.#regulate();
    // Written out once everything before it is.
    this.#socket.send(KEEP_ALIVE, () => {
      if (this.#stale === null || this.#closing) return;
      clearTimeout(this.#stale);
      this.#stale = null;
      this.#regulate();
      this.onCaughtUp();
      for (const resolve of this.#waiting.splice(0)) resolve();
    });
  }

  /** Bytes of this peer that wait for the disk: a fast writer is slowed, not refused. */
  queued(bytes: number): void {
    this.#queuedBytes += bytes + WRITE_COST_BYTES;
    this.#regulate();
  }

  settled(bytes: number): void {
    this.#queuedBytes -= bytes + WRITE_COST_BYTES;
    this.#regulate();
  }

  /** Frames that cost little each are too many at some point: the rest of them is read a moment later. */
  #count(): void {
    this.#windowFrames += 1;
    this.#window ??= setTimeout(() => {
      this.#window = null;
      this.#windowFrames = 0;
      this.#regulate();
    }, FRAME_WINDOW_MS).unref();
    if (this.#windowFrames >= this.#options.limits.maxFramesPerSecond * (FRAME_WINDOW_MS / 1_000))
      this.#regulate();
  }

  #regulate(): void {
    if (!this.#started || this.#closing) return;
    const { writerBytes, maxFramesPerSecond } = this.#options.limits;
    const full = this.#queuedBytes > (this.#paused ? writerBytes / 2 : writerBytes);
    const flooded = this.#windowFrames >= maxFramesPerSecond * (FRAME_WINDOW_MS / 1_000);
    const pause = full || flooded || this.#stale !== null;
    if (pause === this.#paused) return;
    this.#paused = pause;
    if (pause) this.#socket.pause();
    else this.#socket.resume();
  }

  /** From now on it speaks for this session, until that proof runs out. */
  setPrincipal(principal: Principal): void {
    this.principal = principal;
    if (this.#expiry !== null) clearTimeout(this.#expiry);
    const wait = Math.min(Math.max(principal.expiresAt - this.#options.now(), 0), MAX_TIMER_MS);
    this.#expiry = setTimeout(() => this.close('UNAUTHENTICATED', 'expired'), wait);
    this.#expiry.unref();
  }

  /** Every `keepAliveMs`: y-websocket closes a socket that was silent for 30 s, and a dead peer never says so. */
  keepAlive(): void {
    if (!this.isOpen) return;
    // Unread sockets give no sign of life.
    if (!this.#paused && this.#options.now() - this.#seenAt > this.#options.limits.silentMs) {
      this.#socket.terminate();
      return;
    }
    if (this.#stale !== null) return;
    this.send(KEEP_ALIVE);
    this.#socket.ping();
  }

  close(code: ErrorCode, detail?: string): void {
    if (this.#closing) return;
    this.#closing = true;
    const { log } = this.#options;
    log[ERRORS[code].log](
      { user: this.principal.user, code, ...(detail === undefined ? {} : { detail }) },
      'socket_closed',
    );
    closeSocket(this.#socket, code, detail);
  }

  #closed(): void {
    this.#closing = true;
    this.#gone = true;
    if (this.#window !== null) clearTimeout(this.#window);
    if (this.#expiry !== null) clearTimeout(this.#expiry);
    if (this.#stale !== null) clearTimeout(this.#stale);
    for (const resolve of this.#waiting.splice(0)) resolve();
    this.onClose();
  }
}

/** Closes with the code of the table; the reason says the code's name, which is what a person can look up. */
export function closeSocket(socket: WebSocket, code: ErrorCode, detail?: string): void {
  const reason = detail === undefined ? code : `${code}: ${detail}`;
  // Else the peer's answer to the close would never be read.
  socket.resume();
  socket.close(ERRORS[code].close, reason.slice(0, 120));
  const timer = setTimeout(() => socket.terminate(), CLOSE_GRACE_MS);
  timer.unref();
  socket.once('close', () => clearTimeout(timer));
}

/**
 * Security: a frame that lies about a length must not reach the bytes beside it in the socket's buffer,
 * and nothing that is kept may hold that buffer in memory.
 */
function ownBytes(data: Buffer): Uint8Array {
  return new Uint8Array(data);
}
