import type { Shot } from '@clapper/documents';
import type { FieldName } from '../session/fields.ts';
import type { Extent } from './cell-range.ts';
import type { CellChange, CellRead } from './cell-values.ts';
import type { CellGrid } from './clipboard.ts';

export interface PlannedCell {
  id: string;
  write: CellChange;
}

export interface RefusedCell {
  shot: Shot;
  field: FieldName;
  text: string;
  /** Null: it is no value of this column. */
  limit: number | null;
}

export interface PastePlan {
  cells: PlannedCell[];
  refused: RefusedCell[];
  /** Rows for which there is no shot, as what a new shot would hold. */
  extra: CellChange[][];
  /** What was written over. */
  extent: Extent;
}

interface PasteOptions {
  grid: CellGrid;
  shots: readonly Shot[];
  fields: readonly FieldName[];
  /** One cell, or the range that is selected. */
  at: Extent;
  read: (field: FieldName, text: string) => CellRead;
}

/**
 * What pasting would do. From the upper left of the range on; a single cell fills the whole range. Columns
 * beyond the last are left out, rows beyond the last are offered as new shots.
 */
export function planPaste({ grid, shots, fields, at, read }: PasteOptions): PastePlan {
  const columns = Math.max(0, ...grid.map((row) => row.length));
  const single = grid.length === 1 && columns === 1;
  const height = single ? at.bottom - at.top + 1 : grid.length;
  const width = Math.min(single ? at.right - at.left + 1 : columns, fields.length - at.left);
  const plan: PastePlan = {
    cells: [],
    refused: [],
    extra: [],
    extent: {
      top: at.top,
      left: at.left,
      bottom: Math.min(at.top + height, shots.length) - 1,
      right: at.left + width - 1,
    },
  };
  for (let row = 0; row < height; row++) {
    const shot = shots[at.top + row];
    const fresh: CellChange[] = [];
    for (let column = 0; column < width; column++) {
      const field = fields[at.left + column];
      const text = single ? grid[0]?.[0] : grid[row]?.[column];
      // A short row says nothing about its missing cells.
      if (field === undefined || text === undefined) continue;
      const found = read(field, text);
      if ('refused' in found) {
        if (shot !== undefined)
          plan.refused.push({ shot, field, text, limit: found.refused === 'tooLong' ? found.limit : null });
      } else if (shot === undefined) fresh.push(found);
      else plan.cells.push({ id: shot.id, write: found });
    }
    if (shot === undefined) plan.extra.push(fresh);
  }
  return plan;
}
