/**
 * The outside things a device touches, each as narrow as its use. A browser's globals are the default;
 * tests and Node pass their own. On a plain-http LAN the browser withholds some: those are nullable.
 */
export interface Environment {
  /** Null: nothing can be stored, the device runs in memory and says so. */
  indexedDB: IDBFactory | null;
  IDBKeyRange: typeof IDBKeyRange | null;
  WebSocket: typeof WebSocket;
  /** Null: tabs learn of each other through the database when they become visible. */
  BroadcastChannel: (new (name: string) => Channel) | null;
  /** Null on insecure origins: tabs ask each other instead. */
  locks: Locks | null;
  online(): boolean;
  /** Returns how to stop listening, as all of them do. */
  onOnlineChange(listener: (online: boolean) => void): () => void;
  /** The page is looked at again, or the machine woke up. */
  onVisible(listener: () => void): () => void;
  /** The page is closed or left; it may come back as it was. Not told when it ends otherwise. */
  onLeave(listener: () => void): () => void;
  /** False: another page covers it, or the window is down. What has no window is never hidden. */
  visible(): boolean;
  storageManager: {
    persist(): Promise<boolean>;
    persisted(): Promise<boolean>;
    estimate?(): Promise<{ quota?: number; usage?: number }>;
  } | null;
  /** Resolves when the page has nothing better to do. */
  idle(): Promise<void>;
  /** The person asked the browser to use little of the network. */
  saveData(): boolean;
  now(): number;
  /** 0 ≤ x < 1: spreads reconnects, decides nothing else. */
  random(): number;
}

export interface Channel {
  postMessage(message: unknown): void;
  onmessage: ((event: MessageEvent) => void) | null;
  close(): void;
}

/** The part of `navigator.locks` that tells whether a tab lives, which holds a lock as long as it does, and who leads. */
export interface Locks {
  request(
    name: string,
    /** `steal`: whoever holds it is told by a rejection. `signal` leaves the line. */
    options: { steal?: boolean; signal?: AbortSignal },
    callback: () => Promise<void>,
  ): Promise<unknown>;
  query(): Promise<{ held?: { name?: string }[] }>;
}

export interface Logger {
  debug(fields: object, event: string): void;
  info(fields: object, event: string): void;
  warn(fields: object, event: string): void;
  error(fields: object, event: string): void;
}

const nothing = () => undefined;

export const silent: Logger = { debug: nothing, info: nothing, warn: nothing, error: nothing };

/** A page that is always busy gets on with it nevertheless. */
const IDLE_WITHIN_MS = 5_000;
/** Where a browser does not tell: long enough for what was just clicked. */
const NOT_IDLE_MS = 200;

/** What this process offers, browser or Node; everything missing is null or its harmless equivalent. */
export function defaultEnvironment(): Environment {
  const page = globalThis as Partial<typeof globalThis>;
  const navigator = page.navigator;
  const listen = (target: Partial<EventTarget> | undefined, event: string, listener: () => void) => {
    target?.addEventListener?.(event, listener);
    return () => target?.removeEventListener?.(event, listener);
  };
  return {
    indexedDB: readIndexedDB(),
    IDBKeyRange: page.IDBKeyRange ?? null,
    WebSocket: page.WebSocket as typeof WebSocket,
    BroadcastChannel: page.BroadcastChannel ?? null,
    locks: navigator?.locks ?? null,
    // Node has a navigator without `onLine`: only an outspoken false is offline.
    online: () => navigator?.onLine !== false,
    onOnlineChange(listener) {
      const stops = [
        listen(page.window, 'online', () => listener(true)),
        listen(page.window, 'offline', () => listener(false)),
      ];
      return () => stops.forEach((stop) => stop());
    },
    onVisible(listener) {
      const stops = [
        listen(page.window, 'focus', listener),
        listen(page.window, 'pageshow', listener),
        listen(page.document, 'visibilitychange', () => {
          if (page.document?.visibilityState === 'visible') listener();
        }),
      ];
      return () => stops.forEach((stop) => stop());
    },
    onLeave: (listener) => listen(page.window, 'pagehide', listener),
    visible: () => page.document?.visibilityState !== 'hidden',
    storageManager: navigator?.storage ?? null,
    idle: () =>
      new Promise((resolve) => {
        // Not every browser tells when it is idle.
        if (page.requestIdleCallback === undefined) setTimeout(resolve, NOT_IDLE_MS);
        else page.requestIdleCallback(() => resolve(), { timeout: IDLE_WITHIN_MS });
      }),
    saveData: () =>
      (navigator as { connection?: { saveData?: boolean } } | undefined)?.connection?.saveData === true,
    now: () => Date.now(),
    random: () => Math.random(),
  };
}

/** Reading the property itself throws where a browser forbids storage. */
function readIndexedDB(): IDBFactory | null {
  try {
    return (globalThis as Partial<typeof globalThis>).indexedDB ?? null;
  } catch {
    return null;
  }
}
