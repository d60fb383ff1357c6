import * as Y from 'yjs';

/** `["records","r1","title"]`: a root and the keys that lead inwards, as text. */
export type Path = string;

type Type = Pick<Y.AbstractType<never>, '_start' | '_map'>;

export const pathOf = (root: string, keys: readonly string[]): Path => JSON.stringify([root, ...keys]);

/** Whether a path is another one or leads to it. */
export function leadsTo(path: Path, to: Path): boolean {
  return path === to || to.startsWith(`${path.slice(0, -1)},`);
}

/**
 * What a doc holds, path by path: under each what a person could see there (values, text with its marks,
 * elements with their attributes), maps of maps as far as they go.
 */
export function outlineOf(doc: Y.Doc): Map<Path, string> {
  const outline = new Map<Path, string>();
  for (const [name, root] of doc.share) walk(root as unknown as Type, name, [], outline);
  return outline;
}

function walk(type: Type, root: string, keys: readonly string[], outline: Map<Path, string>): void {
  const list = JSON.stringify(listOf(type));
  if (list !== '[]') outline.set(pathOf(root, keys), list);
  for (const [key, item] of type._map) {
    if (item.deleted) continue;
    const to = [...keys, key];
    const { content } = item;
    if (content instanceof Y.ContentType && content.type instanceof Y.Map) {
      outline.set(pathOf(root, to), 'map');
      walk(content.type as unknown as Type, root, to, outline);
    } else outline.set(pathOf(root, to), JSON.stringify(valuesOf(item).at(-1)));
  }
}

function contentOf(type: Type): unknown {
  const keys = [...type._map].filter(([, item]) => !item.deleted).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return { list: listOf(type), keys: keys.map(([key, item]) => [key, valuesOf(item).at(-1)]) };
}

function listOf(type: Type): unknown[] {
  const list: unknown[] = [];
  const marks = new Map<string, unknown>();
  for (let item = type._start; item !== null; item = item.right) {
    if (item.deleted) continue;
    if (item.content instanceof Y.ContentFormat) {
      const { key, value } = item.content as { key: string; value: unknown };
      if (value === null) marks.delete(key);
      else marks.set(key, value);
      continue;
    }
    const under = [...marks].toSorted(([a], [b]) => (a < b ? -1 : 1));
    list.push(...valuesOf(item).map((value) => [value, under]));
  }
  return list;
}

function valuesOf({ content }: Y.Item): unknown[] {
  if (content instanceof Y.ContentType) {
    const name = content.type instanceof Y.XmlElement ? content.type.nodeName : content.type.constructor.name;
    return [{ name, ...(contentOf(content.type as unknown as Type) as object) }];
  }
  if (content instanceof Y.ContentFormat) return [{ mark: content.key }];
  if (content instanceof Y.ContentDoc) return [{ doc: content.doc.guid }];
  return content.getContent() as unknown[];
}

/** The paths that Yjs itself says a transaction changed. Ask before it collects garbage. */
export function changedPaths(doc: Y.Doc, { changed }: Y.Transaction): Set<Path> {
  const paths = new Set<Path>();
  for (const [type, keys] of changed as Map<Y.AbstractType<unknown>, Set<string | null>>) {
    const { root, to, holdsKeys } = placeOf(doc, type);
    for (const key of keys) paths.add(pathOf(root, holdsKeys && key !== null ? [...to, key] : to));
  }
  return paths;
}

function placeOf(
  doc: Y.Doc,
  type: Y.AbstractType<unknown>,
): { root: string; to: string[]; holdsKeys: boolean } {
  const item = type._item;
  if (item === null) {
    const root = [...doc.share].find(([, one]) => (one as unknown) === type)![0];
    return { root, to: [], holdsKeys: true };
  }
  const above = placeOf(doc, item.parent as Y.AbstractType<unknown>);
  if (!above.holdsKeys || item.parentSub === null) return { ...above, holdsKeys: false };
  return { ...above, to: [...above.to, item.parentSub], holdsKeys: type instanceof Y.Map };
}
