import type { FieldName } from '../session/fields.ts';

/** A cell by what it is, not where: rows come and go around it. */
export interface Cell {
  id: string;
  field: FieldName;
}

export interface CellRange {
  anchor: Cell;
  focus: Cell;
}

export interface Extent {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

export type CellStep =
  | 'left'
  | 'right'
  | 'up'
  | 'down'
  | 'home'
  | 'end'
  | 'pageUp'
  | 'pageDown'
  | 'next'
  | 'before';

/** Rows that a page key goes. */
const PAGE_ROWS = 15;

/** Null when one of its rows is gone. */
export function extentOf(
  { anchor, focus }: CellRange,
  rows: ReadonlyMap<string, number>,
  fields: readonly FieldName[],
): Extent | null {
  const a = rows.get(anchor.id);
  const b = rows.get(focus.id);
  if (a === undefined || b === undefined) return null;
  const c = fields.indexOf(anchor.field);
  const d = fields.indexOf(focus.field);
  return { top: Math.min(a, b), bottom: Math.max(a, b), left: Math.min(c, d), right: Math.max(c, d) };
}

/** The cell a step leads to; `next` and `before` (Tab) go on in the neighbouring row. */
export function stepCell(
  from: Cell,
  step: CellStep,
  order: readonly string[],
  fields: readonly FieldName[],
): Cell {
  const row = order.indexOf(from.id);
  const column = fields.indexOf(from.field);
  const at = (toRow: number, toColumn: number): Cell => ({
    id: order[Math.min(Math.max(toRow, 0), order.length - 1)] ?? from.id,
    field: fields[Math.min(Math.max(toColumn, 0), fields.length - 1)] ?? from.field,
  });
  switch (step) {
    case 'left':
      return at(row, column - 1);
    case 'right':
      return at(row, column + 1);
    case 'up':
      return at(row - 1, column);
    case 'down':
      return at(row + 1, column);
    case 'home':
      return at(row, 0);
    case 'end':
      return at(row, fields.length - 1);
    case 'pageUp':
      return at(row - PAGE_ROWS, column);
    case 'pageDown':
      return at(row + PAGE_ROWS, column);
    case 'next':
      if (column < fields.length - 1) return at(row, column + 1);
      return row < order.length - 1 ? at(row + 1, 0) : from;
    case 'before':
      if (column > 0) return at(row, column - 1);
      return row > 0 ? at(row - 1, fields.length - 1) : from;
    default:
      return step satisfies never;
  }
}
