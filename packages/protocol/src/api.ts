import { z } from 'zod';
import { GUEST_ROLES, INVITE_ROLES, ROLES } from '@clapper/access';
import { apiId as uuid, drawnShape, person, timestamp } from './api-fields.ts';
import { ERROR_CODES, type ErrorCode } from './errors.ts';

export * from './api-board.ts';
export * from './api-invitations.ts';

/**
 * Bodies of the HTTP API (`/api/v1`): snake_case, ISO-8601 UTC. One schema per body, used by the
 * server to check what comes in and by the app to read what comes back.
 */

const date = z.iso.date();

/**
 * Characters that no name holds: control characters and halves of characters, what turns the direction of
 * the text around it, and what nobody can see (soft hyphen, fillers, zero-width space). Joiners stay:
 * Persian needs them, and so do families of emoji.
 */
const UNSEEN =
  /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0]/u;
const SEEN = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** Names in NFC, trimmed, any script. */
const name = (max: number) =>
  z
    .string()
    .transform((text) => text.normalize('NFC').trim())
    .pipe(
      z
        .string()
        .min(1)
        .max(max)
        .refine((text) => text === '' || (SEEN.test(text) && !UNSEEN.test(text))),
    );

const text = (max: number) =>
  z
    .string()
    .transform((value) => value.normalize('NFC'))
    .pipe(z.string().max(max));

/** Told apart by the eye alone: not even joiners. */
export const usernameSchema = name(50).pipe(z.string().regex(/^[^\s@\p{Cf}]+$/u));
export const emailSchema = z
  .string()
  .transform((value) => value.normalize('NFC').trim())
  .pipe(z.email().max(255));
/** Compared in NFC, else the same Hangul typed on two systems would not match. */
export const passwordSchema = z
  .string()
  .transform((value) => value.normalize('NFC'))
  .pipe(z.string().min(10).max(256));

export const PROJECT_TAGS = ['illustration', 'storyboard'] as const;
export const PROJECT_STATUSES = ['active', 'completed', 'archived'] as const;
export const PROJECT_TEMPLATES = ['four-acts', 'pipeline'] as const;
export const LANGUAGES = ['ko', 'en'] as const;

export const roleSchema = z.enum(ROLES);
export const inviteRoleSchema = z.enum(INVITE_ROLES);

export const userSchema = z.object({
  id: uuid,
  username: z.string(),
  email: z.string(),
  nickname: z.string(),
  profile_image_url: z.string().nullable(),
  is_admin: z.boolean(),
  created_at: timestamp,
});

/** The code of a link, the token of an invitation, or what was given for one. */
const inviteCode = z.string().min(1).max(1_024);

export const registerBody = z.object({
  username: usernameSchema,
  email: emailSchema,
  password: passwordSchema,
  nickname: name(100),
  invite_code: inviteCode.optional(),
});
export const loginBody = z.object({
  login: z.string().min(1).max(255),
  password: z.string().min(1).max(256),
});
export const profileBody = z.object({ nickname: name(100).optional() });
export const changePasswordBody = z.object({ current: z.string().min(1).max(256), next: passwordSchema });

export const joinedProjectSchema = z.object({
  project: z.object({ id: uuid, name: z.string() }),
  role: roleSchema,
});

export const signedInSchema = z.object({
  user: userSchema,
  access_token: z.string(),
  expires_at: timestamp,
  /** With an invite code: what it opened. */
  joined: joinedProjectSchema.optional(),
});
export const sessionSchema = z.object({ user: userSchema });
export const sessionsSchema = z.object({
  sessions: z.array(
    z.object({
      id: uuid,
      created_at: timestamp,
      last_used_at: timestamp,
      user_agent: z.string(),
      current: z.boolean(),
    }),
  ),
});

/** Whether this server can send mail, and whether its person ended theirs from one of them. */
export const mailSettingsSchema = z.object({ available: z.boolean(), stopped: z.boolean() });
export const mailSettingsBody = z.object({ stopped: z.boolean() });

