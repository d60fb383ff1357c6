import * as Y from 'yjs';

/** Everything that two replicas of a document must agree on, as plain data for `toEqual`. */
export interface Replica {
  /** Roots by name; keys sorted, text as runs with their attributes. Roots that hold nothing are left out. */
  content: Record<string, unknown>;
  /** Client id → clock. */
  clocks: Record<string, number>;
  /** Whether Yjs parked something that it could not integrate. */
  parked: boolean;
}

export function replicaOf(doc: Y.Doc): Replica {
  const { pendingStructs, pendingDs } = doc.store;
  const clocks = [...Y.decodeStateVector(Y.encodeStateVector(doc))].sort(([a], [b]) => a - b);
  // A copy, so that it makes no difference which roots somebody has looked at, and as what.
  const copy = copyOf([Y.encodeStateAsUpdate(doc)]);
  const roots = [...copy.share].sort(([a], [b]) => (a < b ? -1 : 1));
  const content = Object.fromEntries(
    roots.map(([name, type]) => [name, contentOf(type)]).filter(([, value]) => !isEmpty(value as Content)),
  );
  copy.destroy();
  return {
    content,
    clocks: Object.fromEntries(clocks.map(([client, clock]) => [String(client), clock])),
    parked: pendingStructs !== null || pendingDs !== null,
  };
}

/** A new doc made of these updates alone. Its name nobody asks for: a random one costs as much as a small document. */
export function copyOf(updates: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc({ guid: '' });
  doc.transact(() => updates.forEach((update) => Y.applyUpdate(doc, update)));
  return doc;
}

type Shared = Pick<Y.AbstractType<unknown>, '_map' | '_start'>;

interface Content {
  keys: Record<string, unknown>;
  list: unknown[];
}

function isEmpty({ keys, list }: Content): boolean {
  return Object.keys(keys).length === 0 && list.length === 0;
}

/** Any shared type: its keys, and its list with neighbouring text of the same attributes in one run. */
function contentOf(type: Shared): Content {
  const keys: Record<string, unknown> = {};
  for (const key of [...type._map.keys()].sort()) {
    const item = type._map.get(key);
    if (item !== undefined && !item.deleted) keys[key] = valuesOf(item).at(-1);
  }
  const list: unknown[] = [];
  const marks = new Map<string, unknown>();
  for (let item = type._start; item !== null; item = item.right) {
    if (item.deleted) continue;
    const { content } = item;
    if (content instanceof Y.ContentFormat) {
      if (content.value === null) marks.delete(content.key);
      else marks.set(content.key, content.value);
    } else if (content instanceof Y.ContentString) addText(list, content.str, marks);
    else list.push(...valuesOf(item));
  }
  return { keys, list };
}

interface Run {
  text: string;
  marks: string;
}

function addText(list: unknown[], text: string, marks: ReadonlyMap<string, unknown>): void {
  const sorted = JSON.stringify([...marks].sort(([a], [b]) => (a < b ? -1 : 1)));
  const last = list.at(-1) as Partial<Run> | undefined;
  if (last?.text !== undefined && last.marks === sorted) last.text += text;
  else list.push({ text, marks: sorted } satisfies Run);
}

function valuesOf({ content }: Y.Item): unknown[] {
  if (content instanceof Y.ContentDoc) return [{ document: content.doc.guid }];
  if (!(content instanceof Y.ContentType)) return content.getContent();
  const type = content.type as Shared;
  const name = type instanceof Y.XmlElement ? type.nodeName : type.constructor.name;
  return [{ type: name, ...contentOf(type) }];
}
