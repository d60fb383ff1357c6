import * as Y from 'yjs';
import type { NewConfirmed } from './local-store.ts';
import type { DocumentMeta, PendingRow } from './rows.ts';
import type { Transaction } from './transactions.ts';

/** Confirmed rows are folded into one when this many, or as many bytes as the last fold left, were appended. */
export const COMPACT_ROWS = 500;
export const COMPACT_BYTES = 256 * 1024;

/** Stores rows with the seq they move to, and takes out the edits they acknowledge. */
export async function appendConfirmed(
  tx: Transaction,
  meta: DocumentMeta,
  confirmed: readonly NewConfirmed[],
): Promise<void> {
  const { document } = meta;
  let newest: PendingRow | null = null;
  for (const { update, rows, acknowledges } of confirmed) {
    if (acknowledges !== null) newest = (await acknowledge(tx, document, acknowledges)) ?? newest;
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
  if (!due || confirmed.length === 0) return;
  await compact(tx, meta);
  if (newest !== null) await forgetOld(tx, newest);
}

/** No longer pending. A server that is restored from a backup has forgotten what it acknowledged since. */
async function acknowledge(
  tx: Transaction,
  document: string,
  { n, clientId }: { n: number; clientId: number },
): Promise<PendingRow | null> {
  const row = await tx.get('pending', [document, n, clientId]);
  if (row === undefined) return null;
  await tx.delete('pending', [document, n, clientId]);
  await tx.put('own', row);
  return row;
}

/** Own edits that the server acknowledged longer ago than this: who restores an older backup than that restores the lot. */
const OWN_KEPT_MS = 30 * 24 * 60 * 60 * 1000;

/** There is one for every letter of a month: never are all of them read. */
const OLD_AT_ONCE = 100;

/** The oldest stand first: n counts on. By the time of an edit, since the clock may have been set since. */
async function forgetOld(tx: Transaction, { document, at: newest }: PendingRow): Promise<void> {
  for (;;) {
    const first = await tx.first('own', document, OLD_AT_ONCE);
    for (const { n, clientId, at } of first) {
      if (at >= newest - OWN_KEPT_MS) return;
      await tx.delete('own', [document, n, clientId]);
    }
    if (first.length < OLD_AT_ONCE) return;
  }
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

export interface NewHistory {
  epoch: string;
  seq: number;
  tip: string;
  updates: readonly Uint8Array[];
  /** The history it goes on from; null: none that still counts. */
  base: { epoch: string; seq: number; tip: string } | null;
}

/** Another history instead of this one. */
export async function replaceHistory(
  tx: Transaction,
  meta: DocumentMeta,
  history: NewHistory,
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

/** The server goes on from the history that is here under another name. */
export function goOn(meta: DocumentMeta, epoch: string | null, from: string | null): void {
  if (from !== null && meta.epoch === from) meta.epoch = epoch;
}

/** What belongs to the old one must not enter. */
export function otherHistory(meta: DocumentMeta, epoch: string | null): boolean {
  return meta.epoch !== null && epoch !== null && meta.epoch !== epoch;
}
