import { appendConfirmed, goOn, otherHistory, replaceHistory, type NewHistory } from '../confirmed-rows.ts';
import { adoptHistory } from '../epochs/adopt-history.ts';
import type { DocumentFacts, NewConfirmed, NewEdit } from '../local-store.ts';
import { newMeta, type KeptRow, type PendingRow } from '../rows.ts';
import type { Transaction } from '../transactions.ts';
import { repairRows, type RefusedPush, type RepairFacts } from './repair-rows.ts';
import { addStep } from './steps.ts';

export interface Repair extends RepairFacts {
  /** The history that `confirmed` is of. */
  epoch: string | null;
  /** The epoch that this one goes on from. */
  from: string | null;
  generation: number;
  /** The highest n this tab has pushed. */
  afterN: number;
  /** Edits that were never stored: they are stored, or refused, with the others. */
  edits: readonly NewEdit[];
  confirmed: readonly NewConfirmed[];
  facts: DocumentFacts;
  /** The server's new history, when that is why: it replaces what is confirmed. */
  history: NewHistory | null;
}

/**
 * The repair of a document in one transaction: what is refused becomes a kept edit, what built on it is written anew,
 * and the next generation begins. Nothing of it is pushed before it is complete.
 */
export async function repairDocument(
  tx: Transaction,
  document: string,
  repair: Repair,
): Promise<{ stale: boolean; kept: KeptRow | null }> {
  const meta = (await tx.get('meta', document)) ?? newMeta(document);
  const { history } = repair;
  goOn(meta, repair.epoch, repair.from);
  if (!otherHistory(meta, repair.epoch)) await appendConfirmed(tx, meta, repair.confirmed);
  Object.assign(meta, repair.facts);
  if (meta.generation !== repair.generation) {
    // Another tab was first. What this one had refused is still there, and will be refused again.
    await tx.put('meta', meta);
    return { stale: true, kept: null };
  }
  const stored = await tx.all('pending', document);
  const isStored = ({ n, clientId }: NewEdit): boolean =>
    stored.some((row) => row.n === n && row.clientId === clientId);
  const refused: RefusedPush[] = repair.refused === 'all' ? [] : [...repair.refused];
  const edits: PendingRow[] = [];
  for (const { refused: code, ...edit } of repair.edits) {
    if (isStored(edit)) continue;
    const n = edit.n ?? Math.max(meta.n, repair.afterN) + 1;
    meta.n = Math.max(meta.n, n);
    edits.push({ ...edit, document, tab: repair.tab, n });
    if (code !== undefined) refused.push({ n, clientId: edit.clientId, code, paths: [] });
  }
  const confirmed = (await tx.all('confirmed', document)).map((row) => row.update);
  const kept = await tx.all('kept');
  const waiting = [...stored, ...edits];
  const facts = { ...repair, refused: repair.refused === 'all' ? ('all' as const) : refused };
  const acknowledged = history === null ? [] : await tx.all('own', document);
  const rows =
    history === null
      ? { ...repairRows(meta, confirmed, waiting, kept, facts), copy: null, forgotten: [] }
      : adoptHistory(meta, confirmed, history, { acknowledged, waiting }, kept, facts);
  for (const { n, clientId } of rows.forgotten) await tx.delete('own', [document, n, clientId]);
  for (const { n, clientId } of rows.removed) await tx.delete('pending', [document, n, clientId]);
  for (const edit of edits) if (!rows.removed.includes(edit)) await tx.put('pending', edit);
  meta.n = Math.max(meta.n, repair.afterN);
  for (const row of rows.added) await tx.put('pending', { ...row, n: ++meta.n });
  for (const row of [rows.kept, rows.copy]) if (row !== null) await tx.put('kept', row);
  meta.generation++;
  await addStep(tx, document, { generation: meta.generation, reason: repair.reason, homes: rows.homes });
  if (history !== null) await replaceHistory(tx, meta, history);
  await tx.put('meta', meta);
  return { stale: false, kept: rows.kept ?? rows.copy };
}
