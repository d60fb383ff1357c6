import { useEffect } from 'react';
import { useUploadsStore } from '../../files/files-context.ts';
import { usePeople } from '../../presence/index.ts';
import type { BoardSession } from '../session/board-session.ts';
import { uploadsOfOthers, uploadsToTell } from './uploads-of-others.ts';

/** Tells the others how far this device's pictures are, and learns it of theirs. */
export function useUploadsOfOthers({ awareness, me, project, othersUploads }: BoardSession): void {
  const store = useUploadsStore();
  useEffect(() => {
    let told = 'null';
    const tell = () => {
      const uploads = uploadsToTell(store.get().waiting, `${project}/board`);
      const says = JSON.stringify(uploads);
      if (says === told) return;
      told = says;
      awareness.setLocalStateField('uploads', uploads);
    };
    tell();
    const stop = store.subscribe(tell);
    return () => {
      stop();
      if (told !== 'null') awareness.setLocalStateField('uploads', null);
    };
  }, [store, awareness, project]);

  const people = usePeople(awareness);
  useEffect(() => {
    const next = uploadsOfOthers(people, me.id);
    if (next.size > 0 || othersUploads.get().size > 0) othersUploads.set(next);
  }, [people, me.id, othersUploads]);
}
