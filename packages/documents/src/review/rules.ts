import { SHAPE_RULES } from '../drawing/index.ts';
import { FEEDBACK_RULES } from '../feedback/rules.ts';
import type { Rules } from '../rules.ts';

export const REVIEW_RULES: Rules = {
  cuts: {
    create: 'editor',
    remove: 'nobody',
    fields: {
      file: { write: 'editor', once: true },
      label: { write: 'editor' },
      createdBy: { write: 'editor', once: true, value: 'writer' },
      createdAt: { write: 'editor', once: true },
      media: { write: 'server' },
      measured: { write: 'editor' },
      deleted: { write: 'editor', value: { by: 'writer' } },
    },
  },
  ...FEEDBACK_RULES,
  approvals: { write: 'reviewer', guests: 'approve', key: 'writer' },
  shapes: SHAPE_RULES,
};