/** Whether this server wakes devices, the key that browsers subscribe to, and whether this session's device is woken. */
export const pushSettingsSchema = z.object({
  available: z.boolean(),
  public_key: z.string().nullable(),
  on: z.boolean(),
});
/** A browser's subscription, as `PushSubscription.toJSON()` has it. */
export const pushSubscriptionBody = z.object({
  endpoint: z.string().min(1).max(2_048),
  keys: z.object({
    p256dh: z.string().regex(/^[\w-]{87}=?$/),
    auth: z.string().regex(/^[\w-]{22}(==)?$/),
  }),
});

/** What may be known before anybody signed in. */
export const instanceSchema = z.object({
  version: z.string(),
  registration: z.enum(['open', 'invited', 'closed']),
  has_accounts: z.boolean(),
  /** The largest video it takes; servers before this one did not say. */
  video_bytes: z.int().min(0).optional(),
});

export const ticketBody = z.object({ document_id: z.string().max(200).optional() });
export const ticketSchema = z.object({ ticket: z.string(), expires_at: timestamp });

export const projectBody = z.object({
  /** Made by the device, so that a repeated request makes one project. */
  id: uuid.optional(),
  name: name(255),
  description: text(5_000).optional(),
  deadline: date.nullable().optional(),
  tag: name(50).nullable().optional(),
  template: z.enum(PROJECT_TEMPLATES).optional(),
  language: z.enum(LANGUAGES).optional(),
});
export const projectPatch = projectBody
  .omit({ id: true, template: true, language: true })
  .extend({ status: z.enum(PROJECT_STATUSES) })
  .partial();
export const projectSchema = z.object({
  id: uuid,
  studio_id: uuid,
  name: z.string(),
  description: z.string(),
  deadline: date.nullable(),
  tag: z.string().nullable(),
  status: z.enum(PROJECT_STATUSES),
  template: z.enum(PROJECT_TEMPLATES),
  language: z.enum(LANGUAGES),
  role: roleSchema,
  created_at: timestamp,
  updated_at: timestamp,
});
export const projectsSchema = z.object({ projects: z.array(projectSchema) });

export const studioBody = z.object({ name: name(255), description: text(5_000).optional() });
export const studioSchema = z.object({
  id: uuid,
  name: z.string(),
  description: z.string(),
  created_at: timestamp,
  updated_at: timestamp,
});
export const studiosSchema = z.object({ studios: z.array(studioSchema) });

export const documentsSchema = z.object({
  documents: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      access: z.object({ read: z.boolean(), write: z.boolean() }),
    }),
  ),
});

export const inviteBody = z.object({
  role: inviteRoleSchema.default('reviewer'),
  expires_at: timestamp.nullable().optional(),
});
export const inviteSchema = z.object({
  invite_code: z.string(),
  role: inviteRoleSchema,
  url: z.string(),
  expires_at: timestamp.nullable(),
});
export const currentInviteSchema = z.object({ invite: inviteSchema.nullable() });
export const joinBody = z.object({ invite_code: inviteCode });
/** What a code opens, shown before joining. */
export const invitePreviewSchema = z.object({
  project: z.object({ name: z.string() }),
  role: inviteRoleSchema,
});

