import { deleteDB, wrap, type IDBPDatabase } from 'idb';
import type { DocumentMeta, KeptRow, PendingRow, ConfirmedRow, Setting } from './rows.ts';
import type { Environment } from './environment.ts';

/**
 * Where rows lie: IndexedDB, or the memory of this tab when there is none. The store's operations
 * are written once against this, so both keep the same promises except the one about a reload.
 */
export interface Backend {
  /** False: a closed tab takes everything with it. */
  readonly persistent: boolean;
  read<T>(tables: readonly TableName[], act: (tx: Transaction) => Promise<T>): Promise<T>;
  /** Resolves when the transaction is complete, rejects when it was aborted: then nothing of it happened. */
  write<T>(
    tables: readonly TableName[],
    durability: Durability,
    act: (tx: Transaction) => Promise<T>,
  ): Promise<T>;
  close(): void;
  /** Removes everything. */
  destroy(): Promise<void>;
}

/** `strict` waits for the disk: for rows that exist nowhere else. */
export type Durability = 'strict' | 'relaxed';

export interface Tables {
  meta: DocumentMeta;
  confirmed: ConfirmedRow;
  pending: PendingRow;
  /** Edits of this device that the server acknowledged, as they were pushed: should it ever lose them. */
  own: PendingRow;
  kept: KeptRow;
  settings: Setting;
}
export type TableName = keyof Tables;
export type RowKey = string | (string | number)[];

export interface Transaction {
  get<T extends TableName>(table: T, key: RowKey): Promise<Tables[T] | undefined>;
  /** All rows in key order; with a document, only its rows. */
  all<T extends TableName>(table: T, document?: string): Promise<Tables[T][]>;
  /** Its first rows in key order, at most so many. */
  first<T extends TableName>(table: T, document: string, most: number): Promise<Tables[T][]>;
  put<T extends TableName>(table: T, row: Tables[T]): Promise<void>;
  delete(table: TableName, key: RowKey): Promise<void>;
}

const KEY_PATHS: Readonly<Record<TableName, string | string[]>> = {
  meta: 'document',
  confirmed: ['document', 'k'],
  pending: ['document', 'n', 'clientId'],
  own: ['document', 'n', 'clientId'],
  kept: 'id',
  settings: 'name',
};
const TABLES = Object.keys(KEY_PATHS) as TableName[];

/** Version of the tables. Only ever add stores and optional fields: old tabs run beside new ones. */
const VERSION = 2;

/** An upgrade or a deletion held up by another tab would keep the app from starting: not longer than this. */
const OPEN_TIMEOUT_MS = 8_000;

/** It is there, and may hold edits that nobody has seen yet: only nobody can read it now. */
export class StorageUnread extends Error {
  override readonly name = 'StorageUnread';
}

