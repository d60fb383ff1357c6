import * as Y from 'yjs';
import { ClapperError } from '@clapper/protocol';

/** An update, decoded and not yet applied to anything. */
export interface Incoming {
  readonly bytes: Uint8Array;
  readonly structs: readonly (Y.Item | Y.GC | Y.Skip)[];
  readonly deletes: ReadonlyMap<number, readonly { clock: number; len: number }[]>;
  /** Per client id: where its structs start and end in this update. */
  readonly ranges: ReadonlyMap<number, { from: number; to: number }>;
}

/** Clocks of other programs than Yjs end here (y-crdt counts in 32 bits), and nobody types that much. */
const MAX_CLOCK = 2 ** 32 - 1;

/** Yjs writes deletions merged. Each that lies over another makes everybody walk over the same structs again. */
const MAX_OVERLAPS = 100;

/**
 * Takes an update apart. What Yjs would decode into something it cannot integrate (structs without a
 * length, clocks beyond what a number holds) is refused here, before a doc sees it.
 * @throws ClapperError INVALID_UPDATE
 */
export function decodeUpdate(bytes: Uint8Array): Incoming {
  let decoded: ReturnType<typeof Y.decodeUpdate>;
  try {
    decoded = Y.decodeUpdate(bytes);
  } catch (cause) {
    throw new ClapperError('INVALID_UPDATE', 'The bytes are no Yjs update.', { cause });
  }
  const ranges = new Map<number, { from: number; to: number }>();
  const ends = new Map<number, number>();
  for (const struct of decoded.structs) {
    const { id, length } = struct;
    const to = id.clock + length;
    if (length < 1 || to > MAX_CLOCK) throw invalid('a struct of impossible length');
    if (id.client > 0xffffffff) throw invalid('a client id out of range');
    // Yjs keeps only the last section of a client: an update with two would be judged by one and applied by the other.
    if ((ends.get(id.client) ?? id.clock) !== id.clock) throw invalid('structs out of order');
    ends.set(id.client, to);
    // It says that something is missing there, and brings nothing.
    if (struct instanceof Y.Skip) continue;
    const range = ranges.get(id.client);
    if (range === undefined) ranges.set(id.client, { from: id.clock, to });
    else range.to = to;
  }
  for (const [, deletes] of decoded.ds.clients) {
    for (const { clock, len } of deletes) {
      if (!Number.isSafeInteger(clock + len)) throw invalid('a deletion of impossible length');
    }
    if (overlapsOf(deletes) > MAX_OVERLAPS) throw invalid('the same deletions again and again');
  }
  return { bytes, structs: decoded.structs, deletes: decoded.ds.clients, ranges };
}

function overlapsOf(deletes: readonly { clock: number; len: number }[]): number {
  let overlaps = 0;
  let end = 0;
  for (const { clock, len } of deletes.toSorted((a, b) => a.clock - b.clock)) {
    if (clock < end) overlaps += 1;
    end = Math.max(end, clock + len);
  }
  return overlaps;
}

function invalid(why: string): ClapperError {
  return new ClapperError('INVALID_UPDATE', `The update holds ${why}.`);
}

/** What a doc already knows, asked without changing it. */
export interface Known {
  clockOf(client: number): number;
  /** Whether everything in the range was deleted already. */
  isDeleted(client: number, clock: number, len: number): boolean;
  find(id: Y.ID): Y.Item | Y.GC | null;
}

export function knownTo(doc: Y.Doc): Known {
  const { store } = doc;
  const clockOf = (client: number): number => Y.getState(store, client);
  return {
    clockOf,
    isDeleted(client, clock, len) {
      const structs = store.clients.get(client);
      const end = clock + len;
      if (structs === undefined || end > clockOf(client)) return len === 0;
      if (len === 0) return true;
      for (let i = Y.findIndexSS(structs, clock); i < structs.length; i++) {
        const struct = structs[i]!;
        if (struct.id.clock >= end) break;
        if (!struct.deleted) return false;
      }
      return true;
    },
    find(id) {
      const structs = store.clients.get(id.client);
      if (structs === undefined || id.clock >= clockOf(id.client)) return null;
      return structs[Y.findIndexSS(structs, id.clock)] as Y.Item | Y.GC;
    },
  };
}

/** Whether anything in the update is new structs. */
export function bringsStructs(update: Incoming, known: Known): boolean {
  return newRanges(update, known).size > 0;
}

/** Its ranges without what the doc has already: what is sent again was written by somebody else, or by the server. */
export function newRanges({ ranges }: Incoming, known: Known): Incoming['ranges'] {
  const brought = new Map<number, { from: number; to: number }>();
  for (const [client, { from, to }] of ranges) {
    const clock = known.clockOf(client);
    if (to > clock) brought.set(client, { from: Math.max(from, clock), to });
  }
  return brought;
}

/** Every struct is there and every deletion done: stock clients send such an update at each connect. */
export function changesNothing(update: Incoming, known: Known): boolean {
  if (bringsStructs(update, known)) return false;
  for (const [client, deletes] of update.deletes) {
    for (const { clock, len } of deletes) if (!known.isDeleted(client, clock, len)) return false;
  }
  return true;
}

/**
 * Whether the update builds on something that is neither in the doc nor in itself. Yjs would park it
 * (`pendingStructs`), unseen by everybody, for ever.
 */
export function missesSomething(update: Incoming, known: Known): boolean {
  const reached = reach(update, known);
  const endOf = (client: number): number => reached.get(client) ?? known.clockOf(client);
  for (const struct of update.structs) {
    if (struct instanceof Y.Skip) continue;
    if (struct.id.clock + struct.length > endOf(struct.id.client)) return true;
    if (!(struct instanceof Y.Item)) continue;
    for (const id of dependencies(struct)) {
      // Its own author's structs must stand before it, or there is no order in which to integrate them.
      const limit = id.client === struct.id.client ? struct.id.clock : endOf(id.client);
      if (id.clock >= limit) return true;
    }
  }
  for (const [client, deletes] of update.deletes) {
    for (const { clock, len } of deletes) if (clock + len > endOf(client)) return true;
  }
  return false;
}

/** Per client id of the update: how far its structs go without a hole, once it is applied. */
function reach(update: Incoming, known: Known): Map<number, number> {
  const ends = new Map<number, number>();
  for (const struct of update.structs) {
    const { client, clock } = struct.id;
    const end = ends.get(client) ?? known.clockOf(client);
    const joins = !(struct instanceof Y.Skip) && clock <= end;
    ends.set(client, joins ? Math.max(end, clock + struct.length) : end);
  }
  return ends;
}

function* dependencies(item: Y.Item): Generator<Y.ID> {
  if (item.origin !== null) yield item.origin;
  if (item.rightOrigin !== null) yield item.rightOrigin;
  const parent: unknown = item.parent;
  if (parent instanceof Y.ID) yield parent;
}
