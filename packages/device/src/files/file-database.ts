import type { FileVariant } from '@clapper/protocol';
import { wrap, type DBSchema, type IDBPDatabase } from 'idb';
import type { Environment } from '../environment.ts';
import type { LeaseStore } from '../leading/lease-lead.ts';
import type { BytesRow, HereRow, LeaseRow, WaitingRow } from './file-rows.ts';

/** Where files lie on a device. Each call is one transaction, and resolves when that is complete. */
export interface FileDatabase extends LeaseStore {
  /** False: a closed tab takes everything with it. */
  readonly persistent: boolean;
  /** Waits for the disk: they exist nowhere else. A file that waits already keeps its place and its upload. */
  add(files: readonly NewBytes[], waiting: WaitingRow): Promise<void>;
  keep(file: NewBytes): Promise<void>;
  bytes(hash: string, as: FileVariant): Promise<Blob | null>;
  here(): Promise<HereRow[]>;
  used(rows: readonly HereRow[]): Promise<void>;
  letGo(rows: readonly HereRow[]): Promise<void>;
  waiting(): Promise<WaitingRow[]>;
  /** Nothing when it waits no more. */
  change(row: WaitingRow): Promise<void>;
  waitsNoMore(document: string, hash: string): Promise<void>;
  close(): void;
  destroy(): Promise<void>;
}

export interface NewBytes {
  here: HereRow;
  blob: Blob;
}

interface Schema extends DBSchema {
  here: { key: [string, string]; value: HereRow };
  bytes: { key: [string, string]; value: BytesRow };
  waiting: { key: [string, string]; value: WaitingRow };
  lease: { key: string; value: LeaseRow };
}

/** Version of the tables. Only ever add stores and optional fields: old tabs run beside new ones. */
const VERSION = 1;
const LEAD = 'lead';

/** @throws when the browser refuses. */
export async function openFileDatabase(name: string, environment: Environment): Promise<FileDatabase> {
  if (environment.indexedDB === null) throw new Error('This browser has no IndexedDB.');
  const db = await openIn(environment.indexedDB, name);
  // Another tab deletes it, on signing out: what is held open would hold that up.
  db.addEventListener('versionchange', () => db.close());
  return {
    persistent: true,
    async add(files, waiting) {
      const tx = db.transaction(['here', 'bytes', 'waiting'], 'readwrite', { durability: 'strict' });
      await settled(tx, async () => {
        for (const { here, blob } of files) {
          const { hash, as } = here;
          const known = await tx.objectStore('here').get([hash, as]);
          await tx.objectStore('here').put(known === undefined ? here : joined(known, here));
          if (known === undefined) await tx.objectStore('bytes').put({ hash, as, blob });
        }
        const known = await tx.objectStore('waiting').get([waiting.document, waiting.hash]);
        if (known === undefined || known.refused !== null) await tx.objectStore('waiting').put(waiting);
      });
    },
    async keep({ here, blob }) {
      const tx = db.transaction(['here', 'bytes'], 'readwrite', { durability: 'relaxed' });
      await settled(tx, async () => {
        const known = await tx.objectStore('here').get([here.hash, here.as]);
        await tx.objectStore('here').put(known === undefined ? here : joined(known, here));
        await tx.objectStore('bytes').put({ hash: here.hash, as: here.as, blob });
      });
    },
    bytes: async (hash, as) => (await db.get('bytes', [hash, as]))?.blob ?? null,
    here: () => db.getAll('here'),
    async used(rows) {
      const tx = db.transaction('here', 'readwrite', { durability: 'relaxed' });
      await settled(tx, async () => {
        for (const row of rows) {
          const known = await tx.store.get([row.hash, row.as]);
          if (known !== undefined) await tx.store.put(joined(known, row));
        }
      });
    },
    async letGo(rows) {
      const tx = db.transaction(['here', 'bytes'], 'readwrite', { durability: 'relaxed' });
      await settled(tx, async () => {
        for (const { hash, as } of rows) {
          await tx.objectStore('here').delete([hash, as]);
          await tx.objectStore('bytes').delete([hash, as]);
        }
      });
    },
    waiting: () => db.getAll('waiting'),
    async change(row) {
      const tx = db.transaction('waiting', 'readwrite', { durability: 'relaxed' });
      await settled(tx, async () => {
        if ((await tx.store.get([row.document, row.hash])) !== undefined) await tx.store.put(row);
      });
    },
    waitsNoMore: (document, hash) => db.delete('waiting', [document, hash]),
    async lease(by, until, unless) {
      const tx = db.transaction('lease', 'readwrite', { durability: 'relaxed' });
      return settled(tx, async () => {
        const held = await tx.store.get(LEAD);
        const taken = held !== undefined && held.by !== by && held.until > environment.now();
        if (unless === 'another leads' && taken) return held.by;
        await tx.store.put({ by, until }, LEAD);
        return by;
      });
    },
    async endLease(by) {
      const tx = db.transaction('lease', 'readwrite', { durability: 'relaxed' });
      await settled(tx, async () => {
        if ((await tx.store.get(LEAD))?.by === by) await tx.store.delete(LEAD);
      });
    },
    close: () => db.close(),
    async destroy() {
      db.close();
      await removeIn(environment.indexedDB!, name);
    },
  };
}

/** Files in the memory of this tab, where a browser lets nothing be stored. */
export function memoryFiles(): FileDatabase {
  const here = new Map<string, HereRow>();
  const bytes = new Map<string, Blob>();
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
    bytes: (hash, as) => Promise.resolve(bytes.get(`${hash}/${as}`) ?? null),
    here: () => Promise.resolve([...here.values()]),
    used: done,
    letGo(rows) {
      for (const { hash, as } of rows) {
        here.delete(`${hash}/${as}`);
        bytes.delete(`${hash}/${as}`);
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
      for (const table of [here, bytes, waiting]) table.clear();
      return done();
    },
  };
}

function joined(known: HereRow, now: HereRow): HereRow {
  const documents = [...new Set([...known.documents, ...now.documents])];
  return { ...known, documents, usedAt: Math.max(known.usedAt, now.usedAt) };
}

/** Runs `act` in a transaction to its end; what it throws undoes all of it. */
async function settled<T>(
  tx: { done: Promise<void>; abort(): void; error: DOMException | null },
  act: () => Promise<T>,
): Promise<T> {
  // Awaited below in the good case; here so that an abort is never an unhandled rejection.
  tx.done.catch(() => undefined);
  let result: T;
  try {
    result = await act();
  } catch (error) {
    try {
      tx.abort();
    } catch {
      // It was aborted already, by what was thrown.
    }
    throw tx.error ?? error;
  }
  await tx.done;
  return result;
}

function openIn(factory: IDBFactory, name: string): Promise<IDBPDatabase<Schema>> {
  return new Promise((resolve, reject) => {
    const request = factory.open(name, VERSION);
    request.onupgradeneeded = () => {
      request.result.createObjectStore('here', { keyPath: ['hash', 'as'] });
      request.result.createObjectStore('bytes', { keyPath: ['hash', 'as'] });
      request.result.createObjectStore('waiting', { keyPath: ['document', 'hash'] });
      request.result.createObjectStore('lease');
    };
    request.onblocked = () => reject(new Error('Another tab holds an older version of the database.'));
    request.onerror = () => reject(request.error ?? new Error('IndexedDB could not be opened.'));
    request.onsuccess = () => resolve(wrap(request.result) as unknown as IDBPDatabase<Schema>);
  });
}

function removeIn(factory: IDBFactory, name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = factory.deleteDatabase(name);
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error ?? new Error('The database could not be deleted.'));
  });
}
