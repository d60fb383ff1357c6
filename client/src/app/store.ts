import { useSyncExternalStore } from 'react';

/** The device's and the app's readable values; `get` is stable between changes. */
export interface Store<T> {
  get(): T;
  subscribe(listener: () => void): () => void;
}

export function useStore<T>(store: Store<T>): T {
  return useSyncExternalStore(store.subscribe, store.get);
}

/** A store that its owner sets. Setting what it holds tells nobody. */
export function createStore<T>(initial: T): Store<T> & { set(value: T): void } {
  let value = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set(next) {
      if (Object.is(value, next)) return;
      value = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
