import { uint32 } from 'lib0/random';
import * as Y from 'yjs';
import { MAX_UPDATE_BYTES, newId } from '@clapper/protocol';
import type { NewHistory } from '../confirmed-rows.ts';
import { describeRefused } from '../kept.ts';
import { docOf } from '../repair/doc-of.ts';
import { rehome, type Rehomed } from '../repair/rehome.ts';
import { partsOf } from '../repair/rehoming.ts';
import { repairRows, type RepairedRows, type RepairFacts } from '../repair/repair-rows.ts';
import type { DocumentMeta, KeptRow, PendingRow } from '../rows.ts';
import { causalOrder } from './causal-order.ts';
import { lostEdits } from './lost-edits.ts';

export interface AdoptedHistory extends RepairedRows {
  /** What others wrote and this device alone may still hold. */
  copy: KeptRow | null;
  /** Acknowledged edits that the new history does not have. */
  forgotten: PendingRow[];
}

/**
 * Whether what the new history lacks was lost with the server's disk, and is to be said again: it goes on
 * from the history that this device has, or is that very one, grown again from an old file ([EP1] [EP2]).
 */
export function wasLost(had: string | null, { epoch, base }: NewHistory): boolean {
  return had !== null && (had === epoch || had === base?.epoch);
}

/** What becomes of a copy and its edits when the document has another history. Pure but for the ids it draws. */
export function adoptHistory(
  meta: DocumentMeta,
  copy: readonly Uint8Array[],
  history: NewHistory,
  edits: { acknowledged: readonly PendingRow[]; waiting: readonly PendingRow[] },
  kept: readonly KeptRow[],
  facts: RepairFacts,
): AdoptedHistory {
  const now = docOf(history.updates);
  const forgotten = edits.acknowledged.filter(({ update }) => !isIn(now, update));
  now.destroy();
  if (wasLost(meta.epoch, history)) return { ...heal(meta, copy, history, edits, facts), forgotten };
  const rows = repairRows(meta, copy, edits.waiting, kept, { ...facts, refused: 'all' });
  const missing = lostEdits(copy, history.updates, []).others.map(({ update }) => update);
  return { ...rows, forgotten, copy: copyRow(meta, copy, history.updates, missing, null, facts) };
}

/**
 * Own edits, acknowledged or waiting, are written anew on top of the new history, under an id that nobody has
 * used: with the old one two replicas would have equal state vectors and different content. What others wrote is
 * theirs to say again; until then it is a copy that an owner may take in.
 */
function heal(
  meta: DocumentMeta,
  copy: readonly Uint8Array[],
  history: NewHistory,
  { acknowledged, waiting }: { acknowledged: readonly PendingRow[]; waiting: readonly PendingRow[] },
  facts: RepairFacts,
): Omit<AdoptedHistory, 'forgotten'> {
  const { own: lost, others } = lostEdits(copy, history.updates, acknowledged);
  const own = [...lost, ...waiting].toSorted((a, b) => a.n - b.n);
  const mine = new Set<object>(own);
  const order = causalOrder<PendingRow | (typeof others)[number]>(own, others);
  const isOwn = (edit: (typeof order)[number]): edit is PendingRow => mine.has(edit);
  const healed = rehome(history.updates, order, (edit) => (isOwn(edit) ? 'reused' : 'refused'), uint32);
  const now = docOf(history.updates);
  const added = healed.remaining.flatMap(({ edit, update }): Omit<PendingRow, 'n'>[] => {
    // A deletion the server remembers says nothing new.
    if (!isOwn(edit) || !changes(now, update)) return [];
    const { n: _, ...row } = edit;
    const original = row.original ?? row.update;
    return [{ ...row, tab: facts.tab, clientId: healed.clientId, update, original }];
  });
  const state = Y.encodeStateAsUpdate(now);
  now.destroy();
  healed.before.destroy();
  const fallen = healed.lost.filter(isOwn);
  const missing = others.map(({ update }) => update);
  return {
    removed: [...waiting],
    added,
    kept: fallen.length === 0 ? null : fallenRow(meta, state, fallen, facts),
    homes: healed.homes,
    copy: copyRow(meta, copy, [state], missing, takenIn(history, order, isOwn), facts),
  };
}

/** Others' edits as one of whoever takes them in; null: they stand in what is not there, or are too much for one. */
function takenIn<E extends { clientId: number; update: Uint8Array }>(
  { epoch, updates }: NewHistory,
  order: readonly E[],
  isOwn: (edit: E) => boolean,
): KeptRow['again'] | null {
  const others: Rehomed<E> = rehome(updates, order, (edit) => (isOwn(edit) ? 'refused' : 'reused'), uint32);
  others.before.destroy();
  const moved = others.remaining.filter((one) => one.moved).map(({ update }) => update);
  if (moved.length === 0) return null;
  const update = Y.mergeUpdates(moved);
  return update.byteLength > MAX_UPDATE_BYTES ? null : { epoch, clientId: others.clientId, update };
}

function fallenRow(
  { document }: DocumentMeta,
  state: Uint8Array,
  fallen: readonly PendingRow[],
  { kind, at, roleThen }: RepairFacts,
): KeptRow | null {
  const update = fallen.map((row) => row.original ?? row.update);
  const text = describeRefused(kind, [state], update);
  return text === '' ? null : { id: newId(at), document, at, reason: 'EPOCH', text, roleThen, update };
}

/** `missing`: what of the copy the document does not have. Null when a person could see no difference. */
function copyRow(
  { document, epoch, seq, tip }: DocumentMeta,
  copy: readonly Uint8Array[],
  present: readonly Uint8Array[],
  missing: readonly Uint8Array[],
  again: KeptRow['again'] | null,
  { kind, at, roleThen }: RepairFacts,
): KeptRow | null {
  // What the server derives it derives again.
  if (epoch === null || missing.length === 0 || kind.write === 'server') return null;
  const text = describeRefused(kind, present, missing);
  if (text === '') return null;
  const old = docOf(copy);
  const update = [Y.encodeStateAsUpdate(old)];
  old.destroy();
  const row: KeptRow = { id: newId(at), document, at, reason: 'EPOCH', text, roleThen, update };
  row.copy = { epoch, seq, tip };
  if (again !== null) row.again = again;
  return row;
}

/** By their clocks: a client id is one device's for ever. What only deletes could be told by nothing. */
function isIn(doc: Y.Doc, update: Uint8Array): boolean {
  const { structs } = partsOf(update);
  return (
    structs.length > 0 &&
    structs.every(({ id, length }) => id.clock + length <= Y.getState(doc.store, id.client))
  );
}

/** Applies it; false when nothing came of it. */
function changes(doc: Y.Doc, update: Uint8Array): boolean {
  let changed = false;
  const note = () => (changed = true);
  doc.on('update', note);
  Y.applyUpdate(doc, update);
  doc.off('update', note);
  return changed;
}
