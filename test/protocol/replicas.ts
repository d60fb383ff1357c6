import * as Y from 'yjs';

/**
 * What a doc holds, in one form for all replicas: every root, keys sorted, characters one by one with
 * the marks between them, and the clocks. Two replicas are the same when this is equal.
 */
export function canonical(doc: Y.Doc): unknown {
  const roots = [...doc.share.keys()].toSorted().map((key) => [key, canonicalType(doc.share.get(key)!)]);
  const clocks = [...Y.decodeStateVector(Y.encodeStateVector(doc))].toSorted(([a], [b]) => a - b);
  const { pendingStructs, pendingDs } = doc.store;
  return { roots: roots.filter(([, value]) => value !== null), clocks, pending: [pendingStructs, pendingDs] };
}

function canonicalType(type: Pick<Y.AbstractType<never>, '_start' | '_map'>): unknown {
  const list: unknown[] = [];
  for (let item = type._start; item !== null; item = item.right)
    if (!item.deleted) list.push(...canonicalContent(item));
  const keys = [...type._map].filter(([, item]) => !item.deleted).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const map = keys.map(([key, item]) => [key, canonicalContent(item).at(-1)]);
  return list.length === 0 && map.length === 0 ? null : { list, map };
}

function canonicalContent({ content }: Y.Item): unknown[] {
  if (content instanceof Y.ContentType)
    return [{ type: content.type.constructor.name, of: canonicalType(content.type) }];
  if (content instanceof Y.ContentFormat) return [{ mark: content.key, value: content.value as unknown }];
  if (content instanceof Y.ContentDoc) return [{ doc: content.doc.guid }];
  return content.getContent() as unknown[];
}
