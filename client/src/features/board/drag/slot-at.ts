export interface Box {
  id: string;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

interface Point {
  x: number;
  y: number;
}

/**
 * The shot in front of which a drop at this point puts something; null: the end of the stage. `cards`
 * stand in their order, `columns` side by side.
 */
export function slotAt(cards: readonly Box[], { x, y }: Point, columns: number): string | null {
  if (columns === 1) return cards.find(({ top, bottom }) => y < (top + bottom) / 2)?.id ?? null;
  const row = cards.findIndex(({ bottom }) => y < bottom);
  if (row < 0) return null;
  const begin = row - (row % columns);
  const end = Math.min(begin + columns, cards.length);
  const inRow = cards.slice(begin, end).find(({ left, right }) => x < (left + right) / 2);
  return inRow?.id ?? cards[end]?.id ?? null;
}

/** The column under a point, or the nearest one: a drop beside the board still means something. */
export function columnAt<T extends Omit<Box, 'id'>>(columns: readonly T[], { x, y }: Point): T | null {
  let nearest: T | null = null;
  let distance = Number.POSITIVE_INFINITY;
  for (const column of columns) {
    const dx = Math.max(column.left - x, 0, x - column.right);
    const dy = Math.max(column.top - y, 0, y - column.bottom);
    const here = Math.hypot(dx, dy);
    if (here < distance) {
      nearest = column;
      distance = here;
    }
  }
  return nearest;
}

interface Spot {
  stage: string;
  before: string | null;
}

/** Every place a drop may go, in order: what the arrow keys step through while a card is held. */
export function slotsOf(
  columns: readonly { stage: string; shots: readonly string[] }[],
  moving: ReadonlySet<string>,
): Spot[] {
  return columns.flatMap(({ stage, shots }) => [
    ...shots.filter((id) => !moving.has(id)).map((before) => ({ stage, before })),
    { stage, before: null },
  ]);
}

/** Where the held cards stand now, as a slot: before the next one that stays. */
export function slotOf(
  columns: readonly { stage: string; shots: readonly string[] }[],
  moving: ReadonlySet<string>,
  id: string,
): Spot | null {
  const column = columns.find(({ shots }) => shots.includes(id));
  if (column === undefined) return null;
  const behind = column.shots.slice(column.shots.indexOf(id) + 1);
  return { stage: column.stage, before: behind.find((next) => !moving.has(next)) ?? null };
}
