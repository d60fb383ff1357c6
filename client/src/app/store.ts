import { useSyncExternalStore } from 'react';

/** The device's and the app's readable values; `get` is stable between changes. */
export interface Store<T> {
  get(): T;
  subscribe(listener: () => void): () => void;
}

export function useStore<T>(store: Store<T>): T {
  return useSyncExternalStore(store.subscribe, store.get);
}

/** A part of a store; draws again only when that part changes. `pick` gives a plain value or the same object. */
export function usePart<T, P>(store: Store<T>, pick: (value: T) => P): P {
  const get = () => pick(store.get());
  return useSyncExternalStore(store.subscribe, get);
}

/** A store that its owner sets. Setting what it holds tells nobody. */
export interface Settable<T> extends Store<T> {
  set(value: T): void;
}

export function createStore<T>(initial: T): Settable<T> {
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
