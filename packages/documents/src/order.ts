import { generateKeyBetween, generateNKeysBetween } from 'fractional-indexing';

/**
 * Places in an order that several people change at once: a text that sorts between its neighbours',
 * with the record's id as tiebreak. One key is written per moved record; nothing else shifts.
 */
export interface Placed {
  id: string;
  order: string;
}

/** What a reader accepts; devices of ours stop at SPREAD_AGAIN_LENGTH. */
export const MAX_ORDER_LENGTH = 256;

/**
 * Keys grow by about half a character with each insertion at the same spot. At this length (after some
 * 140 of them) the whole list is spread again: that writes a key per record, so not earlier; far below
 * the maximum, since several people may be at it apart from each other.
 */
const SPREAD_AGAIN_LENGTH = 64;

/** Halvings after the exact middle: two people inserting at one spot meet in 1 of 4,096 cases. */
const JITTER_BITS = 12;

/** The first keys of a fresh list: evenly spread, no randomness. */
export function firstOrders(count: number): string[] {
  return generateNKeysBetween(null, null, count);
}

export function isOrder(key: string): boolean {
  if (key.length > MAX_ORDER_LENGTH || !/^[A-Za-z][0-9A-Za-z]*$/.test(key)) return false;
  try {
    generateKeyBetween(key, null);
    return true;
  } catch {
    // The library has no check of its own: it throws on keys that it cannot go on from.
    return false;
  }
}

/** Code units, never `localeCompare`: every device must sort alike. */
export function compareOrder(a: Placed, b: Placed): number {
  if (a.order !== b.order) return a.order < b.order ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/**
 * Orders for `ids`, to stand in that sequence at `index` of `list` (sorted, without them). Where two
 * devices had made equal keys there is no room between: then those that follow with the same key get
 * new ones too. Returns everything that has to be written.
 */
export function ordersAt(
  list: readonly Placed[],
  index: number,
  ids: readonly string[],
  random: () => number,
): Map<string, string> {
  const after = list[index - 1]?.order ?? null;
  let end = index;
  while (after !== null && list[end] !== undefined && list[end]!.order <= after) end++;
  const before = list[end]?.order ?? null;
  const receiving = [...ids, ...list.slice(index, end).map((placed) => placed.id)];
  const orders = spread(after, before, receiving.length, random);
  if (orders.some((order) => order.length > SPREAD_AGAIN_LENGTH)) {
    const all = list.map((placed) => placed.id).toSpliced(index, 0, ...ids);
    return new Map(firstOrders(all.length).map((order, i) => [all[i]!, order]));
  }
  return new Map(receiving.map((id, i) => [id, orders[i]!]));
}

/** `count` ascending keys in between, each moved off the exact middle by chance. */
function spread(after: string | null, before: string | null, count: number, random: () => number): string[] {
  const keys = generateNKeysBetween(after, before, count);
  return keys.map((key, i) => jittered(key, keys[i + 1] ?? before ?? generateKeyBetween(key, null), random));
}

/** A key in [low, high), low's length plus two or three characters. */
function jittered(low: string, high: string, random: () => number): string {
  let from = low;
  let to = high;
  for (let bit = 0; bit < JITTER_BITS; bit++) {
    const middle = generateKeyBetween(from, to);
    if (random() < 0.5) from = middle;
    else to = middle;
  }
  return from;
}
