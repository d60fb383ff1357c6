import type * as Y from 'yjs';
import { namedBy, partsOf, type Parts } from '../repair/rehoming.ts';

type Id = Pick<Y.ID, 'client' | 'clock'>;

interface Node<E> {
  edit: E;
  parts: Parts;
}

/**
 * Edits so that each stands behind what it builds on. `own` keep their order among themselves; those of others are one
 * struct each, and nobody knows when they were made: between the own ones they belong where they are first needed.
 */
export function causalOrder<E extends { update: Uint8Array }>(own: readonly E[], others: readonly E[]): E[] {
  const node = (edit: E): Node<E> => ({ edit, parts: partsOf(edit.update) });
  const mine = own.map(node);
  const nodes = [...mine, ...others.map(node)];
  const index = indexOf(nodes);
  const before = new Map(mine.map((one, i) => [one, i === 0 ? [] : [mine[i - 1]!]]));
  const placed = new Set<Node<E>>();
  const entered = new Set<Node<E>>();
  const order: E[] = [];
  // A chain of letters is as deep as it is long: no recursion.
  const stack = [...nodes].reverse();
  while (stack.length > 0) {
    const top = stack.at(-1)!;
    const waits = placed.has(top)
      ? []
      : [...(before.get(top) ?? []), ...index.neededBy(top.parts)].filter(
          (one) => one !== top && !placed.has(one) && !entered.has(one),
        );
    if (waits.length > 0) {
      entered.add(top);
      stack.push(...waits.reverse());
      continue;
    }
    stack.pop();
    if (placed.has(top)) continue;
    placed.add(top);
    order.push(top.edit);
  }
  return order;
}

/** Which edit brings which structs. */
function indexOf<E>(nodes: readonly Node<E>[]): { neededBy(parts: Parts): Node<E>[] } {
  const runs = new Map<number, { from: number; to: number; node: Node<E> }[]>();
  for (const node of nodes) {
    for (const { id, length } of node.parts.structs) {
      const run = { from: id.clock, to: id.clock + length, node };
      const known = runs.get(id.client);
      if (known === undefined) runs.set(id.client, [run]);
      else known.push(run);
    }
  }
  for (const known of runs.values()) known.sort((a, b) => a.from - b.from);
  const between = (client: number, from: number, to: number): Node<E>[] => {
    const known = runs.get(client) ?? [];
    const found: Node<E>[] = [];
    for (let i = firstEndingAfter(known, from); i < known.length && known[i]!.from < to; i++)
      found.push(known[i]!.node);
    return found;
  };
  const at = ({ client, clock }: Id): Node<E>[] => between(client, clock, clock + 1);
  return {
    neededBy: ({ structs, deletes }) => [
      ...structs.flatMap((struct) => leansOn(struct).flatMap(at)),
      ...deletes.flatMap(({ client, clock, len }) => between(client, clock, clock + len)),
    ],
  };
}

/** What a struct stands beside, in or behind. */
function leansOn(struct: Parts['structs'][number]): Id[] {
  const { client, clock } = struct.id;
  return clock === 0 ? namedBy(struct) : [{ client, clock: clock - 1 }, ...namedBy(struct)];
}

function firstEndingAfter(runs: readonly { to: number }[], clock: number): number {
  let low = 0;
  let high = runs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (runs[middle]!.to > clock) high = middle;
    else low = middle + 1;
  }
  return low;
}
