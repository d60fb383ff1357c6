import type { GuestRole, InviteRole, Role } from '@clapper/access';
import type { DomainEventType, TargetType } from '@clapper/documents';
import type {
  FileState,
  FileType,
  Language,
  ProjectStatus,
  ProjectTemplate,
  VersionReason,
} from '@clapper/protocol';
import {
  bigint,
  boolean,
  customType,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
} from 'drizzle-orm/pg-core';
import type { DeliveryChannel } from '../storage.ts';

/** Twin of `sqlite/schema.ts`, table for table and column for column (`schema-parity.test.ts`). */

const time = (name: string) => bigint(name, { mode: 'number' });
/** Counts and clocks: client ids are uint32, which `integer` cannot hold. */
const count = (name: string) => bigint(name, { mode: 'number' });
const bytes = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' });

// ── Accounts ───────────────────────────────────────────────────────────────────────────────────

export const users = pgTable(
  'users',
  {
    id: text('id').primaryKey(),
    username: text('username').notNull(),
    /** What uniqueness is judged by: see `fold.ts`. */
    usernameKey: text('username_key').notNull().unique(),
    email: text('email').notNull(),
    emailKey: text('email_key').notNull().unique(),
    passwordHash: text('password_hash').notNull(),
    nickname: text('nickname').notNull(),
    profileImageUrl: text('profile_image_url'),
    isAdmin: boolean('is_admin').notNull().default(false),
    isActive: boolean('is_active').notNull().default(true),
    createdAt: time('created_at').notNull(),
    updatedAt: time('updated_at').notNull(),
    lastLoginAt: time('last_login_at'),
    /** Somebody without an account, who came through a link. */
    isGuest: boolean('is_guest').notNull().default(false),
    /** The link they came through, also when they have an account by now. No foreign key: they outlive it. */
    guestLink: text('guest_link'),
  },
  (table) => [index('users_guest_link').on(table.guestLink)],
);

export const sessions = pgTable(
  'sessions',
  {
    id: text('id').primaryKey(),
    user: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    createdAt: time('created_at').notNull(),
    lastUsedAt: time('last_used_at').notNull(),
    expiresAt: time('expires_at').notNull(),
    revokedAt: time('revoked_at'),
    userAgent: text('user_agent').notNull(),
  },
  (table) => [index('sessions_user').on(table.user)],
);

/** Every refresh token a session ever had, so that one that was replaced long ago is known for what it is. */
export const sessionTokens = pgTable(
  'session_tokens',
  {
    hash: text('hash').primaryKey(),
    session: text('session_id')
      .notNull()
      .references(() => sessions.id, { onDelete: 'cascade' }),
    /** The token it was given for; null for a sign-in. */
    parent: text('parent'),
    /** When it, or a twin given for the same parent, was exchanged. */
    replacedAt: time('replaced_at'),
  },
  (table) => [
    index('session_tokens_session').on(table.session),
    index('session_tokens_parent').on(table.parent),
  ],
);

// ── Studios and projects ───────────────────────────────────────────────────────────────────────

export const studios = pgTable(
  'studios',
  {
    id: text('id').primaryKey(),
    owner: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    description: text('description').notNull().default(''),
    createdAt: time('created_at').notNull(),
    updatedAt: time('updated_at').notNull(),
  },
  (table) => [index('studios_user').on(table.owner)],
);

export const projects = pgTable(
  'projects',
  {
    id: text('id').primaryKey(),
    studio: text('studio_id')
      .notNull()
      .references(() => studios.id, { onDelete: 'cascade' }),
    creator: text('creator_id')
      .notNull()
      .references(() => users.id),
    name: text('name').notNull(),
    description: text('description').notNull().default(''),
    deadline: text('deadline'),
    tag: text('tag'),
    status: text('status').$type<ProjectStatus>().notNull(),
    template: text('template').$type<ProjectTemplate>().notNull(),
    language: text('language').$type<Language>().notNull(),
    /** Percent; null: not reckoned yet. */
    progress: integer('progress'),
    createdAt: time('created_at').notNull(),
    updatedAt: time('updated_at').notNull(),
  },
  (table) => [
    index('projects_studio').on(table.studio),
    index('projects_creator').on(table.creator),
    index('projects_status').on(table.status),
  ],
);

export const participants = pgTable(
  'project_participants',
  {
    project: text('project_id')
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    user: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    role: text('role').$type<Role>().notNull(),
    joinedAt: time('joined_at').notNull(),
    lastViewedAt: time('last_viewed_at'),
  },
  (table) => [
    primaryKey({ columns: [table.project, table.user] }),
    index('project_participants_user').on(table.user),
  ],
);

