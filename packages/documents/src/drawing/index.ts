export * from './reads.ts';
export { SHAPE_RULES } from './rules.ts';
export { DRAWING_LIMITS, SHAPE_FIELDS, SHAPE_TYPES, WIDTH_LINES, type ShapeType } from './schema.ts';
export * from './writes.ts';
