export type Direction = 'previous' | 'next' | 'up' | 'down' | 'first' | 'last';

interface Row {
  stage: string;
  shots: readonly string[];
}

/**
 * Where an arrow key leads. Left and right follow the numbers over the whole board; up and down go by
 * rows inside a stage, and out of it into the next one.
 */
export function walk(
  stages: readonly Row[],
  from: string | null,
  direction: Direction,
  columns: number,
): string | null {
  const order = stages.flatMap(({ shots }) => shots);
  const first = order[0] ?? null;
  const index = from === null ? -1 : order.indexOf(from);
  if (from === null || index < 0) return direction === 'last' ? (order.at(-1) ?? null) : first;
  switch (direction) {
    case 'first':
      return first;
    case 'last':
      return order.at(-1) ?? null;
    case 'previous':
      return order[index - 1] ?? from;
    case 'next':
      return order[index + 1] ?? from;
    case 'up':
    case 'down': {
      const inside = stages.find(({ shots }) => shots.includes(from))?.shots ?? [];
      const place = inside.indexOf(from);
      if (direction === 'up') return inside[place - columns] ?? order[index - place - 1] ?? from;
      const below = inside[place + columns];
      if (below !== undefined) return below;
      // The last row may be short: below it stands its last shot.
      const lastRow = Math.floor((inside.length - 1) / columns);
      if (Math.floor(place / columns) < lastRow) return inside.at(-1) ?? from;
      return order[index - place + inside.length] ?? from;
    }
    default:
      return direction satisfies never;
  }
}
