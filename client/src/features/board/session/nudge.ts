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
  const edge = forward
    ? shots.findLastIndex((id) => moving.has(id))
    : shots.findIndex((id) => moving.has(id));
  const staying = shots.filter((id) => !moving.has(id));
  const at = shots.slice(0, edge).filter((id) => !moving.has(id)).length;

  // Standing apart, they first come together at the edge.
  const together = isRun(shots, moving);
  if (forward && at === staying.length && together) return beginOf(columns[position + 1], moving);
  if (!forward && at === 0 && together) return endOf(columns[position - 1]);
  const to = Math.min(Math.max(at + by, 0), staying.length);
  return { stage: column.stage, before: staying[to] ?? null };
}

/** Do all of them stand in this stage, one behind the other? */
function isRun(shots: readonly string[], moving: ReadonlySet<string>): boolean {
  const first = shots.findIndex((id) => moving.has(id));
  const run = shots.slice(first, first + moving.size);
  return run.length === moving.size && run.every((id) => moving.has(id));
}

function beginOf(column: Column | undefined, moving: ReadonlySet<string>): Spot | null {
  if (column === undefined) return null;
  return { stage: column.stage, before: column.shots.find((id) => !moving.has(id)) ?? null };
}

function endOf(column: Column | undefined): Spot | null {
  return column === undefined ? null : { stage: column.stage, before: null };
}
