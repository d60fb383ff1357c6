import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import {
  AUTH_SUBPROTOCOL,
  ClapperError,
  decodeMessage,
  DEVICE_CHANNEL,
  encodeMessage,
  isErrorCode,
  PROTOCOL_VERSION,
  type ErrorCode,
  type Message,
} from '@clapper/protocol';
import type { Environment, Logger } from './environment.ts';
import { createCell, type Store } from './store.ts';
import { backoff } from './verdicts.ts';

export type ConnectionState =
  | { state: 'offline'; since: number }
  /** The first seconds of an attempt, before anything failed. */
  | { state: 'connecting' }
  | { state: 'connected'; since: number }
  | { state: 'signedOut' }
  /** This app is older than the server can speak with. */
  | { state: 'tooOld' }
  /** The server refused this connection for good. */
  | { state: 'stopped'; code: ErrorCode; reason: string };

export type Hello = Extract<Message, { type: 'hello' }>;

export interface ConnectionEvents {
  /** The server's first word: from here on messages may be sent. */
  up(hello: Hello): void;
  down(): void;
  message(message: Message): void;
}

/** Times of one connection, each with its reason; tests pass shorter ones. */
export const CONNECTION_TIMES = {
  /** The server speaks every 15 s: silence of 20 s is a dead socket, even one that never closed. */
  silenceMs: 20_000,
  /** How often silence is looked for. */
  checkMs: 5_000,
  /** A socket that hangs in CONNECTING is given up: `connect()` alone would wait for it for minutes. */
  helloMs: 10_000,
  /** A request for a token that hangs longer than this is given up and made again. */
  tokenMs: 15_000,
  /** Longer than this without a connection, and the pill says offline. */
  connectingMs: 3_000,
  backoffFirstMs: 200,
  backoffMostMs: 5_000,
  /** The token is renewed this long before it ends. */
  renewBeforeMs: 60_000,
};

const MAX_TIMER_MS = 2 ** 31 - 1;

/**
 * The browser's one socket: an unmodified WebsocketProvider on an empty control doc, our messages in
 * its `messageHandlers`. It reconnects by itself; this adds the token, the jitter and the cases in
 * which a browser does not notice that a socket is dead.
 */
export class Connection {
  readonly state: Store<ConnectionState>;
  #state;
  #provider: WebsocketProvider;
  #environment: Environment;
  #token: (refused: string | null) => Promise<string>;
  /** The token of the last attempt, and the one that the server refused. */
  #lastToken: string | null = null;
  #refusedToken: string | null = null;
  #events: ConnectionEvents;
  #log: Logger;
  #times: typeof CONNECTION_TIMES;
  #up = false;
  #closed = false;
  /** The provider may not reconnect by itself: the server said when to come back. */
  #comeBackAt: number | null = null;
  #heardAt = 0;
  /** The server's clock minus ours. */
  #skew = 0;
  #startedAt = 0;
  #tokenFailures = 0;
  #refusedTokens = 0;
  #fetching: Promise<string> | null = null;
  /** Counts attempts, so that a token that arrives late does not connect a device that was told to stop. */
  #attempt = 0;
  #retry: ReturnType<typeof setTimeout> | null = null;
  #renewal: ReturnType<typeof setTimeout> | null = null;
  #patience: ReturnType<typeof setTimeout> | null = null;
  #stops: (() => void)[];

