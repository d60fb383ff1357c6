export { countChanges, isChange, type ChangeCount, type FieldChange, type RecordChange } from './changes.ts';
export type { DocumentHistory, Part } from './history.ts';
export type { BlockChange } from './page-changes.ts';
export type { Piece, What } from './pieces.ts';
