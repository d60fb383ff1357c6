import type { FileVariant } from '@clapper/protocol';
import { wrap, type DBSchema, type IDBPDatabase } from 'idb';
import type { Environment } from '../environment.ts';
import type { LeaseStore } from '../leading/lease-lead.ts';
import {
  joined,
  together,
  unfinished,
  type BytesRow,
  type FileKey,
  type HereRow,
  type LeaseRow,
  type PartKey,
  type PartRow,
  type WaitingRow,
} from './file-rows.ts';

/** Where files lie on a device. Each call is one transaction, and resolves when that is complete. */
export interface FileDatabase extends LeaseStore {
  /** False: a closed tab takes everything with it. */
  readonly persistent: boolean;
  /** Waits for the disk: they exist nowhere else. A file that waits already keeps its place and its upload. */
  add(files: readonly NewBytes[], waiting: WaitingRow): Promise<void>;
  keep(file: NewBytes): Promise<void>;
  keepPart(part: PartRow): Promise<void>;
  /** In order, whether they are all or not. */
  parts(hash: string, as: FileVariant): Promise<PartRow[]>;
  dropParts(hash: string, as: FileVariant): Promise<void>;
  /** All its parts are here. */
  keepWhole(here: HereRow): Promise<void>;
  /** Of files that are not whole, and of which nothing has come since then. */
  dropPartsBefore(time: number): Promise<void>;
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
  here: { key: FileKey; value: HereRow };
  bytes: { key: [string, string]; value: BytesRow };
  parts: { key: PartKey; value: PartRow };
  waiting: { key: [string, string]; value: WaitingRow };
  lease: { key: string; value: LeaseRow };
}

/** Version of the tables. Only ever add stores and optional fields: old tabs run beside new ones. */
const VERSION = 2;
const LEAD = 'lead';

/** @throws when the browser refuses. */
export async function openFileDatabase(name: string, environment: Environment): Promise<FileDatabase> {
  const { indexedDB, IDBKeyRange } = environment;
  if (indexedDB === null || IDBKeyRange === null) throw new Error('This browser has no IndexedDB.');
  const db = await openIn(indexedDB, name);
  const partsOf = (hash: string, as: FileVariant) => IDBKeyRange.bound([hash, as, 0], [hash, as, Infinity]);
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
    async keepPart(part) {
      const tx = db.transaction('parts', 'readwrite', { durability: 'relaxed' });
      await settled(tx, async () => void (await tx.store.put(part)));
    },
    parts: (hash, as) => db.getAll('parts', partsOf(hash, as)),
    dropParts: (hash, as) => db.delete('parts', partsOf(hash, as)),
    async keepWhole(here) {
      const tx = db.transaction('here', 'readwrite', { durability: 'relaxed' });
      await settled(tx, async () => {
        const known = await tx.store.get([here.hash, here.as]);
        await tx.store.put(known === undefined ? here : joined(known, here));
      });
    },
    async dropPartsBefore(time) {
      const tx = db.transaction(['here', 'parts'], 'readwrite', { durability: 'relaxed' });
      await settled(tx, async () => {
        const parts = tx.objectStore('parts');
        // By their keys: of films that are whole there are hundreds.
        const some = unfinished(await parts.getAllKeys(), await tx.objectStore('here').getAllKeys());
        for (const file of some) {
          const came = await parts.getAll(partsOf(...file));
          if (came.every(({ cameAt }) => cameAt < time)) await parts.delete(partsOf(...file));
        }
      });
    },
    async bytes(hash, as) {
      const tx = db.transaction(['here', 'bytes', 'parts']);
      return settled(tx, async () => {
        const row = await tx.objectStore('bytes').get([hash, as]);
        if (row !== undefined) return row.blob;
        if ((await tx.objectStore('here').get([hash, as])) === undefined) return null;
        return together(await tx.objectStore('parts').getAll(partsOf(hash, as)));
      });
    },
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
      const tx = db.transaction(['here', 'bytes', 'parts'], 'readwrite', { durability: 'relaxed' });
      await settled(tx, async () => {
        for (const { hash, as } of rows) {
          await tx.objectStore('here').delete([hash, as]);
          await tx.objectStore('bytes').delete([hash, as]);
          await tx.objectStore('parts').delete(partsOf(hash, as));
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
      await removeIn(indexedDB, name);
    },
  };
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
    request.onupgradeneeded = ({ oldVersion }) => {
      const { result: db } = request;
      if (oldVersion < 1) {
        db.createObjectStore('here', { keyPath: ['hash', 'as'] });
        db.createObjectStore('bytes', { keyPath: ['hash', 'as'] });
        db.createObjectStore('waiting', { keyPath: ['document', 'hash'] });
        db.createObjectStore('lease');
      }
      if (oldVersion < 2) db.createObjectStore('parts', { keyPath: ['hash', 'as', 'from'] });
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