  constructor(options: {
    server: string;
    device: string;
    token: (refused: string | null) => Promise<string>;
    environment: Environment;
    events: ConnectionEvents;
    log: Logger;
    times?: typeof CONNECTION_TIMES;
  }) {
    const { environment } = options;
    this.#environment = environment;
    this.#token = options.token;
    this.#events = options.events;
    this.#log = options.log;
    this.#times = options.times ?? CONNECTION_TIMES;
    this.#state = createCell<ConnectionState>({ state: 'offline', since: environment.now() });
    this.state = this.#state;
    const control = new Y.Doc();
    this.#provider = new WebsocketProvider(options.server, 'sync', control, {
      connect: false,
      disableBc: true,
      params: { protocol: String(PROTOCOL_VERSION), device: options.device },
      WebSocketPolyfill: environment.WebSocket,
      maxBackoffTime: this.#times.backoffMostMs,
      shouldReconnect: (event) => this.#comeBackAt === null && !(event.code >= 4400 && event.code < 4500),
    });
    // Else the provider sends a frame for a person in the control doc.
    this.#provider.awareness.setLocalState(null);
    this.#listen();
    const check = setInterval(() => this.#check(), this.#times.checkMs);
    this.#stops = [
      () => clearInterval(check),
      environment.onOnlineChange((online) => (online ? this.reconnect() : this.#wentOffline())),
      environment.onVisible(() => this.#seen()),
    ];
  }

  start(): void {
    if (this.#environment.online()) this.reconnect();
  }

  /** Now, whatever is under way: a hanging socket is dropped first. */
  reconnect(): void {
    if (this.#closed) return;
    this.#cancel();
    this.#provider.disconnect();
    this.#comeBackAt = null;
    this.#refusedTokens = 0;
    this.#tokenFailures = 0;
    if (this.#state.get().state !== 'offline') this.#set({ state: 'connecting' });
    else if (this.#startedAt === 0) this.#set({ state: 'connecting' });
    this.#connect();
  }

  /** By the server's clock: a device's own may be years off. */
  serverTime(): number {
    return this.#environment.now() + this.#skew;
  }

  send(message: Message): boolean {
    const { ws } = this.#provider;
    if (!this.#up || ws === null || ws.readyState !== 1) return false;
    ws.send(encodeMessage(message) as Uint8Array<ArrayBuffer>);
    return true;
  }

  /** A message this device could not use: the connection is begun anew, politely. */
  restart(): void {
    this.#provider.ws?.close(4000);
  }

  close(): void {
    this.#closed = true;
    this.#cancel();
    for (const stop of this.#stops) stop();
    const control = this.#provider.doc;
    this.#provider.destroy();
    this.#provider.awareness.destroy();
    control.destroy();
  }

  #listen(): void {
    const provider = this.#provider;
    // Every frame counts as a sign of life, the stock ones too.
    provider.messageHandlers = provider.messageHandlers.map(
      (handle) =>
        (...frame: Parameters<typeof handle>) => {
          this.#heardAt = this.#environment.now();
          handle(...frame);
        },
    );
    provider.messageHandlers[DEVICE_CHANNEL] = (_encoder, decoder) => {
      this.#heardAt = this.#environment.now();
      try {
        this.#receive(decodeMessage(decoder));
      } catch (error) {
        // A handler that throws would lose its frame without a sound.
        this.#log.error({ error }, 'device.frameLost');
        this.restart();
      }
    };
    provider.on('connection-close', (event) => {
      // Before the next token is asked for, which is below.
      if (event?.code === 4401) this.#refusedToken = this.#lastToken;
      const { backoffFirstMs, backoffMostMs } = this.#times;
      // Read right after this event; below the provider's own 2ⁿ · 100 ms it is the jitter.
      provider.maxBackoffTime = backoff(
        provider.wsUnsuccessfulReconnects,
        backoffFirstMs,
        backoffMostMs,
        () => this.#environment.random(),
      );
      this.#wentDown();
      if (provider.shouldConnect) this.#renewProtocols();
    });
    provider.on('closed', ({ code, reason }) => this.#refused(code, reason));
  }

  #receive(message: Message): void {
    if (message.type === 'hello') {
      this.#up = true;
      this.#refusedTokens = 0;
      this.#stopPatience();
      this.#skew = message.serverTime - this.#environment.now();
      this.#planRenewal(message.expiresAt);
      this.#set({ state: 'connected', since: this.#environment.now() });
      this.#events.up(message);
    } else if (message.type === 'renewed') {
      this.#planRenewal(message.expiresAt);
    } else if (message.type === 'goingAway') {
      this.#comeBackAt =
        this.#environment.now() +
        message.retryAfterMs +
        Math.floor(this.#environment.random() * message.spreadMs);
    } else this.#events.message(message);
  }

  /** Gets a token, then lets the provider connect. */
  #connect(): void {
    this.#startedAt = this.#environment.now();
    this.#patience ??= setTimeout(() => this.#offline(), this.#times.connectingMs);
    const attempt = ++this.#attempt;
    this.#fetchToken().then(
      (token) => {
        if (this.#closed || attempt !== this.#attempt) return;
        this.#tokenFailures = 0;
        this.#present(token);
        this.#provider.connect();
      },
      (error: unknown) => {
        if (this.#closed || attempt !== this.#attempt) return;
        if (isSignedOut(error)) return this.#stop({ state: 'signedOut' });
        this.#offline();
        this.#later(this.#wait(this.#tokenFailures++));
      },
    );
  }

  /** The provider reads `protocols` at its next attempt; one that is faster uses the old token once more. */
  #renewProtocols(): void {
    const attempt = this.#attempt;
    this.#fetchToken().then(
      (token) => {
        if (attempt === this.#attempt) this.#present(token);
      },
      (error: unknown) => {
        if (attempt === this.#attempt && !this.#closed && isSignedOut(error))
          this.#stop({ state: 'signedOut' });
      },
    );
  }

  #present(token: string): void {
    this.#lastToken = token;
    this.#provider.protocols = [AUTH_SUBPROTOCOL, token];
  }

  #fetchToken(): Promise<string> {
    this.#fetching ??= withTimeout(this.#token(this.#refusedToken), this.#times.tokenMs).finally(
      () => (this.#fetching = null),
    );
    return this.#fetching;
  }

  #planRenewal(expiresAt: number): void {
    const validForMs = expiresAt - this.serverTime();
    if (this.#renewal !== null) clearTimeout(this.#renewal);
    // A token of less than two minutes is renewed at half its life.
    const wait = Math.max(validForMs - this.#times.renewBeforeMs, validForMs / 2, 0);
    this.#renewal = setTimeout(
      () => {
        this.#fetchToken().then(
          (token) => this.send({ type: 'renew', token }),
          // The server ends the connection when the token does; connecting again tells what is the matter.
          (error: unknown) => this.#log.warn({ error }, 'device.renewFailed'),
        );
      },
      Math.min(wait, MAX_TIMER_MS),
    );
  }

  /** The provider closed for good, or because the server told when to come back. */
  #refused(code: number, reason: string): void {
    if (this.#comeBackAt !== null && !(code >= 4400 && code < 4500)) {
      const wait = Math.max(0, this.#comeBackAt - this.#environment.now());
      this.#comeBackAt = null;
      return this.#later(wait);
    }
    this.#comeBackAt = null;
    if (code === 4401) {
      // Twice with a token fetched in between: asking again will not help.
      if (++this.#refusedTokens > 2) return this.#stop({ state: 'signedOut' });
      return this.#refusedTokens === 1 ? this.#connect() : this.#later(this.#wait(this.#refusedTokens));
    }
    if (code === 4426) return this.#stop({ state: 'tooOld' });
    this.#stop({ state: 'stopped', code: codeOfClose(code, reason), reason });
  }

  #wentDown(): void {
    if (this.#renewal !== null) clearTimeout(this.#renewal);
    this.#renewal = null;
    const wasUp = this.#up;
    this.#up = false;
    if (wasUp) {
      this.#set({ state: 'connecting' });
      this.#startedAt = this.#environment.now();
      this.#patience ??= setTimeout(() => this.#offline(), this.#times.connectingMs);
      this.#events.down();
    } else this.#offline();
  }

  #wentOffline(): void {
    this.#cancel();
    // The browser freezes the socket rather than closing it: nothing would ever tell.
    this.#provider.disconnect();
    this.#offline();
  }

  #seen(): void {
    const { state } = this.#state.get();
    if (state === 'signedOut' || state === 'tooOld' || state === 'stopped') return;
    if (!this.#environment.online()) return;
    const silent = this.#environment.now() - this.#heardAt > this.#times.silenceMs;
    if (!this.#up || silent) this.reconnect();
  }

  #check(): void {
    const now = this.#environment.now();
    if (this.#up && now - this.#heardAt > this.#times.silenceMs) {
      this.#log.warn({ silentMs: now - this.#heardAt }, 'device.silence');
      this.reconnect();
    } else if (!this.#up && this.#provider.ws !== null && now - this.#startedAt > this.#times.helloMs) {
      this.#startedAt = now;
      this.#provider.disconnect();
      this.#connect();
    }
  }

  #offline(): void {
    this.#stopPatience();
    const { state } = this.#state.get();
    if (!this.#up && state === 'connecting') this.#set({ state: 'offline', since: this.#environment.now() });
  }

  #stop(state: ConnectionState): void {
    this.#cancel();
    this.#provider.disconnect();
    this.#set(state);
  }

  #later(ms: number): void {
    if (this.#retry !== null) clearTimeout(this.#retry);
    this.#retry = setTimeout(() => this.#connect(), ms);
  }

  #wait(attempt: number): number {
    return backoff(attempt, this.#times.backoffFirstMs, this.#times.backoffMostMs, () =>
      this.#environment.random(),
    );
  }

  /** Stops every timer, and lets a token that is on its way arrive in vain. */
  #cancel(): void {
    this.#attempt++;
    if (this.#retry !== null) clearTimeout(this.#retry);
    if (this.#renewal !== null) clearTimeout(this.#renewal);
    this.#retry = this.#renewal = null;
    this.#stopPatience();
  }

  #stopPatience(): void {
    if (this.#patience !== null) clearTimeout(this.#patience);
    this.#patience = null;
  }

  #set(state: ConnectionState): void {
    this.#state.set(state);
  }
}

function withTimeout<T>(promise: Promise<T>, ms: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout>;
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new ClapperError('UNAVAILABLE', 'No token came in time.')), ms);
  });
  return Promise.race([promise, timeout]).finally(() => clearTimeout(timer));
}

function isSignedOut(error: unknown): boolean {
  return error instanceof ClapperError && error.code === 'UNAUTHENTICATED';
}

/** A reason may begin with its code (`ORIGIN: set ALLOWED_ORIGINS`). */
function codeOfClose(close: number, reason: string): ErrorCode {
  const word = reason.split(/[:\s]/, 1)[0];
  if (isErrorCode(word)) return word;
  switch (close) {
    case 4403:
      return 'FORBIDDEN';
    case 4404:
      return 'NOT_FOUND';
    case 4413:
      return 'TOO_LARGE';
    default:
      return 'INVALID_MESSAGE';
  }
}
