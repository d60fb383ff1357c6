import * as Y from 'yjs';

/** The threads and replies that these updates, which the doc has, made or changed. */
export function notesIn(doc: Y.Doc, updates: readonly Uint8Array[]): Set<string> {
  const roots = new Set<unknown>([doc.getMap('threads'), doc.getMap('replies')]);
  const notes = new Set<string>();
  for (const update of updates) {
    for (const { id } of Y.decodeUpdate(update).structs) {
      if (Y.getState(doc.store, id.client) <= id.clock) continue;
      const note = noteOf(Y.getItem(doc.store, id), roots);
      if (note !== null) notes.add(note);
    }
  }
  return notes;
}

/** The key in the root map below which a struct stands. */
function noteOf(struct: Y.Item | Y.GC, roots: ReadonlySet<unknown>): string | null {
  let item: Y.Item | Y.GC | null = struct;
  while (item instanceof Y.Item) {
    const { parent, parentSub }: Y.Item = item;
    if (roots.has(parent)) return parentSub;
    item = parent instanceof Y.AbstractType ? parent._item : null;
  }
  return null;
}
