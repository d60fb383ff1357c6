import type { Rules } from '../rules.ts';

export const MEDIA_RULES: Rules = {
  videos: {
    create: 'editor',
    remove: 'nobody',
    fields: {
      title: { write: 'editor' },
      order: { write: 'editor' },
      createdBy: { write: 'editor', once: true, value: 'writer' },
      createdAt: { write: 'editor', once: true },
      deleted: { write: 'editor', value: { by: 'writer' } },
    },
  },
};
