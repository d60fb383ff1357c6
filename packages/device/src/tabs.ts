import type { Channel, Environment, Logger } from './environment.ts';
import type { PendingRow } from './rows.ts';

/**
 * What the tabs of one browser tell each other. The channel carries user and device, so two people on
 * one computer never mix; every message about content carries the history it belongs to. A row is told
 * only after it was stored: else rows could stand in the database before what they build on.
 */
export type TabMessage =
  | { type: 'rows'; document: string; epoch: string | null; generation: number; rows: PendingRow[] }
  | { type: 'confirmed'; document: string; keys: { n: number; clientId: number }[] }
  | { type: 'generation'; document: string; generation: number }
  | { type: 'kept' }
  | { type: 'ask'; tab: string }
  | { type: 'here'; tab: string }
  | { type: 'bye'; tab: string };

/** A tab that lives answers well within this; one that is frozen does not, and pushing its rows twice is harmless. */
const ASK_MS = 400;

export class Tabs {
  readonly id: string;
  #channel: Channel | null;
  #environment: Environment;
  #prefix: string;
  #release: () => void = () => undefined;
  #answers = new Map<string, () => void>();
  /** Frozen, as far as anybody can tell. */
  #gone = new Set<string>();

  constructor(
    options: { user: string; device: string; id: string; environment: Environment; log: Logger },
    listener: (message: TabMessage) => void,
  ) {
    const { user, device, id, environment, log } = options;
    this.id = id;
    this.#environment = environment;
    this.#prefix = `clapper-${user}-${device}`;
    this.#channel = openChannel(this.#prefix, environment, log);
    if (this.#channel !== null) {
      this.#channel.onmessage = (event) => {
        const message = event.data as TabMessage;
        if (message.type === 'ask') {
          if (message.tab === this.id) this.post({ type: 'here', tab: this.id });
        } else if (message.type === 'here') this.#answers.get(message.tab)?.();
        else {
          if (message.type === 'rows') for (const { tab } of message.rows) this.heardOf(tab);
          listener(message);
        }
      };
    }
    // Held as long as this tab lives, however it ends.
    environment.locks
      ?.request(this.#lockName(id), {}, () => new Promise<void>((resolve) => (this.#release = resolve)))
      .catch((error: unknown) => log.warn({ error }, 'device.tabLockFailed'));
  }

  post(message: TabMessage): void {
    this.#channel?.postMessage(message);
  }

  /** It led and does not answer: what it wrote is pushed by others until it is heard of again. */
  presumeGone(tab: string): void {
    this.#gone.add(tab);
  }

  heardOf(tab: string): void {
    this.#gone.delete(tab);
  }

  /** Whether the tab that wrote a row is still there to push it. */
  async isAlive(tab: string): Promise<boolean> {
    if (tab === this.id) return true;
    if (this.#gone.has(tab)) return false;
    const { locks } = this.#environment;
    if (locks !== null) {
      const { held = [] } = await locks.query();
      return held.some((lock) => lock.name === this.#lockName(tab));
    }
    if (this.#channel === null) return false;
    return new Promise((resolve) => {
      const settle = (alive: boolean) => {
        clearTimeout(timer);
        this.#answers.delete(tab);
        resolve(alive);
      };
      const timer = setTimeout(() => settle(false), ASK_MS);
      this.#answers.set(tab, () => settle(true));
      this.post({ type: 'ask', tab });
    });
  }

  close(): void {
    this.post({ type: 'bye', tab: this.id });
    this.#release();
    this.#channel?.close();
    this.#channel = null;
  }

  #lockName(tab: string): string {
    return `${this.#prefix}-tab-${tab}`;
  }
}

/** Null where the browser has none, or refuses. */
export function openChannel(name: string, environment: Environment, log: Logger): Channel | null {
  if (environment.BroadcastChannel === null) return null;
  try {
    const channel = new environment.BroadcastChannel(name);
    // In Node an open channel would keep a script from ending.
    (channel as { unref?: () => void }).unref?.();
    return channel;
  } catch (error) {
    log.warn({ error }, 'device.noBroadcastChannel');
    return null;
  }
}
