import type { RootShape } from '../define-document.ts';
import { SHAPE_FIELDS } from '../drawing/index.ts';
import { FEEDBACK_ROOTS } from '../feedback/schema.ts';

/** Notes on a video that only editors see: clients and whoever follows a link learn nothing of them. */
export const NOTES_ROOTS = {
  ...FEEDBACK_ROOTS,
  shapes: { type: 'records', about: 'what is drawn over frames, shape by shape', fields: SHAPE_FIELDS },
} as const satisfies Record<string, RootShape>;
