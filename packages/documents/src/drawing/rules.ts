import type { FieldRule, RecordRules } from '../rules.ts';
import { DRAWING_LIMITS, misfit } from './schema.ts';

/** Its author's alone, from the first line to the last: who moderates hides the note it belongs to. */
const OWN: FieldRule = { write: 'nobody', author: 'reviewer' };
const MADE_WITH: FieldRule = { ...OWN, once: true };

/** The same in every kind that holds drawings; who writes the kind at all is the kind's to say. */
export const SHAPE_RULES: RecordRules = {
  create: 'reviewer',
  remove: 'nobody',
  author: 'authorId',
  atMost: { by: 'of', count: DRAWING_LIMITS.shapes },
  agree: { fields: ['type', 'points', 'pressures'], fits: (shape) => misfit(shape) === null },
  fields: {
    of: MADE_WITH,
    authorId: { ...MADE_WITH, value: 'writer' },
    createdAt: MADE_WITH,
    type: MADE_WITH,
    points: OWN,
    pressures: OWN,
    color: OWN,
    width: OWN,
    text: OWN,
    deleted: { ...OWN, value: { by: 'writer' } },
  },
};
