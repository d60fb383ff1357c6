import type { FileDatabase, NewBytes } from './file-database.ts';
import { joined, together, type HereRow, type PartRow, type WaitingRow } from './file-rows.ts';

/** Files in the memory of this tab, where a browser lets nothing be stored. */
export function memoryFiles(): FileDatabase {
  const here = new Map<string, HereRow>();
  const bytes = new Map<string, Blob>();
  const parts = new Map<string, PartRow[]>();
  const waiting = new Map<string, WaitingRow>();
  const keep = ({ here: row, blob }: NewBytes) => {
    const key = `${row.hash}/${row.as}`;
    const known = here.get(key);
    here.set(key, known === undefined ? row : joined(known, row));
    bytes.set(key, blob);
  };
  const done = () => Promise.resolve();
  return {
    persistent: false,
    add(files, row) {
      files.forEach(keep);
      const key = `${row.document} ${row.hash}`;
      if (waiting.get(key)?.refused !== null) waiting.set(key, row);
      return done();
    },
    keep: (file) => done().then(() => keep(file)),
    // What is put together here is no copy of its parts: they are let go with it.
    keepPart: (part) =>
      done().then(() => {
        const key = `${part.hash}/${part.as}`;
        const others = (parts.get(key) ?? []).filter(({ from }) => from !== part.from);
        parts.set(
          key,
          [...others, part].toSorted((a, b) => a.from - b.from),
        );
      }),
    parts: (hash, as) => Promise.resolve(parts.get(`${hash}/${as}`) ?? []),
    dropParts: (hash, as) => done().then(() => void parts.delete(`${hash}/${as}`)),
    keepWhole: (row) =>
      done().then(() => keep({ here: row, blob: together(parts.get(`${row.hash}/${row.as}`) ?? []) })),
    // They go with the tab.
    dropPartsBefore: done,
    bytes: (hash, as) => Promise.resolve(bytes.get(`${hash}/${as}`) ?? null),
    here: () => Promise.resolve([...here.values()]),
    used: done,
    letGo(rows) {
      for (const { hash, as } of rows) {
        here.delete(`${hash}/${as}`);
        bytes.delete(`${hash}/${as}`);
        parts.delete(`${hash}/${as}`);
      }
      return done();
    },
    waiting: () => Promise.resolve([...waiting.values()]),
    change(row) {
      const key = `${row.document} ${row.hash}`;
      if (waiting.has(key)) waiting.set(key, row);
      return done();
    },
    waitsNoMore: (document, hash) => done().then(() => void waiting.delete(`${document} ${hash}`)),
    // No other tab sees what is here.
    lease: (by) => Promise.resolve(by),
    endLease: done,
    close: () => undefined,
    destroy() {
      for (const table of [here, bytes, parts, waiting]) table.clear();
      return done();
    },
  };
}
