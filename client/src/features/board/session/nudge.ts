interface Column {
  stage: string;
  shots: readonly string[];
}

export interface Spot {
  stage: string;
  /** The shot to stand in front of; null: the end of the stage. */
  before: string | null;
}

/**
 * Where Alt and an arrow moves the selected shots: `by` places on or back among those that stay, and over
 * the edge of a stage into the neighbouring one. Null: there is nowhere to go.
 */
export function nudge(columns: readonly Column[], moving: ReadonlySet<string>, by: number): Spot | null {
  const forward = by > 0;
  const position = forward
    ? columns.findLastIndex(({ shots }) => shots.some((id) => moving.has(id)))
    : columns.findIndex(({ shots }) => shots.some((id) => moving.has(id)));
  const column = columns[position];
  if (column === undefined) return null;
  const { shots } = column;
  const edge = forward ? shots.findLastIndex((id) => moving.has(id)) : shots.findIndex((id) => moving.has(id));
  const staying = shots.filter((id) => !moving.has(id));
  const at = shots.slice(0, edge).filter((id) => !moving.has(id)).length;

  if (forward && at === staying.length) return beginOf(columns[position + 1], moving);
  if (!forward && at === 0) return endOf(columns[position - 1]);
  const to = Math.min(Math.max(at + by, 0), staying.length);
  return { stage: column.stage, before: staying[to] ?? null };
}

function beginOf(column: Column | undefined, moving: ReadonlySet<string>): Spot | null {
  if (column === undefined) return null;
  return { stage: column.stage, before: column.shots.find((id) => !moving.has(id)) ?? null };
}

function endOf(column: Column | undefined): Spot | null {
  return column === undefined ? null : { stage: column.stage, before: null };
}
