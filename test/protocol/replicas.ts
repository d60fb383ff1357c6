import * as Y from 'yjs';

/**
 * What a doc holds, in one form for all replicas: every root, keys sorted, each character with its
 * attributes, and the clocks. Two replicas are the same when this is equal. Formatting marks count by
 * what they do: Yjs tidies redundant ones on each replica for itself.
 */
export function canonical(doc: Y.Doc): unknown {
  const roots = [...doc.share.keys()].toSorted().map((key) => [key, canonicalType(doc.share.get(key)!)]);
  const clocks = [...Y.decodeStateVector(Y.encodeStateVector(doc))].toSorted(([a], [b]) => a - b);
  const { pendingStructs, pendingDs } = doc.store;
  return { roots: roots.filter(([, value]) => value !== null), clocks, pending: [pendingStructs, pendingDs] };
}

function canonicalType(type: Pick<Y.AbstractType<never>, '_start' | '_map'>): unknown {
  const list: unknown[] = [];
  const attributes = new Map<string, unknown>();
  for (let item = type._start; item !== null; item = item.right) {
    if (item.deleted) continue;
    if (item.content instanceof Y.ContentFormat) {
      const { key, value } = item.content as { key: string; value: unknown };
      if (value === null) attributes.delete(key);
      else attributes.set(key, value);
      continue;
    }
    const marks = [...attributes].toSorted(([a], [b]) => (a < b ? -1 : 1));
    list.push(...canonicalContent(item).map((value) => (marks.length === 0 ? value : { value, marks })));
  }
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
