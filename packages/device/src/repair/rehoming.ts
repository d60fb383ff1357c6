import * as Y from 'yjs';
import { REMOTE } from '../local-edit.ts';
import { encodeUpdate } from './encode.ts';
import { Homes, movedTo, type Home, type Id, type Place, type Range } from './homes.ts';
import { lastOfKey, standsBefore, structAt } from './neighbours.ts';

type Struct = Y.Item | Y.GC | Y.Skip;

/** What an update is made of. */
export interface Parts {
  structs: readonly Struct[];
  deletes: readonly Range[];
}

export function partsOf(update: Uint8Array): Parts {
  const { structs, ds } = Y.decodeUpdate(update);
  const deletes: Range[] = [];
  for (const [client, ranges] of ds.clients)
    for (const { clock, len } of ranges) deletes.push({ client, clock, len });
  return { structs, deletes };
}

export interface Moved {
  /** What is left of it, under the new id; null: nothing. */
  update: Uint8Array | null;
  /** What stood in a container that is gone, and fell with it. */
  fallen: Y.Item[];
}

/** Finds the container of a struct in the doc before the repair; null when that was deleted for good. */
export type Lookup = (id: Id) => Place | null;

/**
 * Writes updates anew for a document without the refused ones, under a client id that nobody has used.
 * Under the same id later edits would hang for ever, and clocks would be used twice.
 *
 * Updates come in the order in which they were made. A neighbour that was refused gives way to that
 * neighbour's own neighbour, outwards; a deletion of what was refused is dropped; what stands in a
 * refused container falls with it.
 */
export class Rehoming {
  readonly homes: Homes;
  readonly #clientId: number;
  readonly #doc: Y.Doc;
  #clock = 0;

  /** `doc`: the repaired document so far. What is moved is applied to it, each struct to what came before. */
  constructor(clientId: number, doc: Y.Doc, homes: Homes = new Homes()) {
    this.#clientId = clientId;
    this.#doc = doc;
    this.homes = homes;
  }

  /** Whether the update builds on what moved or is gone, or stands behind it: its clocks would leave a hole. */
  affects({ structs, deletes }: Parts): boolean {
    return (
      structs.some(
        (struct) =>
          this.homes.has(struct.id.client) || namedBy(struct).some((id) => this.homes.at(id) !== null),
      ) || deletes.some((range) => [...this.homes.split(range)].some(({ home }) => home !== null))
    );
  }

