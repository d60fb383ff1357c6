import type { FieldRule, Rules } from '../rules.ts';

/** Its author's alone, from the first word to the last; who writes the kind at all is the kind's to say. */
const OWN: FieldRule = { write: 'nobody', author: 'reviewer' };
const MADE_WITH: FieldRule = { ...OWN, once: true };
/** Seeing to what somebody asked: its author, and those who edit the project. */
const SHARED: FieldRule = { write: 'editor', author: 'reviewer' };
/** Nobody edits another's words: moderating takes them from sight. */
const MODERATED: FieldRule = { write: 'admin', value: { by: 'writer' } };

const AUTHORSHIP = {
  authorId: { ...MADE_WITH, value: 'writer' },
  authorName: { ...MADE_WITH, value: 'writerName' },
  createdAt: MADE_WITH,
} as const satisfies Record<string, FieldRule>;
/** Who came through a link is not told who there is. */
const NAMING = { guests: 'never' } as const;
const SAID = { words: OWN, mentions: { ...OWN, ...NAMING }, editedAt: OWN } as const;
const DELETED: FieldRule = { ...OWN, value: { by: 'writer' } };

export const FEEDBACK_RULES = {
  notes: {
    create: 'reviewer',
    remove: 'nobody',
    author: 'authorId',
    fields: {
      cut: MADE_WITH,
      place: OWN,
      ...AUTHORSHIP,
      ...SAID,
      screenshot: OWN,
      attachments: OWN,
      tags: SHARED,
      priority: SHARED,
      status: { ...SHARED, value: { by: 'writer' } },
      assignee: { ...SHARED, ...NAMING },
      due: SHARED,
      carried: { ...SHARED, value: { by: 'writer' } },
      deleted: DELETED,
      hidden: MODERATED,
    },
  },
  replies: {
    create: 'reviewer',
    remove: 'nobody',
    author: 'authorId',
    fields: {
      note: MADE_WITH,
      to: MADE_WITH,
      ...AUTHORSHIP,
      ...SAID,
      deleted: DELETED,
      hidden: MODERATED,
    },
  },
  reactions: { write: 'reviewer', key: 'writer' },
} as const satisfies Rules;
