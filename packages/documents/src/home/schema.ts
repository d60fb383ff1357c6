import { z } from 'zod';
import { ROLES } from '@clapper/access';
import { api } from '@clapper/protocol';
import type { RootShape } from '../define-document.ts';
import { optional, required } from '../fields.ts';

/** A person's own list of projects, so that it is there offline: a projection of SQL truth. */
export const HOME_PROJECT_FIELDS = {
  name: required(z.string().min(1).max(255), 'the project’s name'),
  role: required(z.enum(ROLES), 'this person’s role'),
  status: optional(z.enum(api.PROJECT_STATUSES), 'active', 'how it stands'),
  deadline: optional(z.iso.date().nullable(), null, 'a day'),
  updatedAt: required(z.int().min(0), 'milliseconds'),
};

export const HOME_ROOTS = {
  projects: {
    type: 'records',
    about: 'projects this person is a member of, by id',
    fields: HOME_PROJECT_FIELDS,
  },
} as const satisfies Record<string, RootShape>;
