import * as Y from 'yjs';
import type { KeptPlace } from '../rows.ts';
import { structAt } from './neighbours.ts';
import { partsOf } from './rehoming.ts';

/** Where an update writes or deletes, in the document as it stood with it: where it is first told so. */
export function placeOf(doc: Y.Doc, updates: readonly Uint8Array[]): KeptPlace | null {
  for (const update of updates) {
    const { structs, deletes } = partsOf(update);
    const ids = [...structs.map(({ id }) => id), ...deletes];
    for (const id of ids) {
      const path = pathOf(structAt(doc, id));
      if (path !== null) return { path, name: nameOf(doc, path) };
    }
  }
  return null;
}

/** `['shots', <id>, 'title']`: root, then keys. Null for what is gone for good. */
function pathOf(struct: Y.Item | Y.GC | null): string[] | null {
  const path: string[] = [];
  for (let item = struct; ;) {
    if (!(item instanceof Y.Item) || item.parent === null) return null;
    if (item.parentSub !== null) path.unshift(item.parentSub);
    const type = item.parent as Y.AbstractType<unknown>;
    if (type._item === null) return [Y.findRootTypeKey(type), ...path];
    item = type._item;
  }
}

/** A record's title, as stages and shots have one. */
function nameOf(doc: Y.Doc, [root, id]: readonly string[]): string {
  if (root === undefined || id === undefined) return '';
  const record = doc.getMap(root).get(id);
  const title: unknown = record instanceof Y.Map ? record.get('title') : '';
  return title instanceof Y.Text ? title.toJSON() : typeof title === 'string' ? title : '';
}
