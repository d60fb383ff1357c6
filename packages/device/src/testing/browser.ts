import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import type { Channel, Environment, Locks } from '../environment.ts';

/** What sockets go over: in memory, or real ones that can be unplugged. */
export interface Net {
  /** `held` takes what passes while the tab is frozen, and lets it pass when it is thawed: nothing of it is lost. */
  socketClass(online: () => boolean, held: Held): typeof WebSocket;
}

/** Whether the act waits, instead of happening now. */
export type Held = (act: () => void) => boolean;

/**
 * A browser without a window: its disk, its tabs' channel and locks, its plug to the net. Every
 * `environment()` is one tab; what a tab held ends with `kill()`, without a goodbye.
 */
export class Browser {
  readonly indexedDB = new IDBFactory() as unknown as IDBFactory;
  online = true;
  /** What the environments are made without, as on a plain-http LAN. */
  readonly without: { locks?: boolean; channel?: boolean; storage?: boolean };
  #net: Net;
  #channels = new Set<HubChannel>();
  #locks = new Map<string, HeldLock[]>();
  #onlineListeners = new Set<(online: boolean) => void>();

  constructor(net: Net, without: { locks?: boolean; channel?: boolean; storage?: boolean } = {}) {
    this.#net = net;
    this.without = without;
  }

  setOnline(online: boolean): void {
    this.online = online;
    for (const listener of [...this.#onlineListeners]) listener(online);
  }

  tab(overrides: Partial<Environment> = {}): Tab {
    const frames: (() => void)[] = [];
    const held: Held = (act) => {
      if (tab.frozen) frames.push(act);
      return tab.frozen;
    };
    const tab: Tab = {
      alive: true,
      disk: 'works',
      listed: () => Promise.resolve(),
      visible: new Set(),
      hidden: false,
      frozen: false,
      channels: () => [...this.#channels].filter((channel) => channel.tab === tab),
      thaw: () => {
        tab.frozen = false;
        for (const channel of this.#channels) if (channel.tab === tab) channel.flush();
        for (const act of frames.splice(0)) act();
      },
      environment: null as never,
      kill: () => this.#kill(tab),
    };
    const hub = this.#channels;
    class TabChannel extends HubChannel {
      constructor(name: string) {
        super(name, hub, tab);
      }
    }
    tab.environment = {
      indexedDB: this.without.storage === true ? null : diskOf(tab, this.indexedDB),
      IDBKeyRange: IDBKeyRange as unknown as typeof globalThis.IDBKeyRange,
      WebSocket: this.#net.socketClass(() => this.online && tab.alive, held),
      BroadcastChannel: this.without.channel === true ? null : TabChannel,
      locks: this.without.locks === true ? null : this.#tabLocks(tab),
      online: () => this.online,
      onOnlineChange: (listener) => {
        const own = (online: boolean) => tab.alive && listener(online);
        this.#onlineListeners.add(own);
        return () => this.#onlineListeners.delete(own);
      },
      onVisible: (listener) => {
        tab.visible.add(listener);
        return () => tab.visible.delete(listener);
      },
      // A tab that is closed says goodbye by closing its device.
      onLeave: () => () => undefined,
      visible: () => !tab.hidden,
      storageManager: null,
      idle: () => new Promise((resolve) => setTimeout(resolve, 0)),
      saveData: () => false,
      now: () => Date.now(),
      random: () => Math.random(),
      ...overrides,
    };
    return tab;
  }

  #kill(tab: Tab): void {
    tab.alive = false;
    for (const channel of [...this.#channels]) if (channel.tab === tab) channel.close();
    for (const [name, line] of this.#locks) {
      this.#locks.set(
        name,
        line.filter((lock) => lock.tab !== tab),
      );
      this.#grant(name);
    }
  }

  #tabLocks(tab: Tab): Locks {
    return {
      request: (name, { steal = false, signal }, callback) =>
        new Promise((resolve, reject) => {
          const abort = () => reject(new DOMException('The request was aborted.', 'AbortError'));
          const lock: HeldLock = {
            tab,
            granted: false,
            stolen: abort,
            grant: () => {
              const end = () => this.#leaveLine(name, lock);
              callback().then(resolve, reject).finally(end);
            },
          };
          signal?.addEventListener('abort', () => {
            if (lock.granted) return;
            this.#leaveLine(name, lock);
            abort();
          });
          const line = this.#locks.get(name) ?? [];
          if (steal) for (const held of line.filter(({ granted }) => granted)) held.stolen();
          this.#locks.set(name, steal ? [lock, ...line.filter(({ granted }) => !granted)] : [...line, lock]);
          this.#grant(name);
        }),
      query: () =>
        Promise.resolve({
          held: [...this.#locks].filter(([, line]) => line.length > 0).map(([name]) => ({ name })),
        }),
    };
  }

  #leaveLine(name: string, lock: HeldLock): void {
    this.#locks.set(
      name,
      this.#locks.get(name)!.filter((other) => other !== lock),
    );
    this.#grant(name);
  }

  /** The first in line has it. */
  #grant(name: string): void {
    const first = this.#locks.get(name)?.[0];
    if (first === undefined || first.granted) return;
    first.granted = true;
    queueMicrotask(() => {
      if (first.tab.alive) first.grant();
    });
  }
}

interface HeldLock {
  tab: Tab;
  granted: boolean;
  stolen(): void;
  grant(): void;
}

export interface Tab {
  alive: boolean;
  /** What the disk does with the next writes of this tab. */
  disk: 'works' | 'full' | 'fullAtTheEnd' | 'broken';
  /** How long it waits for what it reads of a whole table. */
  listed: () => Promise<void>;
  /** Listeners of "looked at again". */
  visible: Set<() => void>;
  /** Another page covers it. */
  hidden: boolean;
  /** Its messages wait, in both directions, as those of a page that the browser has frozen. */
  frozen: boolean;
  thaw(): void;
  /** Its ends of channels. */
  channels(): Channel[];
  environment: Environment;
  kill(): void;
}

class HubChannel implements Channel {
  onmessage: ((event: MessageEvent) => void) | null = null;
  readonly tab: Tab;
  #waiting: (() => void)[] = [];
  #name: string;
  #hub: Set<HubChannel>;

