import * as Y from 'yjs';
import { docOf } from '../repair/doc-of.ts';
import { encodeUpdate } from '../repair/encode.ts';
import { partsOf } from '../repair/rehoming.ts';

export interface LostEdits<E> {
  /** This device's own, in the order in which they were made: the server has none of them, or nobody knows. */
  own: E[];
  /** Structs that others wrote, one update each. */
  others: { clientId: number; update: Uint8Array }[];
}

/**
 * What a copy holds and a history lacks. An own edit counts as one's own only if all of what this device wrote
 * with that client id since is at hand: with a hole in it nothing behind the hole could be said again.
 */
export function lostEdits<E extends { clientId: number; update: Uint8Array }>(
  copy: readonly Uint8Array[],
  history: readonly Uint8Array[],
  acknowledged: readonly E[],
): LostEdits<E> {
  const old = docOf(copy);
  const now = docOf(history);
  const whole = wholeClients(old, now, acknowledged);
  const own = acknowledged.filter(
    ({ clientId, update }) => whole.has(clientId) || partsOf(update).structs.length === 0,
  );
  const missing = partsOf(Y.encodeStateAsUpdate(old, Y.encodeStateVector(now)));
  const others = missing.structs
    .filter((struct) => !(struct instanceof Y.Skip) && !whole.has(struct.id.client))
    .map((struct) => ({ clientId: struct.id.client, update: encodeUpdate([struct as Y.Item], []) }));
  old.destroy();
  now.destroy();
  return { own, others };
}

/** Client ids whose missing structs, from the history's clock to the copy's, are all in these edits. */
function wholeClients(
  old: Y.Doc,
  now: Y.Doc,
  edits: readonly { clientId: number; update: Uint8Array }[],
): Set<number> {
  const reached = new Map<number, number>();
  for (const { update } of edits) {
    for (const { id, length } of partsOf(update).structs) {
      const { client, clock } = id;
      const to = reached.get(client) ?? Y.getState(now.store, client);
      if (clock <= to) reached.set(client, Math.max(to, clock + length));
    }
  }
  return new Set(
    [...reached].flatMap(([client, to]) => (to >= Y.getState(old.store, client) ? [client] : [])),
  );
}
