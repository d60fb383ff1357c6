import { tellAll } from './tell-all.ts';

/** A value one can read and watch. `get()` returns the same object until it changes: fits `useSyncExternalStore`. */
export interface Store<T> {
  get(): T;
  subscribe(listener: () => void): () => void;
}

/** The writing end of a store. */
export interface Cell<T> extends Store<T> {
  set(value: T): void;
}

/** Values that say the same (as JSON, unless told otherwise) are one value: nobody is woken for nothing. */
export function createCell<T>(initial: T, same: (a: T, b: T) => boolean = sameJson): Cell<T> {
  let value = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set(next) {
      if (Object.is(value, next) || same(value, next)) return;
      value = next;
      tellAll(listeners);
    },
    subscribe(listener) {
      // Wrapped, so that one function subscribed twice is two subscriptions.
      const own = () => listener();
      listeners.add(own);
      return () => listeners.delete(own);
    },
  };
}

export function sameJson(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Resolves as soon as `until` finds what it looks for in the store. */
export function waitFor<T, R>(store: Store<T>, until: (value: T) => R | undefined): Promise<R> {
  return new Promise((resolve, reject) => {
    let stop: (() => void) | null = null;
    const look = () => {
      try {
        const found = until(store.get());
        if (found === undefined) return false;
        resolve(found);
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      }
      stop?.();
      return true;
    };
    if (!look()) stop = store.subscribe(look);
  });
}
