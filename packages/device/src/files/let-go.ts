import type { HereRow } from './file-rows.ts';

/** Which files to let go so that the rest fits: those that were looked at longest ago, of those that may go. */
export function tooMany(
  rows: readonly HereRow[],
  { budget, stays }: { budget: number; stays: (row: HereRow) => boolean },
): HereRow[] {
  let over = rows.reduce((sum, row) => sum + row.bytes, 0) - budget;
  const gone: HereRow[] = [];
  for (const row of rows.filter((one) => !stays(one)).toSorted((a, b) => a.usedAt - b.usedAt)) {
    if (over <= 0) break;
    gone.push(row);
    over -= row.bytes;
  }
  return gone;
}
