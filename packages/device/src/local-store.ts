import { newId, type DeviceId, type DocumentAccess, type ErrorCode } from '@clapper/protocol';
import { appendConfirmed, goOn, otherHistory } from './confirmed-rows.ts';
import type { Environment, Logger } from './environment.ts';
import { createLeaseRow } from './leading/lease-row.ts';
import type { LeaseStore } from './leading/lease-lead.ts';
import { changePin, readPins, type Pin, type PinChange } from './offline/pins.ts';
import { newMeta, type DocumentMeta, type KeptRow, type PendingRow } from './rows.ts';
import { repairDocument, type Repair } from './repair/repair-document.ts';
import { retryKept, type Retried, type Retry } from './repair/retry-kept.ts';
import { readSteps, type RepairStep } from './repair/steps.ts';
import { createCell, type Store } from './store.ts';
import {
  memoryBackend,
  openDatabase,
  StorageUnread,
  type Backend,
  type Transaction,
} from './transactions.ts';

/**
 * Why edits are not on this device's disk. `blocked` (there is none) and `unread` (there is one, and nobody knows what it
 * holds) last as long as the page; the others end with the next write that succeeds.
 */
export type StorageProblem = 'blocked' | 'unread' | 'full' | 'failed';

/** A local edit on its way into `pending`. */
export interface NewEdit {
  clientId: number;
  update: Uint8Array;
  at: number;
  change: number;
  /** Null: taken in the storing transaction. Set when it had to be pushed before it could be stored. */
  n: number | null;
  /** It is not to be stored: why. */
  refused?: ErrorCode;
}

/** An update that is on the server's disk: rows of others, or an acknowledged edit of this device. */
export interface NewConfirmed {
  update: Uint8Array;
  /** The rows it stands for; null when the server wrote none. */
  rows: { from: number; to: number; tip: string } | null;
  /** The pending row it was. */
  acknowledges: { n: number; clientId: number } | null;
}

export interface DocumentFacts {
  access?: DocumentAccess;
  schema?: number;
  lastSyncAt?: number;
  lastAckAt?: number;
  refused?: ErrorCode | null;
}

export interface SaveBatch {
  epoch: string | null;
  /** The epoch that this one goes on from. */
  from: string | null;
  generation: number;
  tab: string;
  /** The highest n this tab has pushed: the server takes a lower one for a repeated push, and drops it. */
  afterN: number;
  edits: readonly NewEdit[];
  confirmed: readonly NewConfirmed[];
  facts: DocumentFacts;
}

export interface SaveResult {
  /** Another tab rebuilt the document meanwhile: `edits` were not stored, they belong to the old one. */
  stale: boolean;
  pending: PendingRow[];
}

export interface LoadedDocument {
  meta: DocumentMeta | null;
  confirmed: Uint8Array[];
  pending: PendingRow[];
  /** The last repairs, oldest first. */
  steps: readonly RepairStep[];
}

export interface LocalStore {
  readonly problem: Store<StorageProblem | null>;
  readonly persistent: boolean;
  deviceId(): Promise<DeviceId>;
  load(document: string): Promise<LoadedDocument>;
  metas(): Promise<DocumentMeta[]>;
  allPending(): Promise<PendingRow[]>;
  pendingOf(document: string): Promise<PendingRow[]>;
  /** All of it in one transaction; resolves when that is complete. */
  save(document: string, batch: SaveBatch): Promise<SaveResult>;
  /** Takes refused rows out, writes anew what built on them, and begins the document's next generation. */
  repair(document: string, repair: Repair): Promise<{ stale: boolean; kept: KeptRow | null }>;
  /** A kept edit becomes a pending one. */
  retry(document: string, retry: Retry): Promise<Retried>;
  /** Takes over rows of tabs that are gone; returns those that were still there. */
  claim(document: string, tabs: ReadonlySet<string>, by: string): Promise<PendingRow[]>;
  keep(row: KeptRow): Promise<void>;
  kept(): Promise<KeptRow[]>;
  dismiss(id: string): Promise<void>;
  /** What is known of projects apart from their documents. */
  pins(): Promise<Pin[]>;
  /** Returns all of them, as they are after it. */
  changePin(project: string, change: PinChange): Promise<Pin[]>;
  /** Who leads, where tabs agree on it here; null when other tabs do not see what this one stores. */
  readonly lease: LeaseStore | null;
  close(): void;
  wipe(): Promise<void>;
}

