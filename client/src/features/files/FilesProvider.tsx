import type { Device } from '@clapper/device';
import type { FileStore, KeptFiles } from '@clapper/device/files';
import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { atRest, drawn } from '../../app/at-rest.ts';
import { untilLoaded } from '../../app/lazy-part.tsx';
import { recall, remember } from '../../app/memory.ts';
import { freshToken } from '../../app/session.ts';
import { createStore } from '../../app/store.ts';
import { FilesContext, type Files, type Uploads } from './files-context.ts';

/** Opens the files of a device when a page shows some, or when some wait to be sent; closes them with it. */
export function FilesProvider({
  device,
  token = freshToken,
  children,
}: {
  device: Device;
  /** Whose, where nobody is signed in. */
  token?: typeof freshToken;
  children: ReactNode;
}) {
  const [store, setStore] = useState<FileStore | null>(null);
  const memory = `files.${device.user.id}` as const;
  const [wanted, setWanted] = useState(() => recall(memory) !== null);
  // Until it is known what waits the pill says what was so when this browser was last here.
  const uploads = useMemo(
    () =>
      createStore<Uploads>({ waiting: [], problem: null, remembered: Number(recall(memory) ?? '0') || null }),
    [memory],
  );
  const [kept] = useState(() => createStore<ReadonlyMap<string, KeptFiles>>(new Map()));
  // Whoever keeps a project offline has its pictures brought, on whichever page they are.
  useEffect(() => {
    const { copies } = device.offline;
    const look = () => {
      if ([...copies.get().values()].some(({ keptBy }) => keptBy === 'person')) setWanted(true);
    };
    look();
    return copies.subscribe(look);
  }, [device]);
  useEffect(() => {
    if (store === null) return;
    let stop: (() => void) | null = null;
    let gone = false;
    const tell = (project: string, files: KeptFiles) => kept.set(new Map(kept.get()).set(project, files));
    void atRest()
      .then(() => untilLoaded(() => import('./kept/start-keeping.ts')))
      .then(({ startKeeping }) => {
        if (!gone) stop = startKeeping({ device, store, tell });
      });
    return () => {
      gone = true;
      stop?.();
    };
  }, [device, store, kept]);
  useEffect(() => {
    if (!wanted) return;
    let gone = false;
    let stop = () => undefined as void;
    const opening = drawn()
      .then(() => untilLoaded(() => import('./open-files.ts')))
      .then(({ openFilesOf }) => (gone ? null : openFilesOf(device, token)));
    void opening.then((opened) => {
      if (opened === null || gone) return;
      const tell = () => {
        const state = opened.state.get();
        uploads.set({ ...state, remembered: null });
        remember(memory, state.waiting.length === 0 ? null : String(state.waiting.length));
      };
      stop = opened.state.subscribe(tell);
      tell();
      setStore(opened);
    });
    return () => {
      gone = true;
      stop();
      setStore(null);
      void opening.then((opened) => opened?.close());
    };
  }, [device, token, memory, uploads, wanted]);
  const files = useMemo<Files>(
    () => ({ store, uploads, kept, open: () => setWanted(true) }),
    [store, uploads, kept],
  );
  return <FilesContext value={files}>{children}</FilesContext>;
}
