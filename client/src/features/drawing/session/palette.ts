import type { ShapeType } from '@clapper/documents';

/** In the order of the keys 1 to 5. */
export const DRAWING_TOOLS = ['pen', 'arrow', 'rectangle', 'ellipse', 'text'] as const satisfies ShapeType[];

export type Tool = 'select' | ShapeType;

/** Bright enough to be seen on pictures, dark ones too; black for those that are bright. */
export const DRAWING_COLORS = [
  { name: 'yellow', color: '#ffd43b' },
  { name: 'red', color: '#ff5a4f' },
  { name: 'green', color: '#51d27a' },
  { name: 'blue', color: '#4dabf7' },
  { name: 'white', color: '#ffffff' },
  { name: 'cyan', color: '#3bd6e0' },
  { name: 'magenta', color: '#f06ad8' },
  { name: 'black', color: '#141414' },
] as const;

export type ColorName = (typeof DRAWING_COLORS)[number]['name'];

/** Lines of a picture 540 lines high. */
export const DRAWING_WIDTHS = [
  { name: 'small', width: 2 },
  { name: 'middle', width: 4 },
  { name: 'large', width: 8 },
] as const;

/** Null where somebody else's program drew it. */
export function colorName(color: string): ColorName | null {
  return DRAWING_COLORS.find((one) => one.color === color)?.name ?? null;
}
