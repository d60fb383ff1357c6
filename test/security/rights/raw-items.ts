import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';

/**
 * Items that no typed call of Yjs makes, put into a doc the way a program of somebody's own could put them
 * into an update. All of them integrate: what keeps them out is the server's guard and nothing else.
 */
type Content = Y.Item['content'];

/** Puts an item under a key (null: into the list that every map has and none shows), behind what stands there. */
export function putItem(doc: Y.Doc, parent: Y.Map<unknown>, key: string | null, content: Content): void {
  doc.transact((transaction) => {
    const left = key === null ? null : (parent._map.get(key) ?? null);
    newItem(doc, { parent, key, left }, content).integrate(transaction, 0);
  });
}

/**
 * An update that sets a key as somebody would who had never seen what stands there. `deletes`: it also names
 * what stands there now as deleted.
 */
export function unseen(
  doc: Y.Doc,
  { parent, key, deletes }: { parent: Y.Map<unknown>; key: string; deletes: boolean },
  content: Content,
): Uint8Array {
  const item = newItem(doc, { parent, key, left: null }, content);
  const current = parent._map.get(key);
  return encode(item, deletes && current !== undefined ? current.lastId : null);
}

interface Place {
  parent: Y.Map<unknown>;
  key: string | null;
  left: Y.Item | null;
}

function newItem(doc: Y.Doc, { parent, key, left }: Place, content: Content): Y.Item {
  const id = Y.createID(doc.clientID, Y.getState(doc.store, doc.clientID));
  return new Y.Item(id, left, left?.lastId ?? null, null, null, parent, key, content);
}

/** One item and at most one deletion, byte by byte. */
function encode(item: Y.Item, deleted: Y.ID | null): Uint8Array {
  const update = new Y.UpdateEncoderV1();
  const { restEncoder } = update;
  encoding.writeVarUint(restEncoder, 1);
  encoding.writeVarUint(restEncoder, 1);
  update.writeClient(item.id.client);
  encoding.writeVarUint(restEncoder, item.id.clock);
  item.write(update, 0);
  encoding.writeVarUint(restEncoder, deleted === null ? 0 : 1);
  if (deleted !== null) {
    encoding.writeVarUint(restEncoder, deleted.client);
    encoding.writeVarUint(restEncoder, 1);
    encoding.writeVarUint(restEncoder, deleted.clock);
    encoding.writeVarUint(restEncoder, 1);
  }
  return update.toUint8Array();
}

/** Under a key: the value is gone, with neither content nor deletion in the bytes. */
export function tombstone(): Content {
  return new Y.ContentDeleted(1);
}

/** What Yjs wrote before 2019 and still takes. */
export function oldJson(value: unknown): Content {
  return new Y.ContentJSON([value]);
}

export function value(of: unknown): Content {
  return new Y.ContentAny([of]);
}

export function subdocument(): Content {
  return new Y.ContentDoc(new Y.Doc());
}
