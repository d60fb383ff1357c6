import { useSyncExternalStore } from 'react';
import type { Awareness } from 'y-protocols/awareness';
import type { Store } from '../../app/store.ts';
import { NOTHING, readDoing, type Attention, type Doing } from './doing.ts';
import { userOf } from './people.ts';
import { usePlane, type PresencePlane } from './plane.ts';

/** Somebody else in the project, all their tabs and devices taken together: what is drawn by React of them. */
export interface ProjectPerson extends Pick<Doing, 'page' | 'at' | 'attention' | 'typing' | 'following'> {
  id: string;
  name: string;
  /** Came through a link, and is no member. */
  guest: boolean;
}

/** A person's tab that counts: of several the one that is looked at, then the one that moved last. */
export interface PersonTab {
  id: string;
  name: string;
  guest: boolean;
  doing: Doing;
}

const RANK: Readonly<Record<Attention, number>> = { here: 2, idle: 1, away: 0 };

/** Of everybody else, by user id. Who is in a document only, as a script is, is here and does nothing. */
export function readTabs(awarenesses: readonly Awareness[], me: string): Map<string, PersonTab> {
  const found = new Map<string, PersonTab & { rank: number; movedAt: number }>();
  for (const [index, awareness] of awarenesses.entries()) {
    for (const [clientId, state] of awareness.getStates()) {
      const user = clientId === awareness.clientID ? null : userOf(state);
      if (user === null || user.id === me) continue;
      const before = found.get(user.id);
      // As the server stamped it.
      const guest = state['guest'] === true;
      if (index > 0) {
        if (before === undefined)
          found.set(user.id, { ...user, guest, doing: NOTHING, rank: -1, movedAt: 0 });
        continue;
      }
      const doing = readDoing(state);
      const rank = RANK[doing.attention];
      const movedAt = awareness.meta.get(clientId)?.lastUpdated ?? 0;
      if (before !== undefined && (before.rank > rank || (before.rank === rank && before.movedAt > movedAt)))
        continue;
      found.set(user.id, { ...user, guest, doing, rank, movedAt });
    }
  }
  return found;
}

export function readProjectPeople(awarenesses: readonly Awareness[], me: string): readonly ProjectPerson[] {
  return [...readTabs(awarenesses, me).values()]
    .map(({ id, name, guest, doing: { page, at, attention, typing, following } }) => ({
      id,
      name,
      guest,
      page,
      at,
      attention,
      typing,
      following,
    }))
    .toSorted((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1));
}

const NOBODY: readonly ProjectPerson[] = [];
const stores = new WeakMap<PresencePlane, Store<readonly ProjectPerson[]>>();

/** Cursors move many times a second and change nothing here: only what is drawn of people counts. */
export function peopleOf(plane: PresencePlane): Store<readonly ProjectPerson[]> {
  let store = stores.get(plane);
  if (store === undefined) stores.set(plane, (store = peopleStore(plane)));
  return store;
}

function peopleStore(plane: PresencePlane): Store<readonly ProjectPerson[]> {
  let people = NOBODY;
  let shown = JSON.stringify(people);
  const get = () => {
    const next = readProjectPeople(plane.awarenesses(), plane.me);
    const now = JSON.stringify(next);
    if (now !== shown) [people, shown] = [next, now];
    return people;
  };
  return { get, subscribe: plane.subscribe };
}

const nobody: Store<readonly ProjectPerson[]> = { get: () => NOBODY, subscribe: () => () => undefined };

export function usePeopleHere(): readonly ProjectPerson[] {
  const plane = usePlane();
  const store = plane === null ? nobody : peopleOf(plane);
  return useSyncExternalStore(store.subscribe, store.get);
}