/** Links to one video, for people without an account. */
export const guestRoleSchema = z.enum(GUEST_ROLES);
export const guestLinkBody = z.object({
  /** Whom it is for, for those who see the list. */
  name: text(100).default(''),
  role: guestRoleSchema.default('reviewer'),
  approves: z.boolean().default(false),
  expires_at: timestamp.nullable().optional(),
});
export const guestLinkSchema = z.object({
  id: uuid,
  name: z.string(),
  role: guestRoleSchema,
  approves: z.boolean(),
  expires_at: timestamp.nullable(),
  created_at: timestamp,
  created_by: z.object({ id: uuid, name: z.string() }),
  last_used_at: timestamp.nullable(),
  guests: z.int(),
});
export const guestLinksSchema = z.object({ links: z.array(guestLinkSchema) });
/** The address holds the secret and is told once. */
export const newGuestLinkSchema = guestLinkSchema.extend({ url: z.string() });
export const guestOpenBody = z.object({ secret: z.string().min(1).max(64) });
export const guestEnterBody = guestOpenBody.extend({ name: name(100) });
/** What a link opens, shown before anybody comes in. */
export const guestPreviewSchema = z.object({
  project: z.object({ name: z.string() }),
  video: z.object({ title: z.string() }),
  role: guestRoleSchema,
  approves: z.boolean(),
});
export const guestSignedInSchema = z.object({
  guest: z.object({ id: uuid, name: z.string() }),
  project: z.object({ id: uuid, name: z.string() }),
  video: z.object({ id: uuid, title: z.string() }),
  document: z.string(),
  role: guestRoleSchema,
  approves: z.boolean(),
  access_token: z.string(),
  expires_at: timestamp,
});

export const participantSchema = z.object({
  user: z.object({ id: uuid, name: z.string(), profile_image_url: z.string().nullable() }),
  role: roleSchema,
  joined_at: timestamp,
  /** When they were last in the project; null: never yet. */
  last_seen_at: timestamp.nullable(),
  /** Owner and admin only. */
  email: z.string().optional(),
});
export const participantsSchema = z.object({ participants: z.array(participantSchema) });
export const participantPatch = z.object({
  role: z.union([roleSchema, z.literal('member').transform(() => 'reviewer' as const)]),
});

export const accessRequestBody = z.object({ role: inviteRoleSchema });
export const accessRequestsSchema = z.object({
  requests: z.array(
    z.object({
      user: z.object({ id: uuid, name: z.string() }),
      role: inviteRoleSchema,
      requested_at: timestamp,
    }),
  ),
});

/** Why a state was kept: work came to rest, somebody was about to restore another, or somebody named it. */
export const VERSION_REASONS = ['settled', 'restore', 'named'] as const;

/** Somebody who wrote; the name is today's, also of people who have left. */
const author = z.object({ id: uuid, name: z.string() });

export const versionSchema = z.object({
  id: uuid,
  reason: z.enum(VERSION_REASONS),
  name: z.string().nullable(),
  created_at: timestamp,
  /** Who named it, or was about to restore another. */
  user: author.nullable(),
  /** Who wrote since the version before it. */
  authors: z.array(author),
  bytes: z.int(),
});
export const versionsSchema = z.object({ versions: z.array(versionSchema) });
/** Everything people can read in it; `state` beside it has it all, as a Yjs update. */
export const versionTextSchema = versionSchema.extend({ text: z.string() });
/** With a name, or for a restore that is about to be made. */
export const versionBody = z
  .strictObject({ name: name(100).optional(), reason: z.literal('restore').optional() })
  .refine((body) => (body.name === undefined) !== (body.reason === undefined), { path: ['name'] });
export const versionPatch = z.strictObject({ name: name(100).nullable() });
/** Whose Yjs client ids a document's structs carry. Ids that are missing are the server's. */
export const blameSchema = z.object({
  clients: z.array(z.object({ client_id: z.int(), user_id: z.string() })),
  users: z.array(author),
});

/**
 * Feedback on videos. How long and how many is the documents' to say: their writes refuse the same to everybody, so
 * that a limit stands in one place.
 */
