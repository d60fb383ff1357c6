/** Edits beyond which two sequences count as different: the search costs the square of it. */
const MAX_EDITS = 2_000;

/**
 * The longest run of parts that two sequences share, in order, as pairs of indexes (Myers' search).
 * Where they differ by more than `MAX_EDITS`, only what they share at both ends.
 */
export function commonSequence<T>(
  from: readonly T[],
  to: readonly T[],
  same: (left: T, right: T) => boolean,
): [number, number][] {
  const shorter = Math.min(from.length, to.length);
  let start = 0;
  while (start < shorter && same(from[start]!, to[start]!)) start++;
  let tail = 0;
  while (tail < shorter - start && same(from[from.length - 1 - tail]!, to[to.length - 1 - tail]!)) tail++;
  const pairs: [number, number][] = [];
  for (let i = 0; i < start; i++) pairs.push([i, i]);
  const middle = search(from.slice(start, from.length - tail), to.slice(start, to.length - tail), same);
  for (const [left, right] of middle) pairs.push([left + start, right + start]);
  for (let i = tail; i > 0; i--) pairs.push([from.length - i, to.length - i]);
  return pairs;
}

/** A stretch that both share, and the one before it on the same way. */
interface Stretch {
  x: number;
  y: number;
  length: number;
  before: Stretch | null;
}

/** How far one diagonal was followed. */
interface Reach {
  x: number;
  last: Stretch | null;
}

function search<T>(
  from: readonly T[],
  to: readonly T[],
  same: (left: T, right: T) => boolean,
): [number, number][] {
  if (from.length === 0 || to.length === 0) return [];
  const reached = new Map<number, Reach>([[1, { x: 0, last: null }]]);
  for (let edits = 0; edits <= Math.min(from.length + to.length, MAX_EDITS); edits++) {
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      const lower = reached.get(diagonal - 1);
      const upper = reached.get(diagonal + 1);
      const isDown = diagonal === -edits || (diagonal !== edits && (lower?.x ?? -1) < (upper?.x ?? -1));
      const came = (isDown ? upper : lower)!;
      const x = isDown ? came.x : came.x + 1;
      const y = x - diagonal;
      let length = 0;
      while (x + length < from.length && y + length < to.length && same(from[x + length]!, to[y + length]!)) {
        length++;
      }
      const last = length === 0 ? came.last : { x, y, length, before: came.last };
      if (x + length >= from.length && y + length >= to.length) return pairsOf(last);
      reached.set(diagonal, { x: x + length, last });
    }
  }
  return [];
}

function pairsOf(last: Stretch | null): [number, number][] {
  const pairs: [number, number][] = [];
  for (let stretch = last; stretch !== null; stretch = stretch.before) {
    for (let i = stretch.length - 1; i >= 0; i--) pairs.push([stretch.x + i, stretch.y + i]);
  }
  return pairs.toReversed();
}
