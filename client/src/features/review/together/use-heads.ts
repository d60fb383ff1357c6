import { useMemo, useSyncExternalStore } from 'react';
import type { Awareness } from 'y-protocols/awareness';
import type { Store } from '../../../app/store.ts';
import { readPeople } from '../../presence/people.ts';
import { readPlayhead, type Playhead } from './playhead.ts';

/** Somebody else in this video, and where in it they are. */
export interface Head {
  id: string;
  name: string;
  guest: boolean;
  head: Playhead;
}

/** Everybody else's playheads; the same list while they point or draw, which they say in the same awareness many times a second. */
export function useHeads(awareness: Awareness): readonly Head[] {
  const store = useMemo(() => headsStore(awareness), [awareness]);
  return useSyncExternalStore(store.subscribe, store.get);
}

function headsStore(awareness: Awareness): Store<readonly Head[]> {
  let heads: readonly Head[] = [];
  let shown = JSON.stringify(heads);
  return {
    get() {
      const next = readHeads(awareness);
      const now = JSON.stringify(next);
      if (now !== shown) [heads, shown] = [next, now];
      return heads;
    },
    subscribe(listener) {
      awareness.on('change', listener);
      return () => awareness.off('change', listener);
    },
  };
}

function readHeads(awareness: Awareness): Head[] {
  return readPeople([awareness]).flatMap(({ id, name, state }) => {
    const head = readPlayhead(state);
    return head === null ? [] : [{ id, name, guest: state['guest'] === true, head }];
  });
}
