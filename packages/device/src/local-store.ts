import * as Y from 'yjs';
import { newId, type DeviceId, type DocumentAccess, type ErrorCode } from '@clapper/protocol';
import type { Environment, Logger } from './environment.ts';
import { newMeta, type DocumentMeta, type KeptRow, type PendingRow } from './rows.ts';
import { createCell, type Store } from './store.ts';
import { memoryBackend, openDatabase, type Backend, type Transaction } from './transactions.ts';

/** Why edits are not on this device's disk. `blocked` lasts; the others end with the next write that succeeds. */
export type StorageProblem = 'blocked' | 'full' | 'failed';

/** A local edit on its way into `pending`. */
export interface NewEdit {
  clientId: number;
  update: Uint8Array;
  at: number;
  change: number;
  /** Null: taken in the storing transaction. Set when it had to be pushed before it could be stored. */
  n: number | null;
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
}

export interface Rebuild {
  generation: number;
  reason: ErrorCode;
  at: number;
  roleThen: DocumentAccess['role'];
  /** Edits that were never stored: they fall with the pending ones. */
  edits: readonly NewEdit[];
  confirmed: readonly NewConfirmed[];
  facts: DocumentFacts;
  /** Says in words what was refused. */
  describe(confirmed: readonly Uint8Array[], refused: readonly Uint8Array[]): string;
  /** The server's new history, when that is why: it replaces what is confirmed. */
  history: { epoch: string; seq: number; tip: string; updates: readonly Uint8Array[] } | null;
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
  /** Turns every pending row of the document into one kept edit and begins its next generation. */
  rebuild(document: string, rebuild: Rebuild): Promise<{ stale: boolean; kept: KeptRow | null }>;
  /** Takes over rows of tabs that are gone; returns those that were still there. */
  claim(document: string, tabs: ReadonlySet<string>, by: string): Promise<PendingRow[]>;
  keep(row: KeptRow): Promise<void>;
  kept(): Promise<KeptRow[]>;
  dismiss(id: string): Promise<void>;
  close(): void;
  wipe(): Promise<void>;
}

/** Confirmed rows are folded into one when this many, or as many bytes as the last fold left, were appended. */
export const COMPACT_ROWS = 500;
export const COMPACT_BYTES = 256 * 1024;

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
    log.error({ error }, 'device.storageBlocked');
    problem.set('blocked');
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
      backend.read(['meta', 'confirmed', 'pending'], async (tx) => {
        const [meta, confirmed, pending] = await Promise.all([
          tx.get('meta', document),
          tx.all('confirmed', document),
          tx.all('pending', document),
        ]);
        return { meta: meta ?? null, confirmed: confirmed.map((row) => row.update), pending };
      }),

    metas: () => backend.read(['meta'], (tx) => tx.all('meta')),
    pendingOf: (document) => backend.read(['pending'], (tx) => tx.all('pending', document)),
    allPending: () => backend.read(['pending'], (tx) => tx.all('pending')),

    save: (document, batch) =>
      write(['meta', 'confirmed', 'pending'], batch.edits.length > 0 ? 'strict' : 'relaxed', (tx) =>
        save(tx, document, batch),
      ),

    rebuild: (document, rebuild) =>
      write(['meta', 'confirmed', 'pending', 'kept'], 'strict', (tx) =>
        rebuildDocument(tx, document, rebuild),
      ),

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
    close: () => backend.close(),
    wipe: () => backend.destroy(),
  };
}

