import type { Awareness } from 'y-protocols/awareness';
import { userOf } from '../../presence/people.ts';
import { decodeLive, type Live } from './live-shape.ts';

export interface LiveStroke {
  clientId: number;
  user: { id: string; name: string };
  live: Extract<Live, { state: 'drawing' }>;
}

/** How long a stroke that is done waits for its shape, should that never come. */
const WAIT_MS = 3_000;

interface Entry extends LiveStroke {
  /** Since when it is done; null while it is being drawn. */
  doneAt: number | null;
}

/**
 * What others are drawing right now, kept until the shape they drew is painted: their word that it is done comes on
 * another way than the shape, before or after it.
 */
export class LiveStrokes {
  #entries = new Map<number, Entry>();
  /** By tab, the gesture that is over. */
  #over = new Map<number, number>();

  read(awareness: Awareness, now: number): void {
    for (const [clientId, state] of awareness.getStates()) {
      if (clientId === awareness.clientID) continue;
      const user = userOf(state);
      const live = decodeLive(state['drawing']);
      if (user === null || live === null || live.n <= (this.#over.get(clientId) ?? -1)) continue;
      const entry = this.#entries.get(clientId);
      switch (live.state) {
        case 'drawing':
          this.#entries.set(clientId, { clientId, user, live, doneAt: null });
          break;
        case 'dropped':
          this.#end(clientId, live.n);
          break;
        case 'done':
          if (entry?.live.n !== live.n) this.#end(clientId, live.n);
          else entry.doneAt ??= now;
          break;
        default:
          live satisfies never;
      }
    }
    // Whoever is gone will not finish it.
    for (const [clientId, { doneAt }] of this.#entries) {
      if (doneAt === null && !awareness.getStates().has(clientId)) this.#entries.delete(clientId);
    }
  }

  /** The shape is painted, as its author left it: what showed it until then is over. */
  settle(id: string): void {
    for (const [clientId, { live }] of this.#entries) if (live.id === id) this.#end(clientId, live.n);
  }

  /** On one frame or picture. */
  on(of: string | null, now: number): LiveStroke[] {
    for (const [clientId, { doneAt, live }] of this.#entries) {
      if (doneAt !== null && now - doneAt > WAIT_MS) this.#end(clientId, live.n);
    }
    return [...this.#entries.values()].filter(({ live }) => live.of === of);
  }

  /** When something will be over by itself; null: nothing waits. */
  get waiting(): boolean {
    return [...this.#entries.values()].some(({ doneAt }) => doneAt !== null);
  }

  #end(clientId: number, n: number): void {
    this.#over.set(clientId, Math.max(n, this.#over.get(clientId) ?? -1));
    this.#entries.delete(clientId);
  }
}
