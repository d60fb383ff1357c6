import * as Y from 'yjs';
import type { Incoming, Known } from './inspect-update.ts';

/**
 * `misplaced`: an item names neighbours that cannot be neighbours (of different lists or keys, or the left one does not
 * stand before the right one). Yjs takes such an item, and replicas that integrate in different orders come to differ
 * for good. `laborious`: to find the place of each item Yjs would go over the same others again and again. A few bytes
 * for each can keep everybody who ever opens the document busy for minutes.
 */
export type Placing = 'fits' | 'misplaced' | 'laborious';

/** What finding places may cost, in items passed: so much for any update, and more for each struct that it brings. */
const MAX_EFFORT = 2_000_000;
const EFFORT_PER_STRUCT = 400;
/** Items that may have been set beside a new one are compared with it, which takes about so much longer than passing. */
const COMPARED = 20;

/** How the items of an update find their places, tried without touching the doc. Call it when nothing is missing. */
export function placing(doc: Y.Doc, update: Incoming, known: Known): Placing {
  try {
    new Trial(doc, update, known).run();
    return 'fits';
  } catch (end) {
    if (end instanceof Ended) return end.placing;
    throw end;
  }
}

class Ended extends Error {
  readonly placing: Exclude<Placing, 'fits'>;
  constructor(how: Exclude<Placing, 'fits'>) {
    super(how);
    this.placing = how;
  }
}

/** A list, or what ever stood under a key. */
interface List {
  /** Undefined: as in the doc. */
  start: Piece | null | undefined;
  /** The item of the doc from which it is found. */
  readonly doc: Y.Item | null;
  readonly keyed: boolean;
  length: number;
}

/** An item, or the part of one between two that came to stand inside it. */
interface Piece {
  readonly item: Y.Item;
  readonly list: List;
  readonly from: number;
  to: number;
  readonly origin: Y.ID | null;
  readonly rightOrigin: Y.ID | null;
  /** Undefined: as in the doc. */
  right: Piece | null | undefined;
}

/** Yjs's own integration, on pieces that stand for the doc's items, which stay as they are. */
class Trial {
  readonly #doc: Y.Doc;
  readonly #known: Known;
  readonly #structs = new Map<number, Incoming['structs'][number][]>();
  /** Per client id of the update: how many of its structs have found their place. */
  readonly #placed = new Map<number, number>();
  readonly #pieces = new Map<Y.Item, Piece[]>();
  readonly #lists = new Map<unknown, Map<string | null, List>>();
  #left: number;

  constructor(doc: Y.Doc, { structs }: Incoming, known: Known) {
    this.#doc = doc;
    this.#known = known;
    this.#left = MAX_EFFORT + structs.length * EFFORT_PER_STRUCT;
    for (const struct of structs) {
      const { client, clock } = struct.id;
      if (clock + struct.length <= known.clockOf(client)) continue;
      const others = this.#structs.get(client);
      if (others === undefined) this.#structs.set(client, [struct]);
      else others.push(struct);
    }
  }

  run(): void {
    // As Yjs does: client by client, and of others first what one of them waits for.
    for (const client of [...this.#structs.keys()].toSorted((a, b) => b - a)) {
      const stack = [client];
      const waiting = new Set(stack);
      while (stack.length > 0) {
        const next = this.#next(stack.at(-1)!);
        const waits = next instanceof Y.Item ? this.#waitsFor(next) : null;
        if (waits !== null) {
          // They wait for each other: there is no order in which to integrate them.
          if (waiting.has(waits)) throw new Ended('misplaced');
          stack.push(waits);
          waiting.add(waits);
          continue;
        }
        if (next !== undefined) this.#settle(next);
        if (next === undefined || stack.length > 1) waiting.delete(stack.pop()!);
      }
    }
  }

  #next(client: number): Incoming['structs'][number] | undefined {
    return this.#structs.get(client)![this.#placed.get(client) ?? 0];
  }

