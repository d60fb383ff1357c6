import * as Y from 'yjs';

/**
 * What an undo brings back, Yjs inserts again between the neighbours it once had. When those were themselves
 * brought back in another order, the new item claims to stand right of one and left of another that stands
 * before it: its own document puts it somewhere, every other document somewhere else, for good (yjs 13.6.33;
 * found by random editing, 11 of 1,500 runs).
 *
 * Here, before anybody is told, each new item names the neighbours it really has, of those that were there
 * before it: as if it had been typed in this place. The order is then the same wherever it is received.
 */
export function settleOrigins(doc: Y.Doc, manager: Y.UndoManager): void {
  doc.on('beforeObserverCalls', (transaction: Y.Transaction) => {
    if (transaction.origin !== manager) return;
    const from = transaction.beforeState.get(doc.clientID) ?? 0;
    const to = transaction.afterState.get(doc.clientID) ?? 0;
    const structs = doc.store.clients.get(doc.clientID) ?? [];
    if (from === to) return;
    for (let index = Y.findIndexSS(structs, from); index < structs.length; index++) {
      const item = structs[index];
      // A key of a map has no place among neighbours.
      if (item instanceof Y.Item && item.parentSub === null && item.id.clock >= from) settle(item);
    }
  });
}

function settle(item: Y.Item): void {
  let left = item.left;
  while (left !== null && isLater(left, item)) left = left.left;
  let right = item.right;
  while (right !== null && isLater(right, item)) right = right.right;
  item.origin = left?.lastId ?? null;
  item.rightOrigin = right?.id ?? null;
}

/** Made after it by the same hand: whoever receives it does not have that one yet. */
function isLater(other: Y.Item, item: Y.Item): boolean {
  return other.id.client === item.id.client && other.id.clock > item.id.clock;
}
