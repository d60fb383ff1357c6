import * as Y from 'yjs';
import { docOf } from './doc-of.ts';
import type { Home, Range } from './homes.ts';
import { structAt } from './neighbours.ts';
import { lookupIn, partsOf, Rehoming, type Parts } from './rehoming.ts';

export type Fate =
  | 'refused'
  /** Its clocks are another's: it is written anew under an id of its own. */
  | 'reused'
  | 'remains';

export interface Edit {
  clientId: number;
  update: Uint8Array;
}

export interface Rehomed<E extends Edit> {
  /** What is still to be pushed, in order; `update` is another one where it was written anew. */
  remaining: { edit: E; update: Uint8Array; moved: boolean }[];
  /** Whose structs the moved ones are now. */
  clientId: number;
  homes: Home[];
  /** Edits that were refused, or lost something with what was refused, in order. */
  lost: E[];
  /** The lost ones alone, as one edit on top of confirmed. Null: it stood in something that is not confirmed. */
  again: { clientId: number; update: Uint8Array } | null;
  /** What the remaining edits deleted of the lost ones: the person no longer wants these words. */
  erased: Range[];
  /** The document as it was, with what is lost. */
  before: Y.Doc;
}

/**
 * Takes refused edits out of a document and keeps the rest: confirmed rows, the edits that wait in the order in which
 * they were made, and which of them the server refused. An edit that builds on nothing refused stays as it is, under
 * its own id and number: whether the server has it already need not be known.
 */
export function rehome<E extends Edit>(
  confirmed: readonly Uint8Array[],
  edits: readonly E[],
  fateOf: (edit: E) => Fate,
  freshId: () => number,
): Rehomed<E> {
  const base = docOf(confirmed);
  const before = docOf(confirmed, { gc: false });
  const after = docOf(confirmed);
  const lookup = lookupIn(before);
  const clientId = freshId();
  const rehoming = new Rehoming(clientId, after);
  const result: Rehomed<E> = {
    remaining: [],
    clientId,
    homes: [],
    lost: [],
    again: null,
    erased: [],
    before,
  };
  const judged = edits.map((edit) => ({ edit, parts: partsOf(edit.update), fate: fateOf(edit) }));
  const lost = new Map<E, Parts>();
  for (const { edit, parts, fate } of judged) {
    const there = isThere(base, parts);
    // An answer that was lost: it is confirmed already, under this very id.
    if (fate === 'reused' && there) continue;
    if (fate === 'refused' && !there) {
      Y.applyUpdate(before, edit.update);
      rehoming.refuse(parts.structs, lookup);
      lost.set(edit, parts);
    } else if (fate === 'reused' || (!there && rehoming.affects(parts))) {
      Y.applyUpdate(before, edit.update);
      result.erased.push(...erasedBy(parts, rehoming));
      const { update, fallen } = rehoming.move(parts);
      if (update !== null) result.remaining.push({ edit, update, moved: true });
      if (fallen.length > 0) lost.set(edit, { structs: fallen, deletes: [] });
    } else {
      Y.applyUpdate(before, edit.update);
      Y.applyUpdate(after, edit.update);
      result.remaining.push({ edit, update: edit.update, moved: false });
    }
  }
  result.homes = rehoming.homes.all();
  result.lost = [...lost.keys()];
  result.again = lost.size === 0 ? null : again(base, judged, lost, lookup, freshId());
  base.destroy();
  after.destroy();
  return result;
}

/** The lost parts alone on top of confirmed: everything else that waits gives way, as if it had been refused. */
function again<E extends Edit>(
  base: Y.Doc,
  judged: readonly { edit: E; parts: Parts }[],
  lost: ReadonlyMap<E, Parts>,
  lookup: ReturnType<typeof lookupIn>,
  clientId: number,
): Rehomed<E>['again'] {
  const rehoming = new Rehoming(clientId, base);
  const updates: Uint8Array[] = [];
  for (const { edit, parts } of judged) {
    const part = lost.get(edit);
    if (part === undefined && isThere(base, parts)) continue;
    const clocks = new Set(part?.structs.map(({ id }) => id.clock));
    for (const struct of parts.structs) {
      if (!clocks.has(struct.id.clock)) {
        rehoming.refuse([struct], lookup);
        continue;
      }
      const { update, fallen } = rehoming.move({ structs: [struct], deletes: [] });
      if (fallen.length > 0) return null;
      if (update !== null) updates.push(update);
    }
    const deletes = part === undefined ? deletesIn(parts.deletes, lost.values()) : part.deletes;
    const { update } = rehoming.move({ structs: [], deletes });
    if (update !== null) updates.push(update);
  }
  return updates.length === 0 ? null : { clientId, update: Y.mergeUpdates(updates) };
}

/**
 * Updates as they were made, as one edit on top of confirmed. Null when they build on what is not there: others of
 * the same hand that were written anew since.
 */
export function asOneEdit(
  confirmed: readonly Uint8Array[],
  updates: readonly Uint8Array[],
  clientId: number,
): Rehomed<Edit>['again'] {
  const doc = docOf(confirmed);
  const rehoming = new Rehoming(clientId, doc);
  const moved: Uint8Array[] = [];
  let whole = true;
  for (const update of updates) {
    const { structs, deletes } = partsOf(update);
    // One struct after the other: those of the same update may build on each other.
    for (const parts of [
      ...structs.map((struct) => ({ structs: [struct], deletes: [] })),
      { structs: [], deletes },
    ]) {
      whole &&= rehoming.knowsAll(parts);
      if (!whole) break;
      const { update: one, fallen } = rehoming.move(parts);
      whole &&= fallen.length === 0;
      if (one !== null) moved.push(one);
    }
  }
  doc.destroy();
  return whole && moved.length > 0 ? { clientId, update: Y.mergeUpdates(moved) } : null;
}

/** The deletions that concern lost structs. */
function deletesIn(deletes: readonly Range[], lost: Iterable<Parts>): Range[] {
  const structs = [...lost].flatMap((part) => part.structs);
  return deletes.flatMap(({ client, clock, len }) =>
    structs.flatMap(({ id, length }) => {
      const from = Math.max(clock, id.clock);
      const to = Math.min(clock + len, id.clock + length);
      return id.client === client && from < to ? [{ client, clock: from, len: to - from }] : [];
    }),
  );
}

function erasedBy({ deletes }: Parts, { homes }: Rehoming): Range[] {
  return deletes.flatMap((range) =>
    [...homes.split(range)].flatMap((part) => (part.home?.now === 'gone' ? [part.range] : [])),
  );
}

/** Whether the doc has these very structs. By their clocks alone another's could pass for them. */
function isThere(doc: Y.Doc, { structs }: Parts): boolean {
  return structs.length > 0 && structs.every((struct) => isSame(struct, structAt(doc, struct.id)));
}

function isSame(struct: Y.Item | Y.GC | Y.Skip, known: Y.Item | Y.GC | null): boolean {
  if (known === null) return false;
  // Deleted things lose their content.
  if (!(struct instanceof Y.Item) || !(known instanceof Y.Item) || known.deleted) return true;
  if (struct.content.constructor !== known.content.constructor) return false;
  if (struct.content instanceof Y.ContentString && known.content instanceof Y.ContentString) {
    const offset = struct.id.clock - known.id.clock;
    return (
      known.content.str.slice(offset, offset + struct.length) ===
      struct.content.str.slice(0, known.length - offset)
    );
  }
  return true;
}
