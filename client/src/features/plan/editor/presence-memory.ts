import type { Awareness } from 'y-protocols/awareness';

/** A state of the awareness; `lastSeenAt` null: the person is here now. */
export interface Seen {
  clientId: number;
  state: Readonly<Record<string, unknown>>;
  lastSeenAt: number | null;
}

/** Who is in a document. Offline nobody can know that: then it is who was there last, and when. */
export interface PresenceMemory {
  readonly awareness: Awareness;
  others(): readonly Seen[];
  live(): boolean;
  /** Told of every change; `moved` are the clients that did something. */
  subscribe(listener: (moved: readonly number[]) => void): () => void;
}

/**
 * When a connection breaks everybody vanishes from the awareness, shortly before or after the document says
 * that it is not live. Who vanished within this long did not leave: we did.
 */
const SAME_BREAK_MS = 3_000;

interface Known {
  state: Record<string, unknown>;
  at: number;
}

export function rememberPresence(
  awareness: Awareness,
  now: () => number = Date.now,
): PresenceMemory & { setLive(live: boolean): void; start(): () => void } {
  let live = true;
  let ghosts: readonly Seen[] = [];
  const known = new Map<number, Known>();
  const vanished = new Map<number, Known & { vanishedAt: number }>();
  const listeners = new Set<(moved: readonly number[]) => void>();
  const tell = (moved: readonly number[]) => {
    for (const listener of listeners) listener(moved);
  };
  const learn = (clientId: number) => {
    const state = awareness.getStates().get(clientId);
    if (clientId === awareness.clientID || state === undefined) return;
    known.set(clientId, { state, at: awareness.meta.get(clientId)?.lastUpdated ?? now() });
    vanished.delete(clientId);
  };
  const changed = ({ added, updated, removed }: Record<'added' | 'updated' | 'removed', number[]>) => {
    for (const clientId of [...added, ...updated]) learn(clientId);
    for (const clientId of removed) {
      const before = known.get(clientId);
      if (before !== undefined && live) vanished.set(clientId, { ...before, vanishedAt: now() });
      known.delete(clientId);
    }
    tell([...added, ...updated]);
  };

  return {
    awareness,
    live: () => live,
    others() {
      if (!live) return ghosts;
      return Array.from(awareness.getStates(), ([clientId, state]) => ({
        clientId,
        state,
        lastSeenAt: null,
      })).filter(({ clientId }) => clientId !== awareness.clientID);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    setLive(next) {
      if (next === live) return;
      live = next;
      const since = now() - SAME_BREAK_MS;
      const together = [...vanished].filter(([, { vanishedAt }]) => vanishedAt >= since);
      ghosts = live
        ? []
        : [...known, ...together].map(([clientId, { state, at }]) => ({ clientId, state, lastSeenAt: at }));
      vanished.clear();
      tell([]);
    },
    start() {
      for (const clientId of awareness.getStates().keys()) learn(clientId);
      awareness.on('change', changed);
      return () => awareness.off('change', changed);
    },
  };
}

/** The person of a state, as the server stamped it. */
export function personOf(state: Readonly<Record<string, unknown>>): { id: string; name: string } | null {
  const user = state['user'];
  if (typeof user !== 'object' || user === null) return null;
  const { id, name } = user as { id?: unknown; name?: unknown };
  return typeof id === 'string' && typeof name === 'string' ? { id, name } : null;
}