  /** Whether everything the update names is in the document, or was moved there. */
  knowsAll({ structs, deletes }: Parts): boolean {
    const isKnown = (id: Id): boolean => this.homes.at(id) !== null || structAt(this.#doc, id) !== null;
    return (
      structs.every((struct) => namedBy(struct).every(isKnown)) &&
      deletes.every(
        ({ client, clock, len }) => isKnown({ client, clock }) && isKnown({ client, clock: clock + len - 1 }),
      )
    );
  }

  /** Takes structs out. */
  refuse(structs: readonly Struct[], lookup: Lookup): void {
    for (const struct of structs) {
      if (struct instanceof Y.Skip) continue;
      if (struct instanceof Y.GC) {
        this.homes.add(goneFrom(struct, null, null, null));
        continue;
      }
      const place = lookup(struct.id);
      const { left, right } = this.#neighbours(struct);
      this.homes.add(goneFrom(struct, left, right, place && this.#placeNow(place)));
    }
  }

  move({ structs, deletes }: Parts): Moved {
    const items: Y.Item[] = [];
    const fallen: Y.Item[] = [];
    for (const struct of structs) {
      if (struct instanceof Y.Skip) continue;
      const item = struct instanceof Y.GC ? null : this.#moved(struct);
      if (item === null) {
        // A GC was made and deleted in one breath, inside something deleted: nobody needs it.
        if (struct instanceof Y.Item) fallen.push(struct);
        this.homes.add(goneFrom(struct, null, null, null));
        continue;
      }
      items.push(item);
      const { client, clock } = struct.id;
      this.homes.add({ client, clock, len: struct.length, now: 'moved', to: plain(item.id) });
      Y.applyUpdate(this.#doc, encodeUpdate([item], []), REMOTE);
    }
    const kept = deletes.flatMap((range) => this.#movedDeletes(range));
    if (kept.length > 0) Y.applyUpdate(this.#doc, encodeUpdate([], kept), REMOTE);
    return { update: items.length + kept.length === 0 ? null : encodeUpdate(items, kept), fallen };
  }

  /** Null: what it stands in is gone. */
  #moved(item: Y.Item): Y.Item | null {
    const homes = neighboursOf(item).map((id) => this.homes.at(id));
    if (homes.some((home) => home?.now === 'gone' && home.place === null)) return null;
    // Before integration a root is its name: so Yjs decodes it, though its types do not say so.
    const parent = item.parent as string | Y.ID | null;
    let place = parent === null ? null : this.#placeNow({ parent, sub: item.parentSub });
    if (parent !== null && place === null) return null;
    let { left, right } = this.#neighbours(item);
    if (left === null && right === null && place === null) {
      // No neighbour is left to tell the list by: one that is gone knows it.
      const gone = homes.find((home) => home?.now === 'gone');
      place = gone?.now === 'gone' ? gone.place : null;
    }
    // Under another id it may have come to stand on another side of what others wrote at the same time.
    left = lastOfKey(this.#doc, left, place, this.#clientId) ?? left;
    if (left !== null && right !== null) right = standsBefore(this.#doc, left, right);
    const id = Y.createID(this.#clientId, this.#clock);
    this.#clock += item.length;
    const container =
      place === null ? null : typeof place.parent === 'string' ? place.parent : yId(place.parent);
    return new Y.Item(
      id,
      null,
      left && yId(left),
      null,
      right && yId(right),
      container as Y.ID | null,
      place?.sub ?? item.parentSub,
      item.content,
    );
  }

  #neighbours({ origin, rightOrigin }: Y.Item): { left: Id | null; right: Id | null } {
    return {
      left: origin && this.homes.neighbour(origin, 'left'),
      right: rightOrigin && this.homes.neighbour(rightOrigin, 'right'),
    };
  }

  #movedDeletes(range: Range): Range[] {
    const kept: Range[] = [];
    for (const { range: part, home } of this.homes.split(range)) {
      if (home === null) kept.push(part);
      else if (home.now === 'moved') kept.push({ ...movedTo(home, part.clock), len: part.len });
    }
    return kept;
  }

  /** Null: the container is gone. */
  #placeNow({ parent, sub }: Place): Place | null {
    if (typeof parent === 'string') return { parent, sub };
    const home = this.homes.at(parent);
    if (home === null) return { parent: plain(parent), sub };
    return home.now === 'gone' ? null : { parent: movedTo(home, parent.clock), sub };
  }
}

function neighboursOf({ origin, rightOrigin }: Y.Item): Y.ID[] {
  return [origin, rightOrigin].filter((id) => id !== null);
}

/** Every id by which a struct says where it stands. */
export function namedBy(struct: Struct): Y.ID[] {
  if (!(struct instanceof Y.Item)) return [];
  const parent: unknown = struct.parent;
  return parent instanceof Y.ID ? [...neighboursOf(struct), parent] : neighboursOf(struct);
}

function goneFrom(
  { id: { client, clock }, length: len }: Y.Item | Y.GC,
  left: Id | null,
  right: Id | null,
  place: Place | null,
): Home {
  return { client, clock, len, now: 'gone', left: left && plain(left), right: right && plain(right), place };
}

function plain({ client, clock }: Id): Id {
  return { client, clock };
}

function yId({ client, clock }: Id): Y.ID {
  return Y.createID(client, clock);
}

/** Where a struct of this doc stands. */
export function lookupIn(doc: Y.Doc): Lookup {
  return (id) => {
    const struct = structAt(doc, id);
    if (!(struct instanceof Y.Item) || struct.parent === null) return null;
    const type = struct.parent as Y.AbstractType<unknown>;
    const parent = type._item === null ? Y.findRootTypeKey(type) : plain(type._item.id);
    return { parent, sub: struct.parentSub };
  };
}
