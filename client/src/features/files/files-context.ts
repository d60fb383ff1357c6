import type { FilesState, FileStore, KeptFiles } from '@clapper/device/files';
import { createContext, useContext, useEffect } from 'react';
import { createStore, useStore, type Store } from '../../app/store.ts';

/** The files of this device, and how many of them wait, which is known before they are. */
export interface Files {
  store: FileStore | null;
  /** Opens them, if nobody has: pages of words need none. */
  open(): void;
  uploads: Store<Uploads>;
  /** By project: what is here of those that this person keeps offline. */
  kept: Store<ReadonlyMap<string, KeptFiles>>;
}

export interface Uploads extends FilesState {
  /** As many were waiting when this browser was last here; null: it is known what waits. */
  remembered: number | null;
}

const NONE: Files = {
  store: null,
  open: () => undefined,
  uploads: createStore({ waiting: [], problem: null, remembered: null }),
  kept: createStore<ReadonlyMap<string, KeptFiles>>(new Map()),
};

export const FilesContext = createContext<Files>(NONE);

/** Null for the moment it takes to open them: what a page shows first has no files in it. */
export function useFiles(): FileStore | null {
  const { store, open } = useContext(FilesContext);
  useEffect(open, [open]);
  return store;
}

/** The same for who needs them only if somebody else does. */
export function useOpenFiles(): FileStore | null {
  return useContext(FilesContext).store;
}

/** What was added on this device and is not on the server. */
export function useUploads(): Uploads {
  return useStore(useContext(FilesContext).uploads);
}

/** The same for who acts and does not show. */
export function useUploadsStore(): Store<Uploads> {
  return useContext(FilesContext).uploads;
}

/** What is on this device of a project's pictures and films; null: nobody counted yet. */
export function useKeptFiles(project: string): KeptFiles | null {
  return useStore(useContext(FilesContext).kept).get(project) ?? null;
}

export function countWaiting({ waiting, remembered }: Uploads): number {
  return remembered ?? waiting.length;
}
