import { z } from 'zod';
import { ROLES } from '@clapper/access';
import { api } from '@clapper/protocol';
import type { RootShape } from '../define-document.ts';
import { optional, required } from '../fields.ts';
import { percent } from '../progress.ts';

/** What everybody in a project sees of it, offline too: a projection of SQL truth. */
const time = z.int().min(0);

export const PROJECT_FIELDS = {
  name: required(z.string().min(1).max(255), 'the project’s name'),
  description: optional(z.string().max(5_000), '', 'what it is'),
  deadline: optional(z.iso.date().nullable(), null, 'a day'),
  tag: optional(z.string().max(50).nullable(), null, 'an open list'),
  status: optional(z.enum(api.PROJECT_STATUSES), 'active', 'how it stands'),
  template: optional(z.enum(api.PROJECT_TEMPLATES), 'four-acts', 'what it was made from'),
  language: optional(z.enum(api.LANGUAGES), 'ko', 'what its seeds were written in'),
  progress: optional(percent.nullable(), null, 'percent; null: not reckoned yet'),
  createdAt: required(time, 'milliseconds'),
};

export const MEMBER_FIELDS = {
  name: required(z.string(), 'as shown'),
  picture: optional(z.string().nullable(), null, 'address of a picture'),
  role: required(z.enum(ROLES), 'on this project'),
  joinedAt: required(time, 'milliseconds'),
};

export const INFO_ROOTS = {
  project: { type: 'map', about: 'the project', fields: PROJECT_FIELDS },
  members: { type: 'records', about: 'its members by user id; never e-mails', fields: MEMBER_FIELDS },
} as const satisfies Record<string, RootShape>;
