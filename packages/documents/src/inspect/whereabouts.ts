import * as Y from 'yjs';
import type { Arrivals, Found } from './arrivals.ts';
import { NewRoot, type Parent, type Places } from './places.ts';
import type { Standing, TypeName } from './touch.ts';

/** A type as seen from its root. */
export interface Where {
  readonly root: string;
  /** Keys that lead to it, up to the first list, text or page on the way. */
  readonly keys: readonly string[];
  /** What the keys lead to. */
  readonly outermost: Parent;
  /** It lies inside of that, and is not it. */
  readonly inside: boolean;
  readonly depth: number;
  readonly type: TypeName | 'root';
  /** Its name, if it is an element. */
  readonly node: string | null;
  /** Its record is made by this update. */
  readonly fresh: boolean;
  /** Nothing in it is seen by anybody: it, or what it lies in, is deleted or set anew. */
  readonly dead: boolean;
}

/** Where types lie, and which items of an update count. */
export class Whereabouts {
  readonly #doc: Y.Doc;
  readonly #arrivals: Arrivals;
  readonly #places: Places;
  readonly #known = new Map<Parent, Where>();
  /** Items under a key, of the doc or the update, which an item of the update stands behind. */
  readonly #overtaken = new Set<Y.Item>();
  readonly #firsts = new Map<Y.Item, Y.Item>();
  readonly #ancestries = new Map<Y.Item, Map<string, number>>();

  constructor(doc: Y.Doc, arrivals: Arrivals, places: Places) {
    this.#doc = doc;
    this.#arrivals = arrivals;
    this.#places = places;
    for (const item of arrivals.items) {
      const place = places.of(item);
      if (typeof place === 'string' || place.key === null || item.origin === null) continue;
      const left = arrivals.find(item.origin);
      if (left?.struct instanceof Y.Item) this.#overtaken.add(left.struct);
    }
  }

  /** Its key holds what stands behind it: whatever it was, it is seen no more. */
  isOvertaken(item: Y.Item): boolean {
    return this.#overtaken.has(item);
  }

  /**
   * On which side of `last`, the item of the doc that its key holds, a new one comes to stand, where that can
   * be told for sure: when some item that `last` stands on, or it itself, saw the same as the new one (or
   * the one that this stands on). Of the two the one with the higher client id is behind, with all that
   * stands on it. Null: it cannot be told.
   */
  sideOf(item: Y.Item, last: Y.Item): 'before' | 'behind' | null {
    const first = this.#firstNew(item);
    const beside = this.#ancestry(last).get(idKey(first.origin));
    if (beside === undefined) return null;
    return beside < first.id.client ? 'behind' : 'before';
  }

  /** The item of the doc that a key of one of its types holds. */
  currentOf(parent: Parent, key: string): Y.Item | null {
    const item: Y.Item | undefined = parent instanceof NewRoot ? undefined : parent._map.get(key);
    return item === undefined || item.deleted ? null : item;
  }

