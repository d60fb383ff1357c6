import { useEffect, useRef } from 'react';
import { useOpenFiles } from '../files/files-context.ts';
import type { PresencePlane } from './plane.ts';
import { peopleOf } from './project-people.ts';

/** Who comes back to the network brings the files that waited on their device: they are asked for now, not when it is their turn. */
export function useComings(plane: PresencePlane | null): void {
  const store = useOpenFiles();
  const here = useRef<ReadonlySet<string>>(new Set());
  useEffect(() => {
    if (plane === null || store === null) return;
    const people = peopleOf(plane);
    let last: unknown = null;
    const look = () => {
      const all = people.get();
      // Cursors move many times a second.
      if (all === last) return;
      last = all;
      const now = new Set(all.map(({ id }) => id));
      const came = [...now].some((id) => !here.current.has(id));
      here.current = now;
      if (came) store.kick();
    };
    look();
    return people.subscribe(look);
  }, [plane, store]);
}
