import { SHAPE_RULES } from '../drawing/rules.ts';
import type { FieldRule, Rules } from '../rules.ts';

/** Its author's alone, from the first word to the last. */
const OWN: FieldRule = { write: 'nobody', author: 'reviewer' };
const MADE_WITH: FieldRule = { ...OWN, once: true };
/** Closing a thread and giving it away: its author, and those who edit the project. */
const SHARED: FieldRule = { write: 'editor', author: 'reviewer' };
/** Nobody edits another's words: moderating takes them from sight. */
const MODERATED: FieldRule = { write: 'admin', value: { by: 'writer' } };

const AUTHORSHIP = { authorId: { ...MADE_WITH, value: 'writer' }, createdAt: MADE_WITH } as const;
const SAID = { words: OWN, mentions: OWN, editedAt: OWN } as const;
const DELETED: FieldRule = { ...OWN, value: { by: 'writer' } };

export const TALK_RULES: Rules = {
  threads: {
    create: 'reviewer',
    remove: 'nobody',
    author: 'authorId',
    fields: {
      anchor: OWN,
      ...AUTHORSHIP,
      ...SAID,
      resolved: { ...SHARED, value: { by: 'writer' } },
      assignee: SHARED,
      deleted: DELETED,
      hidden: MODERATED,
    },
  },
  replies: {
    create: 'reviewer',
    remove: 'nobody',
    author: 'authorId',
    fields: {
      thread: MADE_WITH,
      to: MADE_WITH,
      ...AUTHORSHIP,
      ...SAID,
      deleted: DELETED,
      hidden: MODERATED,
    },
  },
  reactions: { write: 'reviewer', key: 'writer' },
  approvals: { write: 'reviewer', key: 'writer' },
  survey: { write: 'reviewer', key: 'writer' },
  shapes: SHAPE_RULES,
};
