import type { Rules } from '../rules.ts';

export const PLAN_RULES: Rules = {
  stages: {
    create: 'editor',
    remove: 'nobody',
    fields: {
      place: { write: 'editor' },
      title: { write: 'editor' },
      label: { write: 'editor', once: true },
      status: { write: 'editor' },
      content: { write: 'editor' },
    },
  },
};