/** A project has at most one link; a new one takes the old one's place. */
export const invites = pgTable('project_invites', {
  project: text('project_id')
    .primaryKey()
    .references(() => projects.id, { onDelete: 'cascade' }),
  code: text('code').notNull().unique(),
  role: text('role').$type<InviteRole>().notNull(),
  expiresAt: time('expires_at'),
  createdBy: text('created_by')
    .notNull()
    .references(() => users.id, { onDelete: 'cascade' }),
  createdAt: time('created_at').notNull(),
});

export const accessRequests = pgTable(
  'access_requests',
  {
    project: text('project_id')
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    user: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    role: text('role').$type<InviteRole>().notNull(),
    requestedAt: time('requested_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.project, table.user] })],
);

/** One address, asked in by mail. Its token is known to nobody but whom it was sent to: only its hash is here. */
export const invitations = pgTable(
  'project_invitations',
  {
    id: text('id').primaryKey(),
    project: text('project_id')
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    email: text('email').notNull(),
    emailKey: text('email_key').notNull(),
    role: text('role').$type<InviteRole>().notNull(),
    tokenHash: text('token_hash').notNull().unique(),
    invitedBy: text('invited_by').references(() => users.id, { onDelete: 'set null' }),
    createdAt: time('created_at').notNull(),
    expiresAt: time('expires_at').notNull(),
    acceptedAt: time('accepted_at'),
    /** No foreign key: it is no less used up when they go. */
    acceptedBy: text('accepted_by'),
  },
  (table) => [index('project_invitations_address').on(table.project, table.emailKey)],
);

/** What stands in the address is a secret: only its hash is here. It goes with the membership. */
export const calendarFeeds = pgTable(
  'calendar_feeds',
  {
    project: text('project_id').notNull(),
    user: text('user_id').notNull(),
    secretHash: text('secret_hash').notNull().unique(),
    createdAt: time('created_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.project, table.user] }),
    foreignKey({
      name: 'calendar_feeds_seat',
      columns: [table.project, table.user],
      foreignColumns: [participants.project, participants.user],
    }).onDelete('cascade'),
  ],
);

/** What opens one video to whoever holds it. Its secret is known to nobody but them: only its hash is here. */
export const guestLinks = pgTable(
  'guest_links',
  {
    id: text('id').primaryKey(),
    project: text('project_id')
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    video: text('video_id').notNull(),
    name: text('name').notNull(),
    role: text('role').$type<GuestRole>().notNull(),
    approves: boolean('approves').notNull(),
    secretHash: text('secret_hash').notNull().unique(),
    expiresAt: time('expires_at'),
    createdBy: text('created_by')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    createdAt: time('created_at').notNull(),
    lastUsedAt: time('last_used_at'),
    revokedAt: time('revoked_at'),
  },
  (table) => [index('guest_links_video').on(table.project, table.video)],
);

// ── Documents ──────────────────────────────────────────────────────────────────────────────────

export const documents = pgTable(
  'documents',
  {
    id: text('id').primaryKey(),
    /** No foreign key: tombstones, not cascades, decide what becomes of a removed project's documents. */
    project: text('project_id'),
    kind: text('kind').notNull(),
    epoch: text('epoch').notNull(),
    baseEpoch: text('base_epoch'),
    baseSeq: count('base_seq'),
    baseTip: bytes('base_tip'),
    schema: integer('schema_version').notNull(),
    firstSeq: count('first_seq').notNull(),
    headSeq: count('head_seq').notNull(),
    headTip: bytes('head_tip').notNull(),
    createdAt: time('created_at').notNull(),
  },
  (table) => [index('documents_project').on(table.project)],
);

/** The log. A pruned row keeps its seq and tip and loses its bytes. No foreign key to users: a log outlives them. */
export const documentUpdates = pgTable(
  'document_updates',
  {
    document: text('document_id')
      .notNull()
      .references(() => documents.id, { onDelete: 'cascade' }),
    epoch: text('epoch').notNull(),
    seq: count('seq').notNull(),
    /** As received. */
    bytes: bytes('bytes'),
    tip: bytes('tip').notNull(),
    user: text('user_id'),
    device: text('device_id'),
    n: count('n'),
    clientId: count('client_id'),
    clockFrom: count('clock_from'),
    clockTo: count('clock_to'),
    schema: integer('schema_version').notNull(),
    receivedAt: time('received_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.document, table.epoch, table.seq] })],
);

/** The newest snapshot of each document: one update that holds everything up to `seq`. */
export const documentSnapshots = pgTable('document_snapshots', {
  document: text('document_id')
    .primaryKey()
    .references(() => documents.id, { onDelete: 'cascade' }),
  epoch: text('epoch').notNull(),
  seq: count('seq').notNull(),
  bytes: bytes('bytes').notNull(),
  createdAt: time('created_at').notNull(),
});

/** States of a document that it can go back to, each whole. No foreign key to users: history outlives them. */
export const documentVersions = pgTable(
  'document_versions',
  {
    id: text('id').primaryKey(),
    document: text('document_id')
      .notNull()
      .references(() => documents.id, { onDelete: 'cascade' }),
    epoch: text('epoch').notNull(),
    seq: count('seq').notNull(),
    reason: text('reason').$type<VersionReason>().notNull(),
    name: text('name'),
    /** Who named it, or was about to restore another. */
    user: text('user_id'),
    /** JSON list of the users who wrote since the version before it. */
    authors: text('authors').notNull(),
    schema: integer('schema_version').notNull(),
    bytes: bytes('bytes').notNull(),
    size: count('size').notNull(),
    createdAt: time('created_at').notNull(),
  },
  (table) => [index('document_versions_place').on(table.document, table.epoch, table.seq)],
);

/** Refused updates, kept for the operator. */
export const documentRejected = pgTable(
  'document_rejected',
  {
    id: count('id').primaryKey().generatedAlwaysAsIdentity(),
    document: text('document_id').notNull(),
    /** '' for a writer without an account, so that they share one allowance. */
    user: text('user_id').notNull(),
    device: text('device_id'),
    code: text('code').notNull(),
    bytes: bytes('bytes').notNull(),
    size: count('size').notNull(),
    receivedAt: time('received_at').notNull(),
  },
  (table) => [
    index('document_rejected_user').on(table.user),
    index('document_rejected_document').on(table.document),
  ],
);

/** What the refused updates of a person come to: summing them up at each refusal would take the longer the more there are. */
export const documentRejectedSizes = pgTable('document_rejected_sizes', {
  user: text('user_id').primaryKey(),
  size: count('size').notNull(),
});

export const clientLeases = pgTable(
  'client_leases',
  {
    document: text('document_id')
      .notNull()
      .references(() => documents.id, { onDelete: 'cascade' }),
    clientId: count('client_id').notNull(),
    user: text('user_id').notNull(),
    device: text('device_id'),
    lastN: count('last_n').notNull(),
  },
  (table) => [primaryKey({ columns: [table.document, table.clientId] })],
);

/** Ids that may never come back: documents, and removed projects as a whole. */
export const tombstones = pgTable('tombstones', {
  id: text('id').primaryKey(),
  deletedAt: time('deleted_at').notNull(),
});

// ── Activity ───────────────────────────────────────────────────────────────────────────────────

/** What people did. No foreign keys: it goes with the documents that it tells of, and outlives accounts. */
export const activity = pgTable(
  'activity',
  {
    id: text('id').primaryKey(),
    project: text('project_id').notNull(),
    user: text('user_id').notNull(),
    type: text('type').$type<DomainEventType>().notNull(),
    targetType: text('target_type').$type<TargetType>().notNull(),
    target: text('target_id').notNull(),
    /** JSON. */
    event: text('event').notNull(),
    at: time('at').notNull(),
    until: time('until').notNull(),
    count: count('count').notNull(),
    /** Somebody is still to be told of it, or of how it went on. */
    waiting: boolean('waiting').notNull(),
  },
  (table) => [
    index('activity_project').on(table.project, table.until),
    index('activity_waiting').on(table.waiting, table.until),
    index('activity_until').on(table.until),
  ],
);

// ── Outbox ─────────────────────────────────────────────────────────────────────────────────────

export const outbox = pgTable('outbox', {
  id: count('id').primaryKey().generatedAlwaysAsIdentity(),
  document: text('document_id').notNull(),
});

// ── What concerns people ───────────────────────────────────────────────────────────────────────

export const notifications = pgTable(
  'notifications',
  {
    user: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    id: text('id').notNull(),
    project: text('project_id')
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    subject: text('subject').notNull(),
    /** JSON. */
    body: text('body').notNull(),
    at: time('at').notNull(),
    cancelledAt: time('cancelled_at'),
  },
  (table) => [
    primaryKey({ columns: [table.user, table.id] }),
    index('notifications_newest').on(table.user, table.at),
    index('notifications_id').on(table.id),
    index('notifications_subject').on(table.project, table.subject),
    index('notifications_at').on(table.at),
  ],
);

// ── Telling people outside the app ─────────────────────────────────────────────────────────────

/** Notifications that wait to be mailed or pushed, and for a while that they were. */
export const deliveries = pgTable(
  'deliveries',
  {
    user: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    notification: text('notification_id').notNull(),
    channel: text('channel').$type<DeliveryChannel>().notNull(),
    /** JSON. */
    body: text('body').notNull(),
    at: time('at').notNull(),
    dueAt: time('due_at').notNull(),
    attempts: integer('attempts').notNull(),
    /** Null: it waits. */
    toldAt: time('told_at'),
  },
  (table) => [
    primaryKey({ columns: [table.user, table.notification, table.channel] }),
    index('deliveries_due').on(table.channel, table.toldAt, table.dueAt),
  ],
);

/** Mails that no mail server has taken yet. */
export const mails = pgTable(
  'mails',
  {
    id: text('id').primaryKey(),
    /** Null: it goes to the address of an invitation. */
    user: text('user_id').references(() => users.id, { onDelete: 'cascade' }),
    invitation: text('invitation_id').references(() => invitations.id, { onDelete: 'cascade' }),
    messageId: text('message_id').notNull(),
    subject: text('subject').notNull(),
    text: text('text').notNull(),
    html: text('html').notNull(),
    createdAt: time('created_at').notNull(),
    dueAt: time('due_at').notNull(),
    attempts: integer('attempts').notNull(),
  },
  (table) => [index('mails_due').on(table.dueAt), index('mails_user').on(table.user)],
);

/** Who wants no mail at all, told by the link in one. */
export const mailStops = pgTable('mail_stops', {
  user: text('user_id')
    .primaryKey()
    .references(() => users.id, { onDelete: 'cascade' }),
  at: time('at').notNull(),
});

export const pushSubscriptions = pgTable('push_subscriptions', {
  session: text('session_id')
    .primaryKey()
    .references(() => sessions.id, { onDelete: 'cascade' }),
  endpoint: text('endpoint').notNull().unique(),
  p256dh: text('p256dh').notNull(),
  auth: text('auth').notNull(),
  createdAt: time('created_at').notNull(),
});

/** One row: what this instance signs its pushes with. */
export const pushKeys = pgTable('push_keys', {
  id: integer('id').primaryKey(),
  publicKey: text('public_key').notNull(),
  privateKey: text('private_key').notNull(),
});

// ── Files ──────────────────────────────────────────────────────────────────────────────────────

/** Bytes that are kept beside the database, by their SHA-256. */
export const blobs = pgTable(
  'blobs',
  {
    hash: text('hash').primaryKey(),
    bytes: count('bytes').notNull(),
    type: text('type').$type<FileType>().notNull(),
    /** What is known and was made of it: JSON. */
    about: text('about').notNull(),
    state: text('state').$type<FileState>().notNull(),
    /** When something is to be made of it; null: nothing is. */
    dueAt: time('due_at'),
    tries: integer('tries').notNull().default(0),
    createdAt: time('created_at').notNull(),
    /** Since when no document has it. */
    orphanedAt: time('orphaned_at'),
  },
  (table) => [index('blobs_due').on(table.dueAt), index('blobs_orphaned').on(table.orphanedAt)],
);

/** Which documents have which blobs, under which names. */
export const files = pgTable(
  'files',
  {
    document: text('document_id').notNull(),
    hash: text('hash')
      .notNull()
      .references(() => blobs.hash),
    project: text('project_id')
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    /** Who uploaded it. No foreign key: it stays when they go. */
    user: text('user_id').notNull(),
    createdAt: time('created_at').notNull(),
    /** Whether a record of the document has ever named it. */
    named: boolean('named').notNull().default(false),
  },
  (table) => [
    primaryKey({ columns: [table.document, table.hash] }),
    index('files_hash').on(table.hash),
    index('files_project').on(table.project),
    index('files_named').on(table.named, table.createdAt),
  ],
);

// ── Health ─────────────────────────────────────────────────────────────────────────────────────

/** One row, written over and over: proof that something can be stored. */
export const probes = pgTable('probes', {
  id: integer('id').primaryKey(),
  at: time('at').notNull(),
});
