import type { Touch } from '../inspect/touch.ts';

/** What one update touches of one record. */
export interface RecordTouches {
  root: string;
  id: string;
  /** It is made by this update. */
  fresh: boolean;
  /** Fields that get a plain value; undefined: emptied. */
  values: Map<string, unknown>;
  /** Texts and pages in which something changes. */
  edits: Set<string>;
}

/** By record, in the order of their first touch. Roots of votes come out with the vote's key as the record's id. */
export function byRecord(touches: readonly Touch[]): RecordTouches[] {
  const [only] = touches;
  // Somebody types: the case that comes a thousand times a second.
  if (touches.length === 1 && only!.keys.length === 2 && only!.change.type === 'edit') {
    const [id, field] = only!.keys as [string, string];
    return [{ root: only!.root, id, fresh: false, values: new Map(), edits: new Set([field]) }];
  }
  const records = new Map<string, RecordTouches>();
  for (const { root, keys, fresh, change } of touches) {
    const [id, field] = keys;
    if (id === undefined) continue;
    const at = `${root}/${id}`;
    let record = records.get(at);
    if (record === undefined)
      records.set(at, (record = { root, id, fresh: false, values: new Map(), edits: new Set() }));
    record.fresh ||= fresh;
    // A record as such, or a vote.
    const key = field ?? '';
    switch (change.type) {
      case 'set':
        if (change.value.holds === 'plain') record.values.set(key, change.value.value);
        else if (field === undefined && change.value.holds === 'type') record.fresh = true;
        break;
      case 'delete':
        record.values.set(key, undefined);
        break;
      case 'edit':
        record.edits.add(key);
        break;
      case 'misplaced':
        break;
      default:
        change satisfies never;
    }
  }
  return [...records.values()];
}
