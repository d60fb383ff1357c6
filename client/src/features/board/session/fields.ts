import { SHOT_LIMITS, type ShotText } from '@clapper/documents';

/** What a card may show besides number and title; each person chooses. */
export const CARD_FIELDS = [
  'duration',
  'status',
  'size',
  'angle',
  'movement',
  'lens',
  'action',
  'dialogue',
  'notes',
  'assignee',
] as const;
export type CardField = (typeof CARD_FIELDS)[number];

export const FIRST_CARD_FIELDS: readonly CardField[] = [
  'duration',
  'status',
  'size',
  'angle',
  'movement',
  'action',
  'notes',
  'assignee',
];

/** What is edited on a card, in the order Tab goes. */
export const EDIT_FIELDS = ['title', 'duration', 'action', 'dialogue', 'notes'] as const;
export type EditField = (typeof EDIT_FIELDS)[number];

/** Everything that can be edited somewhere: what presence may name. */
export const SHOT_FIELD_NAMES = [
  'title',
  'duration',
  'action',
  'dialogue',
  'notes',
  'size',
  'angle',
  'movement',
  'lens',
  'status',
  'assignee',
] as const;
export type FieldName = (typeof SHOT_FIELD_NAMES)[number];

export function isFieldName(name: unknown): name is FieldName {
  return SHOT_FIELD_NAMES.some((field) => field === name);
}

export function isTextField(field: string): field is ShotText {
  return field === 'title' || field === 'action' || field === 'dialogue' || field === 'notes';
}

export function textLimit(field: ShotText): number {
  return SHOT_LIMITS[field];
}

/** The next field, or the same one of the neighbouring shot's end; null: leave this shot. */
export function stepField(field: EditField, by: 1 | -1): EditField | null {
  return EDIT_FIELDS[EDIT_FIELDS.indexOf(field) + by] ?? null;
}