const priority = z.enum(['low', 'medium', 'high', 'critical']);
const feedbackStatus = z.enum(['open', 'in_progress', 'resolved', 'closed']);
const drawing = z.object({ shapes: z.array(drawnShape) });
export const feedbackBody = z.object({
  video_id: uuid,
  /** Seconds. */
  timestamp: z.number(),
  content: z.string(),
  /** The picture itself as a `data:` address or in base64, or the hash of one that was uploaded for the video's review. */
  screenshot: z.string().optional(),
  drawing_data: drawing.optional(),
  priority: priority.optional(),
  tags: z.array(z.string()).optional(),
  /** The day by which it is to be seen to. */
  due: z.string().nullable().optional(),
});
export const feedbackPatch = z.object({
  content: z.string().optional(),
  status: feedbackStatus.optional(),
  priority: priority.optional(),
  tags: z.array(z.string()).optional(),
  /** Null: whenever. */
  due: z.string().nullable().optional(),
});
export const commentBody = z.object({
  feedback_id: uuid,
  parent_id: uuid.optional(),
  content: z.string(),
  /** Those whose name stands in the content behind an @. */
  mentions: z.array(uuid).optional(),
});
export const reactionBody = z.object({ emoji: z.string() });
export const commentSchema = z.object({
  id: z.string(),
  feedback_id: z.string(),
  parent_id: z.string().nullable(),
  user: person,
  content: z.string(),
  mentions: z.array(person),
  reactions: z.record(z.string(), z.array(z.string())),
  created_at: timestamp,
  updated_at: timestamp,
});
export const feedbackSchema = z.object({
  id: z.string(),
  project_id: z.string(),
  video_id: z.string(),
  cut_id: z.string(),
  user: person,
  timestamp: z.number(),
  frame: z.int().nullable(),
  end_frame: z.int().nullable(),
  content: z.string(),
  screenshot_url: z.string().nullable(),
  drawing_data: drawing,
  priority,
  status: feedbackStatus,
  tags: z.array(z.string()),
  due: date.nullable(),
  created_at: timestamp,
  updated_at: timestamp,
  comments_count: z.int(),
  comments: z.array(commentSchema),
  reactions: z.record(z.string(), z.int()),
});

/** The address at which other programs read a project's calendar as its person. The address itself is told once. */
export const calendarFeedSchema = z.object({ created_at: timestamp });
export const currentCalendarFeedSchema = z.object({ feed: calendarFeedSchema.nullable() });
export const newCalendarFeedSchema = calendarFeedSchema.extend({ url: z.string() });

/** What happened, as `GET /projects/:id/activity` tells it, the newest first. */
export const activitySchema = z.object({
  activity: z.array(
    z.object({
      id: z.string(),
      /** The kinds of events and what each says: `packages/documents/src/events/domain-event.ts`. */
      type: z.string(),
      user: z.object({ id: z.string(), name: z.string() }),
      /** `video`: of a note on one. */
      target: z.object({
        type: z.string(),
        id: z.string(),
        name: z.string(),
        video: z.string().optional(),
      }),
      detail: z.record(z.string(), z.unknown()),
      /** When it was done by the clock of the device, where the edit says so. */
      device_at: timestamp.nullable(),
      at: timestamp,
      until: timestamp,
      /** How often: a burst is one that counts up. */
      count: z.int(),
      /** So many more things had the same done to them by the same edit. */
      more: z.int(),
    }),
  ),
  /** To be given as `before` for what is older; null: that was all. */
  next: z.string().nullable(),
});

/** What stands behind this one: `before` of `GET /projects/:id/activity`. */
export function activityCursor({ until, id }: { until: number; id: string }): string {
  return `${until}.${id}`;
}

/** What concerns a person, as `GET /notifications` tells it, the newest first. */
export const notificationsSchema = z.object({
  notifications: z.array(
    z.object({
      id: z.string(),
      /** Why they are told: `packages/documents/src/home/schema.ts`. */
      type: z.string(),
      project_id: z.string(),
      /** Who did it last; null: nobody, a day came near. */
      by: z.object({ id: z.string(), name: z.string() }).nullable(),
      count: z.int(),
      place: z.object({ type: z.string(), id: z.string().nullable() }),
      thread_id: z.string().nullable(),
      /** That thread hangs on a picture of the shot. */
      picture: z.boolean(),
      /** What the place was called then. */
      label: z.string(),
      /** What it came to: a status, a role, a day, an emoji. */
      detail: z.string(),
      /** Path in the app. */
      link: z.string(),
      state: z.enum(['unread', 'read', 'archived']),
      at: timestamp,
    }),
  ),
  /** Of everything the inbox shows, not only of what stands here. */
  unread_count: z.int(),
  /** To be given as `before` for what is older; null: that was all. */
  next: z.string().nullable(),
});