  #waitsFor(item: Y.Item): number | null {
    const parent: unknown = item.parent;
    for (const id of [item.origin, item.rightOrigin, parent instanceof Y.ID ? parent : null]) {
      if (id === null || id.client === item.id.client || !this.#structs.has(id.client)) continue;
      const next = this.#next(id.client);
      if (next !== undefined && id.clock >= next.id.clock && id.clock >= this.#known.clockOf(id.client))
        return id.client;
    }
    return null;
  }

  #settle(struct: Incoming['structs'][number]): void {
    const { client, clock } = struct.id;
    if (struct instanceof Y.Item) this.#place(struct, Math.max(clock, this.#known.clockOf(client)));
    this.#placed.set(client, (this.#placed.get(client) ?? 0) + 1);
  }

  #place(item: Y.Item, from: number): void {
    // The doc has its beginning: the rest hangs on that.
    const origin = from > item.id.clock ? Y.createID(item.id.client, from - 1) : item.origin;
    const { rightOrigin } = item;
    // The right one first: were it the left one, or in front of it in the same item, both are one piece now.
    const right = rightOrigin === null ? null : this.#startingAt(rightOrigin);
    const left = origin === null ? null : this.#endingAt(origin);
    // What stands beside nothing becomes nothing.
    if (left === undefined || right === undefined) return;
    const list = left?.list ?? right?.list ?? this.#listOf(item);
    if (list === null) return;
    if (left !== null && right !== null && !this.#standsBefore(left, right)) throw new Ended('misplaced');
    const to = item.id.clock + item.length;
    const piece: Piece = { item, list, from, to, origin, rightOrigin, right: null };
    this.#pieces.set(item, [piece]);
    this.#insert(piece, this.#leftOf(piece, left, right));
  }

