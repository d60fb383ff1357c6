import { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import { MAX_PRESENCE_PER_SECOND, type PresenceEntry } from '@clapper/protocol';
import { tellAll } from './tell-all.ts';

/** The shortest time between two presence frames of a tab and document; what comes faster is coalesced. */
const TICK_MS = Math.ceil(1_000 / MAX_PRESENCE_PER_SECOND);

type State = Record<string, unknown>;

/**
 * Who else is in a document. A stock Awareness for the editors, carried by our own frames: the server
 * knows when a connection ends, so the 30 s timer is off and nothing is echoed.
 */
export class Presence {
  readonly awareness: Awareness;
  #send: (entries: PresenceEntry[]) => boolean;
  #now: () => number;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #lastSentAt = -Infinity;
  /** An untouched document announces nobody: opening 500 of them costs no frame. */
  #said = false;

  constructor(doc: Y.Doc, now: () => number, send: (entries: PresenceEntry[]) => boolean) {
    this.#send = send;
    this.#now = now;
    this.awareness = new Awareness(doc);
    clearInterval(this.awareness._checkInterval);
    this.awareness.on('update', (_change: unknown, origin: unknown) => {
      if (origin === 'local') this.#changed();
    });
  }

  /** After joining: the server has forgotten what an earlier connection said. */
  announce(): void {
    if (this.#said) this.#flush();
  }

  receive(entries: readonly PresenceEntry[]): void {
    const { awareness } = this;
    const added: number[] = [];
    const updated: number[] = [];
    const removed: number[] = [];
    for (const { clientId, state, user } of entries) {
      if (clientId === awareness.clientID) continue;
      const known = awareness.states.has(clientId);
      const parsed = state === null ? null : parseState(state);
      if (parsed === null) {
        if (known) removed.push(clientId);
        awareness.states.delete(clientId);
        awareness.meta.delete(clientId);
        continue;
      }
      awareness.states.set(clientId, user === null ? parsed : { ...parsed, user });
      awareness.meta.set(clientId, {
        clock: (awareness.meta.get(clientId)?.clock ?? -1) + 1,
        lastUpdated: this.#now(),
      });
      (known ? updated : added).push(clientId);
    }
    this.#tell(added, updated, removed);
  }

  /** Offline one sees nobody. */
  clear(): void {
    const { awareness } = this;
    const removed = [...awareness.states.keys()].filter((clientId) => clientId !== awareness.clientID);
    for (const clientId of removed) {
      awareness.states.delete(clientId);
      awareness.meta.delete(clientId);
    }
    this.#tell([], [], removed);
  }

  /** Says goodbye, when there is a connection to say it on. */
  destroy(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#said) this.#send([{ clientId: this.awareness.clientID, state: null, user: null }]);
    this.#said = false;
    this.#send = () => false;
    this.awareness.destroy();
  }

  #changed(): void {
    this.#said = true;
    if (this.#timer !== null) return;
    const wait = this.#lastSentAt + TICK_MS - this.#now();
    // A clock set back must not silence anybody.
    if (wait <= 0) this.#flush();
    else this.#timer = setTimeout(() => this.#flush(), Math.min(wait, TICK_MS));
  }

  #flush(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#lastSentAt = this.#now();
    const state = this.awareness.getLocalState();
    let text: string | null = null;
    if (state !== null) {
      const { user: _stamped, ...fields } = state;
      text = JSON.stringify(fields);
    }
    this.#send([{ clientId: this.awareness.clientID, state: text, user: null }]);
  }

  #tell(added: number[], updated: number[], removed: number[]): void {
    if (added.length + updated.length + removed.length === 0) return;
    const change = { added, updated, removed };
    tellAll([
      () => this.awareness.emit('change', [change, 'server']),
      () => this.awareness.emit('update', [change, 'server']),
    ]);
  }
}

/** Null: what another device sent is no state. The server checks; a newer one may send what we do not know. */
function parseState(text: string): State | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as State) : null;
  } catch {
    return null;
  }
}