async function save(tx: Transaction, document: string, batch: SaveBatch): Promise<SaveResult> {
  const meta = (await tx.get('meta', document)) ?? newMeta(document);
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

async function appendConfirmed(
  tx: Transaction,
  meta: DocumentMeta,
  confirmed: readonly NewConfirmed[],
): Promise<void> {
  const { document } = meta;
  for (const { update, rows, acknowledges } of confirmed) {
    if (acknowledges !== null) await tx.delete('pending', [document, acknowledges.n, acknowledges.clientId]);
    // Another tab has its own socket and may have stored the same rows first. From 0 is no row but a
    // diff against what its reader had.
    if (rows !== null && rows.from > 0 && rows.to <= meta.seq) continue;
    await tx.put('confirmed', { document, k: meta.nextK++, update });
    meta.appendedRows++;
    meta.appendedBytes += update.byteLength;
    if (rows !== null && rows.from <= meta.seq + 1 && rows.to > meta.seq) {
      meta.seq = rows.to;
      meta.tip = rows.tip;
    }
  }
  // Only ever after something was appended: opening a document rewrites nothing.
  const due =
    meta.appendedRows >= COMPACT_ROWS || meta.appendedBytes >= Math.max(COMPACT_BYTES, meta.compactedBytes);
  if (due && confirmed.length > 0) await compact(tx, meta);
}

/** Through a `Y.Doc`: merging a long list of updates is quadratic. */
async function compact(tx: Transaction, meta: DocumentMeta): Promise<void> {
  const rows = await tx.all('confirmed', meta.document);
  const doc = new Y.Doc();
  doc.transact(() => rows.forEach((row) => Y.applyUpdate(doc, row.update)));
  const update = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  for (const row of rows) await tx.delete('confirmed', [row.document, row.k]);
  await tx.put('confirmed', { document: meta.document, k: meta.nextK++, update });
  meta.appendedRows = 0;
  meta.appendedBytes = 0;
  meta.compactedBytes = update.byteLength;
}

async function rebuildDocument(
  tx: Transaction,
  document: string,
  rebuild: Rebuild,
): Promise<{ stale: boolean; kept: KeptRow | null }> {
  const meta = (await tx.get('meta', document)) ?? newMeta(document);
  const { edits, history } = rebuild;
  // Another tab was first: its rebuild took the stored rows, only what was never stored is left.
  const stale = meta.generation !== rebuild.generation;
  const pending = stale ? [] : await tx.all('pending', document);
  if (!otherHistory(meta, history?.epoch ?? null)) await appendConfirmed(tx, meta, rebuild.confirmed);
  const before = (await tx.all('confirmed', document)).map((row) => row.update);
  const refused = [...pending, ...edits].map((row) => row.update);
  let kept: KeptRow | null = null;
  const { reason, at, roleThen } = rebuild;
  const text = refused.length > 0 ? rebuild.describe(before, refused) : '';
  // What somebody who could never write emitted without a word was no edit of theirs.
  if (text !== '' || (refused.length > 0 && roleThen !== null)) {
    kept = { id: newId(at), document, at, reason, roleThen, text, update: refused };
    await tx.put('kept', kept);
  }
  for (const row of pending) await tx.delete('pending', [document, row.n, row.clientId]);
  if (!stale) {
    meta.generation++;
    if (history !== null) await replaceHistory(tx, meta, history);
  }
  Object.assign(meta, rebuild.facts);
  await tx.put('meta', meta);
  return { stale, kept };
}

async function replaceHistory(
  tx: Transaction,
  meta: DocumentMeta,
  history: NonNullable<Rebuild['history']>,
): Promise<void> {
  for (const row of await tx.all('confirmed', meta.document))
    await tx.delete('confirmed', [row.document, row.k]);
  Object.assign(meta, {
    epoch: history.epoch,
    seq: history.seq,
    tip: history.tip,
    appendedRows: 0,
    appendedBytes: 0,
    compactedBytes: 0,
  });
  for (const update of history.updates) {
    await tx.put('confirmed', { document: meta.document, k: meta.nextK++, update });
    meta.appendedRows++;
    meta.appendedBytes += update.byteLength;
  }
}

function otherHistory(meta: DocumentMeta, epoch: string | null): boolean {
  return meta.epoch !== null && epoch !== null && meta.epoch !== epoch;
}