/** To read, put away or take up again: those with these ids, or everything that is unread. */
export const notificationMarksBody = z.object({
  ids: z.array(uuid).min(1).max(200).optional(),
  state: z.enum(['unread', 'read', 'archived']),
});

/** How often what was done; creating, changing, moving and deleting are edits, notes and replies comments. */
const sums = { edits: z.int(), comments: z.int(), resolved: z.int() };

/** What was done in a project, in numbers, as `GET /projects/:id/insights` tells it. */
export const insightsSchema = z.object({
  /** The project's: its days are these. */
  time_zone: z.string(),
  from: z.iso.date(),
  /** The last day. */
  to: z.iso.date(),
  /** Every day, in order, with how many people did anything. */
  days: z.array(z.object({ date: z.iso.date(), ...sums, people: z.int() })),
  people: z.array(
    z.object({
      user: z.object({ id: z.string(), name: z.string() }),
      active_days: z.int(),
      /** What they did it to; where a thread or a shot stands, the documents say. */
      targets: z.array(z.object({ type: z.string(), id: z.string(), ...sums })),
    }),
  ),
  /** The threads that were resolved in this time, and still are. */
  resolved: z.array(z.object({ thread: z.string(), opened_at: timestamp, resolved_at: timestamp })),
  /** Week by week, the last one ending with `to`: how many people said what they think of the work. */
  reviewers: z.array(z.int()),
  /** Who ever came through a link to one of its videos, and how many of them made an account since. */
  guests: z.object({ came: z.int(), joined: z.int() }),
});

export const healthSchema = z.object({ status: z.enum(['ok', 'unavailable']), version: z.string() });

export const errorSchema = z.object({
  error: z.object({
    code: z.enum(ERROR_CODES as [ErrorCode, ...ErrorCode[]]),
    message: z.string(),
    details: z.array(z.object({ field: z.string(), code: z.string() })).optional(),
  }),
});

export type ApiUser = z.infer<typeof userSchema>;
export type ApiSignedIn = z.infer<typeof signedInSchema>;
export type ApiGuestPreview = z.infer<typeof guestPreviewSchema>;
export type ApiGuestLink = z.infer<typeof guestLinkSchema>;
export type ApiGuestSignedIn = z.infer<typeof guestSignedInSchema>;
export type ApiProject = z.infer<typeof projectSchema>;
export type ApiStudio = z.infer<typeof studioSchema>;
export type ApiInvite = z.infer<typeof inviteSchema>;
export type ApiParticipant = z.infer<typeof participantSchema>;
export type ApiInstance = z.infer<typeof instanceSchema>;
export type ApiVersion = z.infer<typeof versionSchema>;
export type ApiActivity = z.infer<typeof activitySchema>;
export type ApiNotifications = z.infer<typeof notificationsSchema>;
export type ApiInsights = z.infer<typeof insightsSchema>;
export type ApiNewCalendarFeed = z.infer<typeof newCalendarFeedSchema>;
export type ApiFeedback = z.infer<typeof feedbackSchema>;
export type ApiComment = z.infer<typeof commentSchema>;
export type ApiBlame = z.infer<typeof blameSchema>;
export type VersionReason = (typeof VERSION_REASONS)[number];
export type ProjectTemplate = (typeof PROJECT_TEMPLATES)[number];
export type ProjectStatus = (typeof PROJECT_STATUSES)[number];
export type Language = (typeof LANGUAGES)[number];
