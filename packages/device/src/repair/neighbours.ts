import * as Y from 'yjs';
import type { Id, Place } from './homes.ts';

/** The struct that holds the id; null when the doc does not have it. */
export function structAt(doc: Y.Doc, { client, clock }: Id): Y.Item | Y.GC | null {
  const structs = doc.store.clients.get(client);
  if (structs === undefined || clock >= Y.getState(doc.store, client)) return null;
  return structs[Y.findIndexSS(structs, clock)] as Y.Item | Y.GC;
}

/**
 * The right neighbour that really stands right of `left`: `right`, or what follows `left`. Two neighbours in
 * the wrong order are no place, and replicas that integrate them in another order would differ for good.
 */
export function standsBefore(doc: Y.Doc, left: Id, right: Id): Id | null {
  const from = structAt(doc, left);
  const to = structAt(doc, right);
  if (!(from instanceof Y.Item) || !(to instanceof Y.Item)) return right;
  if (from === to) return left.clock < right.clock ? right : next(from, left);
  for (let item = from.right; item !== null; item = item.right) if (item === to) return right;
  return next(from, left);
}

function next(item: Y.Item, { client, clock }: Id): Id | null {
  return clock < item.id.clock + item.length - 1 ? { client, clock: clock + 1 } : (item.right?.id ?? null);
}

/**
 * Under a key the last one is the value. One's own earlier values may stand behind `left` since they were written
 * anew: the later one has to follow them. Null: it is no key, or nothing of one's own stands there.
 */
export function lastOfKey(doc: Y.Doc, left: Id | null, place: Place | null, clientId: number): Id | null {
  let item: Y.Item | null = null;
  if (left !== null) {
    const struct = structAt(doc, left);
    item = struct instanceof Y.Item ? struct : null;
    if (item === null || item.parentSub === null) return null;
  } else {
    if (place === null || place.sub === null) return null;
    item = firstOfKey(doc, place.parent, place.sub);
    if (item === null || item.id.client !== clientId) return null;
  }
  while (item.right !== null && item.right.id.client === clientId) item = item.right;
  return { client: item.id.client, clock: item.id.clock + item.length - 1 };
}

function firstOfKey(doc: Y.Doc, parent: Place['parent'], sub: string): Y.Item | null {
  let type: { _map: Map<string, Y.Item> } | undefined;
  if (typeof parent === 'string') type = doc.share.get(parent);
  else {
    const holder = structAt(doc, parent);
    if (holder instanceof Y.Item && holder.content instanceof Y.ContentType) type = holder.content.type;
  }
  let item = type?._map.get(sub) ?? null;
  while (item !== null && item.left !== null) item = item.left;
  return item;
}
