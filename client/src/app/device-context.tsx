import { createContext, useContext, useLayoutEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { Device, DocumentHandle, HandleState } from '@clapper/device';
import type { Doc } from 'yjs';
import { useStore } from './store.ts';

export { useStore } from './store.ts';

export const DeviceContext = createContext<Device | null>(null);

/** The device of the person who is signed in. Only below the signed-in part of the app. */
export function useDevice(): Device {
  const device = useContext(DeviceContext);
  if (device === null) throw new Error('useDevice outside of the signed-in part of the app');
  return device;
}

export function useMe(): { id: string; name: string } {
  return useDevice().user;
}

const LOADING: HandleState = { phase: 'loading' };
const loadingStore = { get: () => LOADING, subscribe: () => () => undefined };

/** Opens a document while the component is mounted. Key editors by `generation`. */
export function useDocument(documentId: string): HandleState {
  const device = useDevice();
  const [handle, setHandle] = useState<DocumentHandle | null>(null);
  useLayoutEffect(() => {
    const opened = device.open(documentId);
    setHandle(opened);
    return () => opened.close();
  }, [device, documentId]);
  return useStore(handle !== null && handle.document === documentId ? handle.state : loadingStore);
}

/** What `read` makes of a document, read again after each change to it; null while there is none. */
export function useRead<T>(state: HandleState, read: (doc: Doc) => T): T | null {
  const doc = state.phase === 'ready' ? state.doc : null;
  const reading = useMemo(() => readingOf(doc, read), [doc, read]);
  return useSyncExternalStore(reading.subscribe, reading.get);
}

function readingOf<T>(doc: Doc | null, read: (doc: Doc) => T) {
  let value: T | null = null;
  let stale = true;
  return {
    get(): T | null {
      if (stale && doc !== null) value = read(doc);
      stale = false;
      return value;
    },
    subscribe(listener: () => void): () => void {
      if (doc === null) return () => undefined;
      // Between render and subscription the document may have changed.
      stale = true;
      const changed = () => {
        stale = true;
        listener();
      };
      doc.on('update', changed);
      return () => doc.off('update', changed);
    },
  };
}