export async function openLocalStore(
  user: string,
  environment: Environment,
  log: Logger,
): Promise<LocalStore> {
  const problem = createCell<StorageProblem | null>(null);
  let backend: Backend;
  try {
    backend = await openDatabase(`clapper-${user}`, environment);
  } catch (error) {
    const unread = error instanceof StorageUnread;
    log.error({ error }, unread ? 'device.storageUnread' : 'device.storageBlocked');
    problem.set(unread ? 'unread' : 'blocked');
    backend = memoryBackend();
  }

  /** Every write passes here: what failed is told, what works again is told as well. */
  const write: Backend['write'] = async (tables, durability, act) => {
    try {
      const result = await backend.write(tables, durability, act);
      if (backend.persistent) problem.set(null);
      return result;
    } catch (error) {
      const full = error instanceof Error && error.name === 'QuotaExceededError';
      log.error({ error }, full ? 'device.storageFull' : 'device.storageFailed');
      problem.set(full ? 'full' : 'failed');
      throw error;
    }
  };

  return {
    problem,
    get persistent() {
      return backend.persistent;
    },

    async deviceId() {
      const known = await backend.read(['settings'], (tx) => tx.get('settings', 'device'));
      if (known !== undefined) return known.value as DeviceId;
      const made = newId<DeviceId>(environment.now());
      try {
        return await write(['settings'], 'relaxed', async (tx) => {
          const first = await tx.get('settings', 'device');
          if (first !== undefined) return first.value as DeviceId;
          await tx.put('settings', { name: 'device', value: made });
          return made;
        });
      } catch {
        // Told through `problem`. The id is information only: a new one per start does no harm.
        return made;
      }
    },

    load: (document) =>
      backend.read(['meta', 'confirmed', 'pending', 'settings'], async (tx) => {
        const [meta, confirmed, pending, steps] = await Promise.all([
          tx.get('meta', document),
          tx.all('confirmed', document),
          tx.all('pending', document),
          readSteps(tx, document),
        ]);
        return { meta: meta ?? null, confirmed: confirmed.map((row) => row.update), pending, steps };
      }),

    metas: () => backend.read(['meta'], (tx) => tx.all('meta')),
    pendingOf: (document) => backend.read(['pending'], (tx) => tx.all('pending', document)),
    allPending: () => backend.read(['pending'], (tx) => tx.all('pending')),

    save: (document, batch) =>
      write(['meta', 'confirmed', 'pending', 'own'], batch.edits.length > 0 ? 'strict' : 'relaxed', (tx) =>
        save(tx, document, batch),
      ),

    repair: (document, repair) =>
      write(['meta', 'confirmed', 'pending', 'own', 'kept', 'settings'], 'strict', (tx) =>
        repairDocument(tx, document, repair),
      ),
    retry: (document, retry) =>
      write(['meta', 'pending', 'kept'], 'strict', (tx) => retryKept(tx, document, retry)),

    claim: (document, tabs, by) =>
      write(['pending'], 'relaxed', async (tx) => {
        const rows = (await tx.all('pending', document)).filter((row) => tabs.has(row.tab));
        for (const row of rows) {
          row.tab = by;
          await tx.put('pending', row);
        }
        return rows;
      }),

    keep: (row) => write(['kept'], 'strict', (tx) => tx.put('kept', row)),
    kept: () => backend.read(['kept'], (tx) => tx.all('kept')),
    dismiss: (id) => write(['kept'], 'strict', (tx) => tx.delete('kept', id)),
    pins: () => readPins(backend),
    changePin: (project, change) => write(['settings'], 'relaxed', (tx) => changePin(tx, project, change)),
    lease: backend.persistent ? createLeaseRow(backend, () => environment.now()) : null,
    close: () => backend.close(),
    wipe: () => backend.destroy(),
  };
}

async function save(tx: Transaction, document: string, batch: SaveBatch): Promise<SaveResult> {
  const meta = (await tx.get('meta', document)) ?? newMeta(document);
  goOn(meta, batch.epoch, batch.from);
  // Another history: what belongs to the old one must not enter.
  if (otherHistory(meta, batch.epoch)) return { stale: true, pending: [] };
  const stale = meta.generation !== batch.generation;
  meta.epoch ??= batch.epoch;
  await appendConfirmed(tx, meta, batch.confirmed);
  const pending: PendingRow[] = [];
  if (!stale) {
    for (const { n, ...edit } of batch.edits) {
      meta.n = n === null ? Math.max(meta.n, batch.afterN) + 1 : Math.max(meta.n, n);
      const row: PendingRow = { document, tab: batch.tab, ...edit, n: n ?? meta.n };
      await tx.put('pending', row);
      pending.push(row);
    }
  }
  Object.assign(meta, batch.facts);
  await tx.put('meta', meta);
  return { stale, pending };
}
