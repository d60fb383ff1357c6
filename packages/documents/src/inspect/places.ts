import * as Y from 'yjs';
import type { Arrivals } from './arrivals.ts';

/** A type of the doc or of the update, or a root that the doc does not have. */
export type Parent = Y.AbstractType<unknown> | NewRoot;

export class NewRoot {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

/** Where an item will stand: in a list (`key` null) or under a key of a type. */
export interface Place {
  readonly parent: Parent;
  readonly key: string | null;
}

/** `nowhere`: Yjs turns it into nothing, for what it stands in is gone. `misplaced`: no Yjs writes that. */
export type Placed = Place | 'nowhere' | 'misplaced';

/**
 * Finds where each item of an update will stand. The bytes name a parent only for the first item of a
 * list or key; all others say beside which item they stand, in the doc or in the same update, there
 * sometimes later in the bytes.
 */
export class Places {
  /** By the type that a new item holds: that item. */
  readonly holders = new Map<unknown, Y.Item>();
  readonly #doc: Y.Doc;
  readonly #arrivals: Arrivals;
  readonly #placed = new Map<Y.Item, Placed>();
  readonly #newRoots = new Map<string, NewRoot>();

  constructor(doc: Y.Doc, arrivals: Arrivals) {
    this.#doc = doc;
    this.#arrivals = arrivals;
    for (const item of arrivals.items) {
      if (item.content instanceof Y.ContentType) this.holders.set(item.content.type, item);
    }
    for (const item of arrivals.items) this.#settle(item);
  }

  /** Of an item of the update. */
  of(item: Y.Item): Placed {
    return this.#placed.get(item) ?? 'misplaced';
  }

  /** Whatever it leans on is settled first; by a stack of its own, for a chain may be as long as the update. */
  #settle(item: Y.Item): void {
    const stack = [item];
    const open = new Set<Y.Item>();
    while (stack.length > 0) {
      const top = stack.at(-1)!;
      if (this.#placed.has(top)) {
        stack.pop();
        continue;
      }
      const waiting = this.#newNeighbour(top);
      if (waiting === null) {
        this.#placed.set(top, this.#place(top));
        stack.pop();
      } else if (open.has(waiting)) {
        // They lean on each other: there is no order in which to integrate them.
        this.#placed.set(waiting, 'misplaced');
      } else {
        open.add(waiting);
        stack.push(waiting);
      }
    }
  }

  /** An item of the update that must be placed before this one. */
  #newNeighbour({ origin, rightOrigin, parent }: Y.Item): Y.Item | null {
    for (const id of [origin, rightOrigin, parent as unknown]) {
      if (!(id instanceof Y.ID)) continue;
      const found = this.#arrivals.find(id);
      if (found?.in !== 'update' || !(found.struct instanceof Y.Item)) continue;
      if (!this.#placed.has(found.struct)) return found.struct;
    }
    return null;
  }

  #place(item: Y.Item): Placed {
    const place = this.#byNeighbours(item);
    const from = this.#arrivals.newFrom(item);
    if (typeof place === 'string' || from === item.id.clock) return place;
    // The doc has its beginning: Yjs hangs the rest on that, whatever the bytes say of neighbours.
    const before = this.#at(Y.createID(item.id.client, from - 1));
    return samePlace(before, place) ? place : 'misplaced';
  }

  #byNeighbours({ origin, rightOrigin, parent, parentSub }: Y.Item): Placed {
    if (origin === null && rightOrigin === null) return this.#byParent(parent, parentSub);
    const left = origin === null ? null : this.#at(origin);
    const right = rightOrigin === null ? null : this.#at(rightOrigin);
    if (left === 'misplaced' || right === 'misplaced') return 'misplaced';
    if (left === 'nowhere' || right === 'nowhere') return 'nowhere';
    if (left !== null && right !== null && !samePlace(left, right)) return 'misplaced';
    const place = left ?? right ?? 'misplaced';
    // Under a key nothing has a right neighbour: with one an item could choose on which side of others it stands.
    return right !== null && typeof place !== 'string' && place.key !== null ? 'misplaced' : place;
  }

  /** As decoded, a parent is the name of a root or the id of the item that holds it. */
  #byParent(parent: unknown, key: string | null): Placed {
    if (typeof parent === 'string') return { parent: this.#root(parent), key };
    const holder = parent instanceof Y.ID ? this.#arrivals.find(parent) : null;
    if (holder === null || holder.struct instanceof Y.Skip) return 'misplaced';
    if (holder.struct instanceof Y.GC) return 'nowhere';
    const placed = holder.in === 'update' ? this.of(holder.struct) : null;
    if (typeof placed === 'string') return placed;
    const { content } = holder.struct;
    return content instanceof Y.ContentType ? { parent: content.type, key } : 'nowhere';
  }

  /** Where the struct at an id stands. */
  #at(id: Y.ID): Placed {
    const found = this.#arrivals.find(id);
    if (found === null || found.struct instanceof Y.Skip) return 'misplaced';
    if (found.struct instanceof Y.GC) return 'nowhere';
    if (found.in === 'update') return this.of(found.struct);
    const { parent, parentSub } = found.struct;
    return { parent: parent as Y.AbstractType<unknown>, key: parentSub };
  }

  #root(name: string): Parent {
    const known = this.#doc.share.get(name) as Y.AbstractType<unknown> | undefined;
    if (known !== undefined) return known;
    let root = this.#newRoots.get(name);
    if (root === undefined) this.#newRoots.set(name, (root = new NewRoot(name)));
    return root;
  }
}

function samePlace(one: Placed, other: Placed): boolean {
  if (typeof one === 'string' || typeof other === 'string') return false;
  return one.parent === other.parent && one.key === other.key;
}
