import { createContext, useContext, useEffect } from 'react';
import type { Awareness } from 'y-protocols/awareness';
import { createStore, type Settable, type Store } from '../../app/store.ts';
import type { At, Doing } from './doing.ts';

/**
 * Who is where in a project: one state a tab, in the awareness of the project's `info`, which every page has open.
 * What stands in the words of one document (carets, the field one types in) is in that document's awareness.
 */
export interface PresencePlane {
  readonly me: string;
  /** The plane's own awareness first, then those of documents whose people are in the project too. */
  awarenesses(): readonly Awareness[];
  /** A document of the page on the screen, in which there may be people who are nowhere else: guests of a video. */
  join(awareness: Awareness): () => void;
  /** What this tab has said. */
  said(): Readonly<Partial<Doing>>;
  say(part: Partial<Doing>): void;
  /** Told of everything anybody does: many times a second. */
  subscribe(listener: () => void): () => void;
  /** Somebody else is, or was, here: before that nothing of presence is loaded. */
  readonly someone: Store<boolean>;
  /** The user one follows. */
  readonly following: Settable<string | null>;
  /** What the followed person is at: pages open it. */
  readonly followed: Settable<At | null>;
}

export interface AttachedPlane extends PresencePlane {
  /** The documents are here, or are others after a repair. */
  attach(awarenesses: readonly Awareness[]): () => void;
  /** This tab is not in the project any more, though its documents may stay open for a while. */
  leave(): void;
}

export function createPlane(me: string): AttachedPlane {
  let attached: readonly Awareness[] = [];
  const joined = new Set<Awareness>();
  let last: Awareness | null = null;
  let said: Partial<Doing> = {};
  const listeners = new Set<() => void>();
  const someone = createStore(false);
  const changed = () => {
    if (!someone.get() && [...attached, ...joined].some((awareness) => hasOthers(awareness, me)))
      someone.set(true);
    for (const listener of listeners) listener();
  };
  const tell = () => {
    const [own, ...others] = attached;
    own?.setLocalState({ ...own.getLocalState(), ...said });
    // Stages show who is in them by the plan's own awareness: idle they are dimmed there too.
    const idle = said.attention !== undefined && said.attention !== 'here';
    for (const other of others) {
      const state = other.getLocalState();
      if (state !== null && (state['idle'] ?? false) !== idle) other.setLocalStateField('idle', idle);
    }
  };
  return {
    me,
    // Without the project's own there is nothing that others could stand behind.
    awarenesses: () => (attached.length === 0 ? attached : [...attached, ...joined]),
    join(awareness) {
      joined.add(awareness);
      awareness.on('change', changed);
      changed();
      return () => {
        joined.delete(awareness);
        awareness.off('change', changed);
        changed();
      };
    },
    said: () => said,
    say(part) {
      const next = { ...said, ...part };
      if (JSON.stringify(next) === JSON.stringify(said)) return;
      said = next;
      tell();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    someone,
    following: createStore<string | null>(null),
    followed: createStore<At | null>(null),
    attach(awarenesses) {
      attached = awarenesses;
      last = awarenesses[0] ?? last;
      for (const awareness of awarenesses) awareness.on('change', changed);
      tell();
      changed();
      return () => {
        for (const awareness of awarenesses) awareness.off('change', changed);
        attached = [];
      };
    },
    leave: () => last?.setLocalState(null),
  };
}

function hasOthers(awareness: Awareness, me: string): boolean {
  for (const [clientId, { user }] of awareness.getStates()) {
    const id = typeof user === 'object' && user !== null ? (user as { id?: unknown }).id : undefined;
    if (clientId !== awareness.clientID && typeof id === 'string' && id !== me) return true;
  }
  return false;
}

export const PlaneContext = createContext<PresencePlane | null>(null);

/** Null outside of a project, as in the sheet of components. */
export function usePlane(): PresencePlane | null {
  return useContext(PlaneContext);
}

/** Who is in this document is among the people here, as long as the page shows it. */
export function useJoined(awareness: Awareness | null): void {
  const plane = usePlane();
  useEffect(
    () => (plane === null || awareness === null ? undefined : plane.join(awareness)),
    [plane, awareness],
  );
}

/** Tells the others what one is at, as long as the page shows it. */
export function useSayAt(at: At | null): void {
  const plane = usePlane();
  const { type, id, label } = at ?? {};
  useEffect(() => {
    if (plane === null || type === undefined || id === undefined) return;
    plane.say({ at: { type, id, label: label ?? '' } });
    return () => plane.say({ at: null });
  }, [plane, type, id, label]);
}

/** Opens what the person one follows is at, where it is of this page. */
export function useFollowedAt(type: At['type'], open: (id: string) => void): void {
  const plane = usePlane();
  useEffect(() => {
    if (plane === null) return;
    const look = () => {
      const at = plane.followed.get();
      if (at?.type === type) open(at.id);
    };
    look();
    return plane.followed.subscribe(look);
  }, [plane, type, open]);
}
