import type { Logger } from './environment.ts';
import type { KeptRow } from './rows.ts';
import { createCell, type Store } from './store.ts';

/** The kept edits of this browser, as last read from its disk. */
export interface KeptList extends Store<readonly KeptRow[]> {
  /** Resolves when what is on disk now is told; never rejects. */
  read(): Promise<void>;
}

export function createKeptList(store: { kept(): Promise<KeptRow[]> }, log: Logger): KeptList {
  const rows = createCell<readonly KeptRow[]>([], sameKept);
  let asked = 0;
  let told = 0;
  return {
    get: rows.get,
    subscribe: rows.subscribe,
    async read() {
      const turn = ++asked;
      try {
        const now = await store.kept();
        // Of two reads the one that began first may end last: it knows less.
        if (turn < told) return;
        told = turn;
        rows.set(now);
      } catch (error) {
        log.error({ error }, 'device.keptUnreadable');
      }
    },
  };
}

function sameKept(a: readonly KeptRow[], b: readonly KeptRow[]): boolean {
  return a.length === b.length && a.every((row, i) => row.id === b[i]!.id && row.text === b[i]!.text);
}
