import * as Y from 'yjs';
import { ClapperError } from '@clapper/protocol';
import type { KeptRow, PendingRow } from '../rows.ts';
import type { Transaction } from '../transactions.ts';
import { asOneEdit } from './rehome.ts';
import { structAt } from './neighbours.ts';
import { partsOf } from './rehoming.ts';

export interface Retry {
  kept: string;
  generation: number;
  /** The highest n this tab has pushed. */
  afterN: number;
  edit: Omit<PendingRow, 'n' | 'document' | 'kept'>;
}

export type Retried =
  | { done: 'pending'; row: PendingRow }
  /** Another tab tried it again, or it was dismissed. */
  | { done: 'gone' }
  /** Another tab repaired the document meanwhile. */
  | { done: 'stale'; generation: number };

/** In one transaction, so that of two tabs that try it again only one does. */
export async function retryKept(tx: Transaction, document: string, retry: Retry): Promise<Retried> {
  const [meta, kept] = await Promise.all([tx.get('meta', document), tx.get('kept', retry.kept)]);
  if (meta === undefined || kept === undefined) return { done: 'gone' };
  if (meta.generation !== retry.generation) return { done: 'stale', generation: meta.generation };
  meta.n = Math.max(meta.n, retry.afterN) + 1;
  const row: PendingRow = { ...retry.edit, document, n: meta.n, kept: kept.id };
  await tx.delete('kept', kept.id);
  await tx.put('pending', row);
  await tx.put('meta', meta);
  return { done: 'pending', row };
}

/**
 * A kept edit as a new one of the document as it is now, under an id that nobody has used.
 * @throws ClapperError STALE when what it belongs to is gone: its words would vanish without a trace.
 */
export function retryEdit(
  doc: Y.Doc,
  epoch: string | null,
  { again }: KeptRow,
  clientId: number,
): { clientId: number; update: Uint8Array } {
  const edit =
    again?.epoch === epoch ? asOneEdit([Y.encodeStateAsUpdate(doc)], [again!.update], clientId) : null;
  if (edit === null) throw stale();
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  Y.applyUpdate(copy, edit.update);
  const { structs, deletes } = partsOf(edit.update);
  const isOwnDeletion = (id: Y.ID): boolean =>
    deletes.some(
      ({ client, clock, len }) => client === id.client && clock <= id.clock && id.clock < clock + len,
    );
  const isLost = structs.some(({ id }) => structAt(copy, id)?.deleted !== false && !isOwnDeletion(id));
  copy.destroy();
  if (isLost) throw stale();
  return edit;
}

function stale(): ClapperError {
  return new ClapperError('STALE', 'What the edit belongs to is not in the document any more.');
}
