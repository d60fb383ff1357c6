import * as Y from 'yjs';

/** An update as `Y.decodeUpdate` takes it apart. */
export interface DecodedUpdate {
  readonly structs: readonly (Y.Item | Y.GC | Y.Skip)[];
  readonly deletes: ReadonlyMap<number, readonly DeletedRange[]>;
}

export interface DeletedRange {
  readonly clock: number;
  readonly len: number;
}

/** Whatever stands at an id: in the doc, or in the update when the doc does not have it yet. */
export type Found =
  | { in: 'doc'; struct: Y.Item | Y.GC }
  | { in: 'update'; struct: Y.Item | Y.GC | Y.Skip }
  | null;

/** What an update brings that the doc does not have, found by id. Asks the doc's store and changes nothing. */
export class Arrivals {
  /** Items of which at least a part is new, in the order of the bytes. */
  readonly items: Y.Item[] = [];
  readonly #store: Y.Doc['store'];
  readonly #structs = new Map<number, (Y.Item | Y.GC | Y.Skip)[]>();
  readonly #deletes: Map<number, DeletedRange[]>;

  constructor(doc: Y.Doc, { structs, deletes }: DecodedUpdate) {
    this.#store = doc.store;
    for (const struct of structs) {
      const { client, clock } = struct.id;
      if (clock + struct.length <= this.clockOf(client)) continue;
      const known = this.#structs.get(client);
      if (known === undefined) this.#structs.set(client, [struct]);
      else known.push(struct);
      if (struct instanceof Y.Item) this.items.push(struct);
    }
    this.#deletes = new Map([...deletes].map(([client, ranges]) => [client, merged(ranges)]));
  }

  clockOf(client: number): number {
    return Y.getState(this.#store, client);
  }

  find({ client, clock }: Y.ID): Found {
    if (clock < this.clockOf(client)) {
      const structs = this.#store.clients.get(client)!;
      return { in: 'doc', struct: structs[Y.findIndexSS(structs, clock)] as Y.Item | Y.GC };
    }
    const structs = this.#structs.get(client);
    const at = structs === undefined ? -1 : indexAt(structs, clock, ({ id, length }) => [id.clock, length]);
    return at < 0 ? null : { in: 'update', struct: structs![at]! };
  }

  /** Where the new part of it starts: the doc may have the rest. */
  newFrom({ id }: Y.Item): number {
    return Math.max(id.clock, this.clockOf(id.client));
  }

  /** How much of an item the update deletes, itself or the doc's. */
  deletedOf(client: number, from: number, to: number): number {
    const ranges = this.#deletes.get(client);
    if (ranges === undefined) return 0;
    let sum = 0;
    for (let i = firstEndingAfter(ranges, from); i < ranges.length && ranges[i]!.clock < to; i++) {
      const { clock, len } = ranges[i]!;
      sum += Math.min(clock + len, to) - Math.max(clock, from);
    }
    return sum;
  }

  /** What lives in the doc and is deleted. By struct: a range may name 2⁵⁰ clocks in twelve bytes. */
  *deletedLives(): Generator<{ item: Y.Item; length: number }> {
    for (const [client, ranges] of this.#deletes) {
      const structs = this.#store.clients.get(client);
      if (structs === undefined) continue;
      const known = this.clockOf(client);
      for (const { clock, len } of ranges) {
        if (clock >= known) break;
        const end = Math.min(clock + len, known);
        for (let i = Y.findIndexSS(structs, clock); i < structs.length; i++) {
          const struct = structs[i]!;
          if (struct.id.clock >= end) break;
          if (!(struct instanceof Y.Item) || struct.deleted) continue;
          const from = Math.max(struct.id.clock, clock);
          yield { item: struct, length: Math.min(struct.id.clock + struct.length, end) - from };
        }
      }
    }
  }
}

/** In order and without overlaps, so that each struct is looked at once whatever the bytes repeat. */
function merged(ranges: readonly DeletedRange[]): DeletedRange[] {
  const result: { clock: number; len: number }[] = [];
  for (const { clock, len } of ranges.toSorted((a, b) => a.clock - b.clock)) {
    if (len === 0) continue;
    const last = result.at(-1);
    if (last === undefined || last.clock + last.len < clock) result.push({ clock, len });
    else last.len = Math.max(last.len, clock + len - last.clock);
  }
  return result;
}

function indexAt<T>(
  list: readonly T[],
  clock: number,
  span: (one: T) => [clock: number, length: number],
): number {
  let low = 0;
  let high = list.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const [start, length] = span(list[middle]!);
    if (clock < start) high = middle - 1;
    else if (clock >= start + length) low = middle + 1;
    else return middle;
  }
  return -1;
}

function firstEndingAfter(ranges: readonly DeletedRange[], clock: number): number {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ranges[middle]!.clock + ranges[middle]!.len <= clock) low = middle + 1;
    else high = middle;
  }
  return low;
}
