import type { Rules } from '../rules.ts';

export const CALENDAR_RULES: Rules = {
  events: {
    create: 'editor',
    remove: 'nobody',
    fields: {
      // Moving it afterwards is a move: set here it would be seen by nobody.
      when: { write: 'editor', once: true },
      title: { write: 'editor' },
      description: { write: 'editor' },
      type: { write: 'editor' },
      status: { write: 'editor' },
      people: { write: 'editor' },
      location: { write: 'editor' },
      shots: { write: 'editor' },
      callTime: { write: 'editor' },
      repeats: { write: 'editor' },
      follows: { write: 'editor' },
      uid: { write: 'editor', once: true },
      revision: { write: 'editor' },
      createdBy: { write: 'editor', once: true, value: 'writer' },
      createdAt: { write: 'editor', once: true },
      deleted: { write: 'editor' },
    },
  },
  moves: { write: 'editor', key: 'writer' },
  exceptions: { write: 'editor', key: 'writer' },
  settings: { fields: { zone: { write: 'editor' } } },
};
