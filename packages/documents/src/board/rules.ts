import type { Rules } from '../rules.ts';

export const BOARD_RULES: Rules = {
  shots: {
    create: 'editor',
    remove: 'nobody',
    fields: {
      place: { write: 'editor' },
      title: { write: 'editor' },
      action: { write: 'editor' },
      dialogue: { write: 'editor' },
      notes: { write: 'editor' },
      duration: { write: 'editor' },
      size: { write: 'editor' },
      angle: { write: 'editor' },
      movement: { write: 'editor' },
      lens: { write: 'editor' },
      status: { write: 'editor' },
      assignee: { write: 'editor' },
      lineart: { write: 'editor' },
      art: { write: 'editor' },
      fixed: { write: 'editor' },
      source: { write: 'editor' },
      createdBy: { write: 'editor', once: true, value: 'writer' },
      createdAt: { write: 'editor', once: true },
      deleted: { write: 'editor' },
    },
  },
  takes: {
    create: 'editor',
    remove: 'nobody',
    fields: {
      shot: { write: 'editor', once: true },
      layer: { write: 'editor', once: true },
      picture: { write: 'editor', once: true },
      note: { write: 'editor' },
      createdBy: { write: 'editor', once: true, value: 'writer' },
      createdAt: { write: 'editor', once: true },
      deleted: { write: 'editor' },
    },
  },
  settings: {
    fields: {
      aspect: { write: 'editor' },
      numbering: { write: 'editor' },
      locked: { write: 'editor', value: { by: 'writer' } },
    },
  },
};