  /** By what they saw: the client ids of an item and of all it stands on. */
  #ancestry(last: Y.Item): ReadonlyMap<string, number> {
    let ancestry = this.#ancestries.get(last);
    if (ancestry !== undefined) return ancestry;
    ancestry = new Map();
    for (let at: Y.Item | null = last; at !== null; at = this.#before(at)) {
      ancestry.set(idKey(at.origin), at.id.client);
    }
    this.#ancestries.set(last, ancestry);
    return ancestry;
  }

  /** Of the new items that an item stands on, itself included, the one that stands on what the doc has. */
  #firstNew(item: Y.Item): Y.Item {
    const passed: Y.Item[] = [];
    let first = item;
    for (;;) {
      const known = this.#firsts.get(first);
      if (known !== undefined) {
        first = known;
        break;
      }
      passed.push(first);
      const below: Found = first.origin === null ? null : this.#arrivals.find(first.origin);
      if (below?.in !== 'update' || !(below.struct instanceof Y.Item)) break;
      first = below.struct;
    }
    // Each is walked over once, however long the chain is that all of them stand on.
    for (const one of passed) this.#firsts.set(one, first);
    return first;
  }

  #before({ origin }: Y.Item): Y.Item | null {
    const found: Found = origin === null ? null : this.#arrivals.find(origin);
    return found?.struct instanceof Y.Item ? found.struct : null;
  }

  /** It comes and holds nothing: deleted before it was sent, or made up. */
  isTombstone(item: Y.Item): boolean {
    if (item.content instanceof Y.ContentDeleted) return true;
    const { client, clock } = item.id;
    const from = this.#arrivals.newFrom(item);
    return this.#arrivals.deletedOf(client, from, clock + item.length) === clock + item.length - from;
  }

  /** What lives under a key of a type of the doc. */
  standing(parent: Parent, key: string): Standing {
    const item = this.currentOf(parent, key);
    if (item === null) return 'nothing';
    return item.content instanceof Y.ContentType ? 'type' : 'value';
  }

  of(parent: Parent): Where {
    const chain: Parent[] = [];
    let at: Parent | null = parent;
    while (at !== null && !this.#known.has(at)) {
      chain.push(at);
      at = this.#above(at);
    }
    let where = at === null ? undefined : this.#known.get(at);
    // From the outside in, without recursion: somebody may have nested very deep.
    for (const type of chain.toReversed()) {
      where = where === undefined ? this.#rootWhere(type) : this.#inner(type, where);
      this.#known.set(type, where);
    }
    return where!;
  }

  /** The type that a type lies in; null for a root. */
  #above(type: Parent): Parent | null {
    if (type instanceof NewRoot) return null;
    const holder = this.#places.holders.get(type);
    if (holder === undefined) return (type._item?.parent as Parent | undefined) ?? null;
    const place = this.#places.of(holder);
    return typeof place === 'string' ? null : place.parent;
  }

  #rootWhere(type: Parent): Where {
    const root = type instanceof NewRoot ? type.name : rootName(this.#doc, type);
    // Held by an item that stands nowhere: nothing of it will be there.
    const dead = root === null;
    return {
      root: root ?? '',
      keys: [],
      outermost: type,
      inside: false,
      depth: 0,
      type: 'root',
      node: null,
      fresh: false,
      dead,
    };
  }

  #inner(type: Parent, outer: Where): Where {
    const holder = this.#places.holders.get(type);
    const item = holder ?? (type as Y.AbstractType<unknown>)._item!;
    const place = holder === undefined ? null : this.#places.of(holder);
    const key = place === null || typeof place === 'string' ? item.parentSub : place.key;
    const keyed = key !== null && holdsKeys(outer);
    const gone = holder === undefined ? item.deleted : this.isOvertaken(holder) || this.isTombstone(holder);
    return {
      root: outer.root,
      keys: keyed ? [...outer.keys, key] : outer.keys,
      outermost: keyed ? type : outer.outermost,
      inside: !keyed,
      depth: keyed ? 0 : outer.depth + 1,
      type: typeName(type as Y.AbstractType<unknown>),
      node: type instanceof Y.XmlElement ? type.nodeName : null,
      fresh: outer.fresh || (holder !== undefined && keyed && outer.keys.length === 0),
      dead: outer.dead || gone,
    };
  }
}

/** Whether a key in it is a step of a path. Roots count: nobody calls them anything before they are read. */
export function holdsKeys({ type, inside }: Where): boolean {
  return !inside && (type === 'root' || type === 'map');
}

export function typeName(type: Y.AbstractType<unknown>): TypeName {
  if (type instanceof Y.XmlText) return 'xmlText';
  if (type instanceof Y.Text) return 'text';
  if (type instanceof Y.XmlElement) return 'element';
  if (type instanceof Y.XmlFragment) return 'fragment';
  if (type instanceof Y.XmlHook) return 'hook';
  if (type instanceof Y.Map) return 'map';
  return 'array';
}

function idKey(id: Y.ID | null): string {
  return id === null ? '' : `${id.client} ${id.clock}`;
}

function rootName(doc: Y.Doc, type: Parent): string | null {
  for (const [name, root] of doc.share) if (root === type) return name;
  return null;
}
