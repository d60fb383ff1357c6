import type * as Y from 'yjs';
import { parseVoteKey } from '@clapper/documents';

/** What became of an event. */
export type Change = 'created' | 'updated' | 'deleted';

/** By event; null: what became of it was taken back. */
export type Changes = Map<string, Change | null>;

/** Whose news is none. */
export interface Self {
  user: string;
  /** The client ids of my other tabs and devices, as presence has them. */
  isMine(client: number): boolean;
}

/** What others did in a transaction, told from what it touched. */
export function touchedBy(transaction: Y.Transaction, doc: Y.Doc, self: Self): Changes {
  const changes: Changes = new Map();
  const [events, moves, exceptions] = [doc.getMap('events'), doc.getMap('moves'), doc.getMap('exceptions')];
  const onlyMine = writersOf(transaction).every((client) => self.isMine(client));
  for (const [type, keys] of transaction.changed as Map<Y.AbstractType<unknown>, Set<string | null>>) {
    for (const key of keys) {
      if (isWrittenBy(self, type, key, onlyMine)) continue;
      if (type === moves || type === exceptions) {
        const vote = key === null ? null : parseVoteKey(key);
        if (vote === null || vote.user === self.user) continue;
        note(changes, type === moves ? vote.subject : vote.subject.replace(/@[^@]*$/, ''), 'updated');
      } else if (type === events) {
        const record = key === null ? undefined : (events.get(key) as Y.Map<unknown> | undefined);
        // It comes into the world deleted where its maker wants to be able to undo it.
        if (record?.get('deleted') == null && record?.get('createdBy') !== self.user)
          note(changes, key!, 'created');
      } else {
        const id = recordId(type, events);
        if (id === null) continue;
        if (key === 'deleted' && type.parent === events) noteDeletion(changes, id, events, self.user);
        else note(changes, id, 'updated');
      }
    }
  }
  return changes;
}

/** Whose structs a transaction brought. What it only deletes names nobody. */
function writersOf({ beforeState, afterState }: Y.Transaction): number[] {
  return [...afterState].flatMap(([client, clock]) =>
    clock > (beforeState.get(client) ?? 0) ? [client] : [],
  );
}

/** A key tells who set it last; of letters in a text it is enough to know who wrote at all. */
function isWrittenBy(
  self: Self,
  type: Y.AbstractType<unknown>,
  key: string | null,
  onlyMine: boolean,
): boolean {
  const item = key === null ? undefined : type._map.get(key);
  return item === undefined ? onlyMine : self.isMine(item.id.client);
}

function noteDeletion(changes: Changes, id: string, events: Y.Map<unknown>, me: string): void {
  const record = events.get(id) as Y.Map<unknown>;
  const deleted = record.get('deleted') as { by?: unknown } | null | undefined;
  if (deleted == null) {
    if (record.get('createdBy') !== me) note(changes, id, 'created');
  } else if (deleted.by !== me) note(changes, id, 'deleted');
}

/** The event a type belongs to: its record, or one of its texts. */
function recordId(type: Y.AbstractType<unknown>, events: Y.Map<unknown>): string | null {
  for (let at: Y.AbstractType<unknown> | null = type; at !== null; at = at.parent as typeof at) {
    if (at.parent === events) return at._item?.parentSub ?? null;
  }
  return null;
}

/** What comes of two changes one after the other. */
function note(changes: Changes, id: string, next: Change): void {
  const before = changes.get(id);
  if (before == null) changes.set(id, next);
  else if (before === 'created') changes.set(id, next === 'deleted' ? null : 'created');
  else if (before === 'deleted') changes.set(id, next === 'deleted' ? 'deleted' : 'updated');
  else changes.set(id, next === 'created' ? 'updated' : next);
}

export function joined(before: Changes, next: Changes): Changes {
  const all = new Map(before);
  for (const [id, change] of next) if (change !== null) note(all, id, change);
  return all;
}