/** @throws when the browser refuses or throws; StorageUnread when it does not answer, or another tab holds it up. */
export async function openDatabase(name: string, environment: Environment): Promise<Backend> {
  const { indexedDB, IDBKeyRange } = environment;
  if (indexedDB === null || IDBKeyRange === null) throw new Error('This browser has no IndexedDB.');
  const connect = () => open(indexedDB, name);
  let connection: Promise<IDBPDatabase> | null = connect();
  watch(await connection);

  /** The browser closes a connection when it clears storage or another tab upgrades: then it is opened anew. */
  function database(): Promise<IDBPDatabase> {
    connection ??= connect().then(watch);
    const current = connection;
    current.catch(() => {
      if (connection === current) connection = null;
    });
    return current;
  }

  function watch(db: IDBPDatabase): IDBPDatabase {
    db.addEventListener('versionchange', () => {
      db.close();
      connection = null;
    });
    db.addEventListener('close', () => (connection = null));
    return db;
  }

  async function run<T>(
    tables: readonly TableName[],
    mode: 'readonly' | 'readwrite',
    durability: Durability,
    act: (tx: Transaction) => Promise<T>,
  ): Promise<T> {
    const db = await database();
    const tx = db.transaction([...tables], mode, { durability });
    // Awaited below in the good case; here so that an abort is never an unhandled rejection.
    tx.done.catch(() => undefined);
    // An empty array sorts behind every number and string: the end of the document's keys.
    const rangeOf = (document: string) => IDBKeyRange!.bound([document], [document, []]);
    const rows: Transaction = {
      get: (table, key) => tx.objectStore(table).get(key),
      all: (table, document) =>
        tx.objectStore(table).getAll(document === undefined ? null : rangeOf(document)),
      first: (table, document, most) => tx.objectStore(table).getAll(rangeOf(document), most),
      async put(table, row) {
        await tx.objectStore(table).put!(row);
      },
      async delete(table, key) {
        await tx.objectStore(table).delete!(key);
      },
    };
    let result: T;
    try {
      result = await act(rows);
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

  return {
    persistent: true,
    read: (tables, act) => run(tables, 'readonly', 'relaxed', act),
    write: (tables, durability, act) => run(tables, 'readwrite', durability, act),
    close() {
      connection?.then((db) => db.close()).catch(() => undefined);
      connection = null;
    },
    async destroy() {
      (await database()).close();
      connection = null;
      await removeDatabase(indexedDB, name);
    },
  };
}

function open(indexedDB: IDBFactory, name: string): Promise<IDBPDatabase> {
  return new Promise((resolve, reject) => {
    let givenUp = false;
    const giveUp = (why: string) => {
      givenUp = true;
      settle(() => reject(new StorageUnread(why)));
    };
    const timer = setTimeout(() => giveUp('IndexedDB does not answer.'), OPEN_TIMEOUT_MS);
    const settle = (act: () => void) => {
      clearTimeout(timer);
      act();
    };
    let request: IDBOpenDBRequest;
    try {
      request = indexedDB.open(name, VERSION);
    } catch (error) {
      settle(() => reject(error instanceof Error ? error : new Error(String(error))));
      return;
    }
    request.onupgradeneeded = () => {
      for (const table of TABLES) {
        if (!request.result.objectStoreNames.contains(table)) {
          request.result.createObjectStore(table, { keyPath: KEY_PATHS[table] });
        }
      }
    };
    request.onblocked = () => giveUp('Another tab holds an older version of the database.');
    request.onerror = () =>
      settle(() => reject(request.error ?? new Error('IndexedDB could not be opened.')));
    request.onsuccess = () => {
      // Too late for this tab. Held open it would be in the way of others that upgrade or delete it.
      if (givenUp) request.result.close();
      else settle(() => resolve(wrap(request.result)));
    };
  });
}

function removeDatabase(indexedDB: IDBFactory, name: string): Promise<void> {
  if (indexedDB === (globalThis as Partial<typeof globalThis>).indexedDB) return deleteDB(name);
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error ?? new Error('The database could not be deleted.'));
  });
}

/** Rows in the memory of this tab. Transactions run one after the other, like the real ones. */
export function memoryBackend(): Backend {
  const tables = new Map(TABLES.map((table) => [table, new Map<string, unknown>()]));
  let last: Promise<unknown> = Promise.resolve();
  const tx: Transaction = {
    get: (table, key) => Promise.resolve(tables.get(table)!.get(JSON.stringify(key)) as never),
    all(table, document) {
      const rows = [...tables.get(table)!.values()] as Tables[typeof table][];
      const own =
        document === undefined ? rows : rows.filter((row) => 'document' in row && row.document === document);
      return Promise.resolve(own.sort((a, b) => compareKeys(keyOf(table, a), keyOf(table, b))));
    },
    first: async (table, document, most) => (await tx.all(table, document)).slice(0, most),
    put(table, row) {
      tables.get(table)!.set(JSON.stringify(keyOf(table, row)), row);
      return Promise.resolve();
    },
    delete(table, key) {
      tables.get(table)!.delete(JSON.stringify(key));
      return Promise.resolve();
    },
  };
  const run = <T>(act: (tx: Transaction) => Promise<T>): Promise<T> => {
    const next = last.then(() => act(tx));
    last = next.catch(() => undefined);
    return next;
  };
  return {
    persistent: false,
    read: (_tables, act) => run(act),
    write: (_tables, _durability, act) => run(act),
    close: () => undefined,
    destroy() {
      for (const rows of tables.values()) rows.clear();
      return Promise.resolve();
    },
  };
}

function keyOf<T extends TableName>(table: T, row: Tables[T]): RowKey {
  const path = KEY_PATHS[table];
  const fields = row as unknown as Record<string, string | number>;
  return typeof path === 'string' ? (fields[path] as string) : path.map((part) => fields[part]!);
}

function compareKeys(a: RowKey, b: RowKey): number {
  if (typeof a === 'string' || typeof b === 'string') return a < b ? -1 : 1;
  for (let i = 0; i < a.length; i++) {
    if (a[i]! !== b[i]!) return a[i]! < b[i]! ? -1 : 1;
  }
  return 0;
}
