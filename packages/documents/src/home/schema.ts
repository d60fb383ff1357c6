import { z } from 'zod';
import { ROLES } from '@clapper/access';
import { api } from '@clapper/protocol';
import type { RootShape } from '../define-document.ts';
import { optional, required } from '../fields.ts';
import { percent } from '../progress.ts';

/**
 * A person's own page: their projects and what concerns them, both projections of SQL truth, so that they are there
 * offline; and what the person alone writes: what was read, what is followed, how to be told.
 */
export const HOME_PROJECT_FIELDS = {
  name: required(z.string().min(1).max(255), 'the project’s name'),
  role: required(z.enum(ROLES), 'this person’s role'),
  status: optional(z.enum(api.PROJECT_STATUSES), 'active', 'how it stands'),
  deadline: optional(z.iso.date().nullable(), null, 'a day'),
  progress: optional(percent.nullable(), null, 'percent; null: not reckoned yet'),
  updatedAt: required(z.int().min(0), 'milliseconds'),
};

/** Why somebody is told. */
export const NOTIFICATION_TYPES = [
  'mention',
  'reply',
  'comment',
  'assigned',
  'status',
  'approved',
  'changesRequested',
  'resolved',
  'reopened',
  'reacted',
  'changed',
  'newCut',
  'deadline',
  'memberJoined',
  'roleChanged',
  'accessRequested',
] as const;

export type NotificationType = (typeof NOTIFICATION_TYPES)[number];

/** Where something happened, and so where a click goes. */
export const PLACE_TYPES = ['project', 'stage', 'shot', 'event', 'video', 'members'] as const;

export type PlaceType = (typeof PLACE_TYPES)[number];

/** What the newest of them are; older ones are to be had over HTTP. */
export const INBOX_SIZE = 200;

/** Characters. No words of anybody's are in one: those may be deleted or taken from sight. */
export const NOTIFICATION_LIMITS = { label: 255, detail: 255 } as const;

/** Ids that records and people go by. No `/`: keys of marks are made of two of them. */
const id = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[^/]*$/);
const time = z.int().min(0);

export const placeSchema = z.object({ type: z.enum(PLACE_TYPES), id: id.nullable() });

export const HOME_NOTIFICATION_FIELDS = {
  type: required(z.enum(NOTIFICATION_TYPES), 'why this person is told'),
  project: required(id, 'the project it is about'),
  by: optional(
    z.object({ id, name: z.string().max(255) }).nullable(),
    null,
    'who did it last; null: nobody, a day came near',
  ),
  count: optional(z.int().min(1), 1, 'how often: a burst is one that counts up'),
  place: required(placeSchema, 'where it happened'),
  thread: optional(id.nullable(), null, 'the thread it happened in'),
  picture: optional(z.boolean(), false, 'whether that thread hangs on a picture of the shot'),
  label: optional(z.string().max(NOTIFICATION_LIMITS.label), '', 'what the place was called then'),
  detail: optional(
    z.string().max(NOTIFICATION_LIMITS.detail),
    '',
    'what it came to: a status, a role, a day, an emoji',
  ),
  at: required(time, 'when it happened last'),
  cancelled: optional(
    time.nullable(),
    null,
    'when it was taken back; who has not read it by then never does',
  ),
};

/** Read up to when: what happens after that is news again, in the same notification. */
export const markSchema = z.object({ state: z.enum(['read', 'archived']), upTo: time });

export type Mark = z.infer<typeof markSchema>;

/**
 * How far a thread was read. The time alone would not do: what somebody wrote offline comes late and says an earlier one,
 * and a clock that is fast would leave everything behind it unseen.
 */
export const readingSchema = z.object({
  /** The newest of what others had written. */
  upTo: time,
  /** How many notes of others there were. */
  notes: z.int().min(0),
});

export type Reading = z.infer<typeof readingSchema>;

/** What is older is no news to anybody, and needs no mark. */
export const NEWS_MS = 60 * 24 * 60 * 60_000;

/** The oldest are forgotten beyond that: a document that is opened every day must not grow for years. */
export const MOST_READINGS = 2_000;

/** What one may follow. */
export const SUBJECT_TYPES = ['project', 'stage', 'shot', 'thread'] as const;

export type SubjectType = (typeof SUBJECT_TYPES)[number];

export const followSchema = z.enum(['follow', 'mute']);

export type Follow = z.infer<typeof followSchema>;

export const MAIL_FREQUENCIES = ['off', 'instant', 'hourly', 'daily'] as const;

export type MailFrequency = (typeof MAIL_FREQUENCIES)[number];

export const HOME_PREFERENCE_FIELDS = {
  mail: optional(z.enum(MAIL_FREQUENCIES), 'hourly', 'how often what concerns this person is mailed'),
  push: optional(z.boolean(), true, 'whether devices that were allowed to are woken'),
};

export const HOME_ROOTS = {
  projects: {
    type: 'records',
    about: 'projects this person is a member of, by id',
    fields: HOME_PROJECT_FIELDS,
  },
  notifications: {
    type: 'records',
    about: `what concerns this person, by id, the newest ${INBOX_SIZE}`,
    fields: HOME_NOTIFICATION_FIELDS,
  },
  marks: { type: 'votes', about: 'which notifications were read or put away', value: markSchema },
  readings: {
    type: 'votes',
    about: 'how far this person has read a thread, of whatever project',
    value: readingSchema,
  },
  follows: {
    type: 'votes',
    about: 'what this person follows or wants to hear nothing of, the subject as `<type>.<id>`',
    value: followSchema,
  },
  preferences: {
    type: 'map',
    about: 'how this person wants to be told',
    fields: HOME_PREFERENCE_FIELDS,
  },
} as const satisfies Record<string, RootShape>;
