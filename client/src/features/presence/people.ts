import { useMemo, useSyncExternalStore } from 'react';
import type { Awareness } from 'y-protocols/awareness';

/** A person in a document, all their tabs and devices taken together. */
export interface Person {
  id: string;
  name: string;
  /** Nobody of their tabs was touched for a while. */
  idle: boolean;
  /** The page they look at, when their tab said so. */
  page: string | null;
  /** The tab that moved last: where their caret or selection is. */
  clientId: number;
  /** Its state, with `user` as the server stamped it. */
  state: Readonly<Record<string, unknown>>;
}

/** Everybody else in this document, by name; stable between changes. Total: odd states are skipped. */
export function usePeople(awareness: Awareness | null): readonly Person[] {
  const source = useMemo(() => peopleSource(awareness === null ? [] : [awareness]), [awareness]);
  return useSyncExternalStore(source.subscribe, source.get);
}

const NOBODY: readonly Person[] = [];

function peopleSource(awarenesses: readonly Awareness[]) {
  let people = NOBODY;
  let stale = true;
  return {
    get(): readonly Person[] {
      if (!stale) return people;
      stale = false;
      const next = readPeople(awarenesses);
      if (!same(people, next)) people = next;
      return people;
    },
    subscribe(listener: () => void): () => void {
      stale = true;
      const changed = () => {
        stale = true;
        listener();
      };
      for (const awareness of awarenesses) awareness.on('change', changed);
      return () => {
        for (const awareness of awarenesses) awareness.off('change', changed);
      };
    },
  };
}

/** Of several entries of one person the one that moved last counts, an idle one only if all are. */
export function readPeople(awarenesses: readonly Awareness[]): readonly Person[] {
  const found = new Map<string, Person & { movedAt: number }>();
  for (const awareness of awarenesses) {
    for (const [clientId, state] of awareness.getStates()) {
      if (clientId === awareness.clientID) continue;
      const user = userOf(state);
      if (user === null) continue;
      const movedAt = awareness.meta.get(clientId)?.lastUpdated ?? 0;
      const idle = state['idle'] === true;
      const page = typeof state['page'] === 'string' ? state['page'] : null;
      const before = found.get(user.id);
      if (before === undefined || movedAt >= before.movedAt) {
        found.set(user.id, {
          ...user,
          idle: idle && (before?.idle ?? true),
          page: page ?? before?.page ?? null,
          clientId,
          state,
          movedAt,
        });
      } else {
        before.idle &&= idle;
        before.page ??= page;
      }
    }
  }
  return [...found.values()]
    .map(({ movedAt: _, ...person }) => person)
    .toSorted((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1));
}

/** Who it is, as the server stamped it. */
export function userOf(state: Readonly<Record<string, unknown>>): { id: string; name: string } | null {
  const user = state['user'];
  if (typeof user !== 'object' || user === null) return null;
  const { id, name } = user as { id?: unknown; name?: unknown };
  return typeof id === 'string' && typeof name === 'string' ? { id, name } : null;
}

function same(a: readonly Person[], b: readonly Person[]): boolean {
  return (
    a.length === b.length &&
    a.every((person, index) => {
      const other = b[index];
      return (
        other !== undefined &&
        person.id === other.id &&
        person.name === other.name &&
        person.idle === other.idle &&
        person.page === other.page &&
        person.clientId === other.clientId &&
        person.state === other.state
      );
    })
  );
}