  constructor(name: string, hub: Set<HubChannel>, tab: Tab) {
    this.#name = name;
    this.#hub = hub;
    this.tab = tab;
    hub.add(this);
  }

  postMessage(message: unknown): void {
    if (!this.tab.alive) return;
    const data = structuredClone(message);
    if (this.tab.frozen) this.#waiting.push(() => this.#post(data));
    else this.#post(data);
  }

  /** What waited while the tab was frozen. */
  flush(): void {
    for (const act of this.#waiting.splice(0)) act();
  }

  #post(data: unknown): void {
    for (const other of this.#hub) {
      if (other === this || other.#name !== this.#name) continue;
      const arrive = () => other.onmessage?.({ data } as MessageEvent);
      queueMicrotask(() => (other.tab.frozen ? other.#waiting.push(arrive) : arrive()));
    }
  }

  close(): void {
    this.#hub.delete(this);
    this.onmessage = null;
  }
}

/** The tab's way to the browser's disk: ends with the tab, and aborts like a real one when it is full. */
function diskOf(tab: Tab, indexedDB: IDBFactory): IDBFactory {
  return {
    open(name: string, version?: number) {
      const request = indexedDB.open(name, version);
      request.addEventListener('success', () => {
        const db = request.result;
        const begin = db.transaction.bind(db);
        db.transaction = (stores, mode, options) => {
          if (!tab.alive) throw new DOMException('The tab is gone.', 'InvalidStateError');
          if (mode === 'readwrite' && tab.disk === 'broken')
            throw new DOMException('Broken.', 'UnknownError');
          const tx = begin(stores, mode, options);
          if (mode === 'readonly') hearLater(tx, tab.listed());
          // Chromium reports a full disk by aborting the transaction, not by an error of a request.
          const abort = (tx as unknown as { _abort(name: string): void })._abort.bind(tx);
          if (mode === 'readwrite' && tab.disk === 'full') queueMicrotask(() => abort('QuotaExceededError'));
          if (mode === 'readwrite' && tab.disk === 'fullAtTheEnd')
            abortAtTheEnd(tx, () => abort('QuotaExceededError'));
          return tx;
        };
      });
      return request;
    },
    deleteDatabase: (name: string) => indexedDB.deleteDatabase(name),
  } as IDBFactory;
}

/** Whole tables are read as ever, and heard when `moment` has come. */
function hearLater(tx: IDBTransaction, moment: Promise<void>): void {
  const open = tx.objectStore.bind(tx);
  tx.objectStore = (name) => {
    const store = open(name);
    const getAll = store.getAll.bind(store);
    store.getAll = (...range) => {
      const request = getAll(...range);
      if (range[0] != null) return request;
      const listen = request.addEventListener.bind(request) as (type: string, heard: Heard) => void;
      request.addEventListener = (type: string, heard: Heard) =>
        listen(type, (event) => void moment.then(() => heard(event)));
      return request;
    };
    return store;
  };
}

type Heard = (event: unknown) => void;

/** Every request of it succeeds, and then it is aborted instead of completed. */
function abortAtTheEnd(tx: IDBTransaction, abort: () => void): void {
  const running = tx as unknown as { _start(): void; _requests: readonly unknown[]; _state: string };
  const step = running._start.bind(tx);
  running._start = () => {
    if (running._requests.length === 0 && running._state !== 'finished') abort();
    else step();
  };
}
