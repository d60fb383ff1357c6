import type { FieldName } from '../session/fields.ts';

/** The columns that can be written in, in order, with their widths in pixels. */
export const TABLE_COLUMNS: readonly { field: FieldName; width: number }[] = [
  { field: 'title', width: 196 },
  { field: 'duration', width: 76 },
  { field: 'status', width: 132 },
  { field: 'size', width: 72 },
  { field: 'angle', width: 96 },
  { field: 'movement', width: 104 },
  { field: 'lens', width: 116 },
  { field: 'assignee', width: 132 },
  { field: 'action', width: 280 },
  { field: 'dialogue', width: 200 },
  { field: 'notes', width: 220 },
];

export const TABLE_FIELDS: readonly FieldName[] = TABLE_COLUMNS.map(({ field }) => field);

/** Number and stage stand before them and only tell. */
export const NUMBER_WIDTH = 48;
export const STAGE_WIDTH = 92;
export const ROW_HEIGHT = 34;
export const HEAD_HEIGHT = 32;
