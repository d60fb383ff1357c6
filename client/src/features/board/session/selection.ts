/** Which shots are selected, from where a range grows, and which one the keys speak to. */
export interface Selection {
  readonly ids: readonly string[];
  readonly anchor: string | null;
  readonly focus: string | null;
}

export const NOTHING: Selection = { ids: [], anchor: null, focus: null };

/** How a click or a key selects: alone, adding or taking away, or up to here. */
export type SelectMode = 'only' | 'toggle' | 'range';

/** `order` are the shots as they are shown. */
export function select(before: Selection, id: string, mode: SelectMode, order: readonly string[]): Selection {
  switch (mode) {
    case 'only':
      return { ids: [id], anchor: id, focus: id };
    case 'toggle': {
      const has = before.ids.includes(id);
      const ids = has ? before.ids.filter((other) => other !== id) : inOrder([...before.ids, id], order);
      return { ids, anchor: id, focus: id };
    }
    case 'range': {
      const from = order.indexOf(before.anchor ?? before.focus ?? id);
      const to = order.indexOf(id);
      if (from < 0 || to < 0) return { ids: [id], anchor: id, focus: id };
      const ids = order.slice(Math.min(from, to), Math.max(from, to) + 1);
      return { ids, anchor: order[from] ?? id, focus: id };
    }
    default:
      return mode satisfies never;
  }
}

export function selectAll(before: Selection, order: readonly string[]): Selection {
  return { ids: order, anchor: order[0] ?? null, focus: before.focus ?? order[0] ?? null };
}

/** Esc: nothing is selected, the keys still speak to the same shot. */
export function selectNone(before: Selection): Selection {
  return { ids: [], anchor: null, focus: before.focus };
}

/** Shots that are gone from the screen leave the selection; the focus goes to who stands in its place. */
export function reconcile(before: Selection, was: readonly string[], order: readonly string[]): Selection {
  const there = new Set(order);
  const ids = before.ids.every((id) => there.has(id)) ? before.ids : before.ids.filter((id) => there.has(id));
  const anchor = before.anchor !== null && there.has(before.anchor) ? before.anchor : null;
  const focus =
    before.focus === null || there.has(before.focus) ? before.focus : neighbour(before.focus, was, there);
  if (ids === before.ids && anchor === before.anchor && focus === before.focus) return before;
  return { ids, anchor, focus };
}

function neighbour(id: string, was: readonly string[], there: ReadonlySet<string>): string | null {
  const index = was.indexOf(id);
  if (index < 0) return null;
  return (
    was.slice(index + 1).find((next) => there.has(next)) ??
    was.slice(0, index).findLast((next) => there.has(next)) ??
    null
  );
}

function inOrder(ids: readonly string[], order: readonly string[]): string[] {
  const position = new Map(order.map((id, index) => [id, index]));
  return ids.toSorted((a, b) => (position.get(a) ?? 0) - (position.get(b) ?? 0));
}