  #insert(piece: Piece, left: Piece | null): void {
    const { list } = piece;
    piece.right = left === null ? this.#startOf(list) : this.#rightOf(left);
    if (left === null) list.start = piece;
    else left.right = piece;
    list.length += 1;
  }

  #standsBefore(left: Piece, right: Piece): boolean {
    if (left.list !== right.list) return false;
    for (let at = this.#rightOf(left); at !== null; at = this.#rightOf(at)) {
      if (at === right) return true;
      this.#pass(1);
    }
    return false;
  }

  /** Of those that were set there unseen, and of what stands on them, it goes behind the ones with a lower client id. */
  #leftOf({ item, list, origin, rightOrigin }: Piece, left: Piece | null, right: Piece | null): Piece | null {
    let at = left === null ? this.#startOf(list) : this.#rightOf(left);
    if (left === null && list.keyed) this.#pass(list.length);
    let result = left;
    const passed = new Set<Piece>();
    const conflicting = new Set<Piece>();
    for (; at !== null && at !== right; at = this.#rightOf(at)) {
      this.#pass(COMPARED);
      passed.add(at);
      conflicting.add(at);
      if (Y.compareIDs(origin, at.origin)) {
        if (at.item.id.client < item.id.client) {
          result = at;
          conflicting.clear();
        } else if (Y.compareIDs(rightOrigin, at.rightOrigin)) break;
        continue;
      }
      const beside = at.origin === null ? undefined : this.#pieceAt(at.origin);
      if (beside === undefined || !passed.has(beside)) break;
      if (conflicting.has(beside)) continue;
      result = at;
      conflicting.clear();
    }
    return result;
  }

  #pass(effort: number): void {
    this.#left -= effort;
    if (this.#left < 0) throw new Ended('laborious');
  }

  // ── Lists ────────────────────────────────────────────────────────────────────────────────────

  /** As decoded, a parent is the name of a root or the id of the item that holds it. Null: there is none. */
  #listOf(item: Y.Item): List | null {
    const parent: unknown = item.parent;
    if (typeof parent === 'string') return this.#list(this.#doc.share.get(parent) ?? parent, item.parentSub);
    const holder = parent instanceof Y.ID ? this.#pieceAt(parent)?.item : undefined;
    if (!(holder?.content instanceof Y.ContentType)) return null;
    return this.#list(holder.content.type, item.parentSub);
  }

  #list(parent: unknown, key: string | null): List {
    let lists = this.#lists.get(parent);
    if (lists === undefined) this.#lists.set(parent, (lists = new Map()));
    let list = lists.get(key);
    if (list === undefined) {
      const type = parent instanceof Y.AbstractType ? parent : null;
      const doc: Y.Item | null = (key === null ? type?._start : type?._map.get(key)) ?? null;
      lists.set(key, (list = { start: undefined, doc, keyed: key !== null, length: 0 }));
    }
    return list;
  }

  #startOf(list: List): Piece | null {
    if (list.start !== undefined) return list.start;
    let first = list.doc;
    // Under a key the doc has the last.
    for (; list.keyed && first !== null && first.left !== null; first = first.left) {
      list.length += 1;
      this.#pass(1);
    }
    return (list.start = first === null ? null : this.#piecesOf(first)[0]!);
  }

  #rightOf(piece: Piece): Piece | null {
    if (piece.right !== undefined) return piece.right;
    const { right } = piece.item;
    return (piece.right = right === null ? null : this.#piecesOf(right)[0]!);
  }

  // ── Pieces ───────────────────────────────────────────────────────────────────────────────────

  #piecesOf(item: Y.Item): Piece[] {
    let pieces = this.#pieces.get(item);
    if (pieces === undefined) {
      const { origin, rightOrigin, parent, parentSub } = item;
      const from = item.id.clock;
      const list = this.#list(parent, parentSub);
      pieces = [{ item, list, from, to: from + item.length, origin, rightOrigin, right: undefined }];
      this.#pieces.set(item, pieces);
    }
    return pieces;
  }

  /** Undefined: nothing is left of it. */
  #pieceAt(id: Y.ID): Piece | undefined {
    const found = this.#find(id);
    return found?.pieces[found.index];
  }

  #find(id: Y.ID): { pieces: Piece[]; index: number } | undefined {
    const stored = this.#known.find(id);
    const item = stored ?? this.#structs.get(id.client)?.[this.#indexOf(id)];
    if (!(item instanceof Y.Item)) return undefined;
    // One of the update that became nothing has no piece.
    const pieces = stored === null ? this.#pieces.get(item) : this.#piecesOf(item);
    if (pieces === undefined) return undefined;
    return { pieces, index: lastFrom(pieces, id.clock, ({ from }) => from) };
  }

  #indexOf({ client, clock }: Y.ID): number {
    return lastFrom(this.#structs.get(client)!, clock, (struct) => struct.id.clock);
  }

  #endingAt(id: Y.ID): Piece | undefined {
    const found = this.#find(id);
    if (found === undefined) return undefined;
    const { pieces, index } = found;
    if (pieces[index]!.to !== id.clock + 1) this.#split(pieces, index, id.clock + 1);
    return pieces[index];
  }

  #startingAt(id: Y.ID): Piece | undefined {
    const found = this.#find(id);
    if (found === undefined) return undefined;
    const { pieces, index } = found;
    if (pieces[index]!.from === id.clock) return pieces[index];
    this.#split(pieces, index, id.clock);
    return pieces[index + 1];
  }

  #split(pieces: Piece[], index: number, clock: number): void {
    const piece = pieces[index]!;
    const origin = Y.createID(piece.item.id.client, clock - 1);
    const second: Piece = { ...piece, from: clock, origin };
    pieces.splice(index + 1, 0, second);
    piece.right = second;
    piece.to = clock;
    piece.list.length += 1;
  }
}

/** The last that begins at or before a clock, of those in order. */
function lastFrom<T>(sorted: readonly T[], clock: number, from: (one: T) => number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (from(sorted[middle]!) <= clock) low = middle;
    else high = middle - 1;
  }
  return low;
}
