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

/**
 * Everything the server keeps. Two drivers, parallel file for file (`sqlite/`, `postgres/`), one
 * conformance suite (`conformance.ts`) that tests the promises below by their numbers. No transaction
 * object crosses this interface. Times are milliseconds. A method that rejects may or may not have
 * committed: the caller treats the outcome as unknown.
 *
 * [ST1] What a method did when it resolves survives closing and opening again, and `kill -9`.
 * [ST2] Every method is atomic by itself, and one that fails fails alone, whatever runs beside it.
 * [ST3] Bytes come back as they were given, 0 to 1 MiB and more; the caller's arrays are left alone.
 * [ST4] Text comes back as it was given, in any script. A NUL, which not every database holds, is INVALID.
 * [ST5] A database has one server: a second one is refused in a sentence, until the first is closed or dead.
 *       A tool that touches no documents may work beside it.
 * [ST6] Rejections are `ClapperError`s: DISK_FULL, NOT_FOUND for what it would belong to, TAKEN, INVALID, and
 *       UNAVAILABLE for everything the database does, after `close` too.
 * [ST7] A schema written by a newer program is refused and left alone.
 */
export interface Storage {
  readonly documents: DocumentLog;
  readonly versions: Versions;
  readonly accounts: Accounts;
  readonly projects: Projects;
  readonly guests: Guests;
  readonly calendarFeeds: CalendarFeeds;
  readonly activity: Activity;
  readonly outbox: Outbox;
  readonly notifications: Notifications;
  readonly deliveries: Deliveries;
  readonly pushSubscriptions: PushSubscriptions;
  readonly files: Files;
  /** [ST8] What this driver does to keep a commit through a power cut, read back from the writing connection. */
  durability(): Promise<Record<string, string>>;
  /** [ST9] Writes one row, always the same, and commits it: proves that this storage can store. Rejects as any write would. */
  probe(at: number): Promise<void>;
  close(): Promise<void>;
}

// ── Documents ──────────────────────────────────────────────────────────────────────────────────

export interface NewDocument {
  id: string;
  /** The project it belongs to; null for `user/…` documents. */
  project: string | null;
  kind: string;
  epoch: string;
  schema: number;
  /** Row 1, the same bytes for the same document; null for an empty document. */
  seed: Uint8Array | null;
  createdAt: number;
}

export interface DocumentHead {
  id: string;
  kind: string;
  epoch: string;
  base: { epoch: string; seq: number; tip: string } | null;
  schema: number;
  /** The lowest seq whose row still has its bytes (headSeq + 1 when none has). */
  firstSeq: number;
  headSeq: number;
  /** Chain hash at headSeq, lower-case hex; '' at seq 0. tip(n) = sha256(tip(n−1) bytes ‖ update). */
  headTip: string;
}

export interface StoredRow {
  seq: number;
  tip: string;
  update: Uint8Array;
  user: string | null;
  receivedAt: number;
}

export interface LoadedDocument {
  head: DocumentHead;
  snapshot: { seq: number; update: Uint8Array } | null;
  /** The rows after the snapshot, in order: all, or as many as were asked for. */
  rows: StoredRow[];
  leases: Lease[];
}

/** Who writes with a Yjs client id, and the last push of theirs that was accepted. Kept for ever. */
export interface Lease {
  clientId: number;
  user: string;
  device: string | null;
  lastN: number;
}

export interface NewRow {
  update: Uint8Array;
  /** The writer; null for the server's own rows. */
  user: string | null;
  device: string | null;
  /** The device's push number, null for plain clients and the server. */
  n: number | null;
  /** The client id whose structs the update holds and their clock range; null when it holds none. */
  clientId: number | null;
  clockFrom: number | null;
  clockTo: number | null;
  schema: number;
  receivedAt: number;
}

export interface DocumentAppend {
  document: string;
  epoch: string;
  rows: NewRow[];
  /** Schema version after these rows, when a migration raised it. */
  schema?: number;
  /** Leases to write without a row of their own: an id's first use, a push without structs. */
  leases?: Lease[];
  /** What these rows mean to people. */
  activity?: NewActivity[];
}

export type AppendResult =
  | { ok: true; document: string; seqs: number[]; tips: string[] }
  /** EPOCH: the document has another history now. NOT_FOUND: unknown or deleted. Nothing was written for it. */
  | { ok: false; document: string; code: 'EPOCH' | 'NOT_FOUND' };

export interface RejectedUpdate {
  document: string;
  user: string | null;
  device: string | null;
  code: string;
  update: Uint8Array;
  receivedAt: number;
}

export interface DocumentLog {
  /** [ST10] Creates it with its seed, once. `deleted`: a tombstone of it or of its project stands in the way, nothing was written. */
  create(document: NewDocument): Promise<'created' | 'exists' | 'deleted'>;
  /** [ST11] Null when it does not exist or was deleted. Reads one consistent state, with at most `maxRows` rows. */
  load(document: string, maxRows?: number): Promise<LoadedDocument | null>;
  head(document: string): Promise<DocumentHead | null>;
  /** [ST12] The project's documents, by id. */
  list(project: string): Promise<DocumentHead[]>;
  /**
   * Appends for several documents in one commit. One result per entry, in order.
   * [ST13] Seqs are consecutive per document, without holes, whoever appends beside it.
   * [ST14] Each tip is the chain's next hash.
   * [ST15] An entry for another epoch or an unknown document writes nothing and stops no other entry.
   * [ST16] A row with a client id and a user writes that id's lease, its `n` as last push. The first user keeps
   * a lease, and its last push never falls.
   * [ST120] What an entry says of activity is there when its rows are, and not without them.
   */
  append(batch: DocumentAppend[]): Promise<AppendResult[]>;
  /** [ST17] Rows after `after`, at most `limit`, that still have their bytes. */
  rows(document: string, epoch: string, after: number, limit: number): Promise<StoredRow[]>;
  /** [ST18] The chain hash at a seq, pruned rows included, '' at 0; null when this history never had it. */
  tipAt(document: string, epoch: string, seq: number): Promise<string | null>;
  /** [ST19] Stores a snapshot of everything up to `seq`, whole or not at all. False when a newer one stands or the epoch is another. */
  compact(document: string, epoch: string, seq: number, update: Uint8Array, at: number): Promise<boolean>;
  /**
   * [ST20] Drops the bytes of rows a snapshot covers that arrived before `before`, from the front; (seq, tip)
   * stay. Returns how many; at most `PRUNE_ROWS_AT_ONCE`, so call again until it is 0.
   */
  prune(before: number): Promise<number>;
  /** [ST21] Removes a project's documents whole and leaves tombstones, so that no device brings them back. */
  remove(project: string, at: number): Promise<void>;
  /** [ST22] Keeps a refused update for the operator, within `maxBytes` per person; false when over it. */
  reject(update: RejectedUpdate, maxBytes: number): Promise<boolean>;
  /** [ST23] Who wrote with which client id, by client id; none of a document that is not there. */
  leases(document: string): Promise<Lease[]>;
}

// ── Versions ───────────────────────────────────────────────────────────────────────────────────

export interface NewVersion {
  id: string;
  document: string;
  epoch: string;
  /** The last row of the log that is in it. */
  seq: number;
  reason: VersionReason;
  name: string | null;
  /** Who named it, or was about to restore another; null for the server's own. */
  user: string | null;
  schema: number;
  /** Everything up to `seq` as one update. */
  update: Uint8Array;
  createdAt: number;
}

export interface Version extends Omit<NewVersion, 'update'> {
  /** Who wrote since the version before it, in the order of their first edit. */
  authors: string[];
  bytes: number;
}

/** States of documents that people go back to. */
export interface Versions {
  /**
   * [ST70] Keeps a state with who wrote since the version before it, as the log says. Null when the document is gone or
   * has another history.
   * [ST71] A state that is kept already is not kept twice: a nameless version of the same seq takes the name, or stays as it is.
   */
  add(version: NewVersion): Promise<Version | null>;
  /** [ST72] A document's versions, newest first, without their bytes. */
  list(document: string): Promise<Version[]>;
  load(document: string, id: string): Promise<{ version: Version; update: Uint8Array } | null>;
  /** [ST73] Gives a version a name, or takes it away (null). Null when there is no such version. */
  rename(document: string, id: string, name: string | null, user: string): Promise<Version | null>;
  /** [ST74] Removes versions; the next one of the same history takes over who wrote in them. Returns how many. */
  remove(document: string, ids: string[]): Promise<number>;
  /**
   * [ST75] Documents of these kinds that people wrote in since their last version, and that nobody has written in since
   * `settled`, or where an edit has waited since before `waited`; by id, at most `limit`.
   */
  due(kinds: string[], settled: number, waited: number, limit: number): Promise<string[]>;
  /** [ST76] Documents that have versions, by id, those after `after`, at most `limit`. */
  documents(after: string, limit: number): Promise<string[]>;
}

// ── Accounts ───────────────────────────────────────────────────────────────────────────────────

export interface User {
  id: string;
  username: string;
  email: string;
  nickname: string;
  profileImageUrl: string | null;
  isAdmin: boolean;
  isActive: boolean;
  createdAt: number;
  updatedAt: number;
  lastLoginAt: number | null;
}

export interface NewUser {
  id: string;
  username: string;
  email: string;
  passwordHash: string;
  nickname: string;
  createdAt: number;
}

/** What is not named stays. */
export interface ProfileChange {
  nickname?: string;
  profileImageUrl?: string | null;
}

export interface NewUserRules {
  /** Decided in the creating transaction: the first account is the system admin, or only this e-mail. */
  adminEmail: string | null;
  /** `closed` lets only the first account in; `invited` needs a live invite code or to be the first. */
  registration: 'open' | 'invited' | 'closed';
  inviteCode: string | null;
  /** The studio everybody gets. */
  studio: { id: string; name: string };
}

export type CreateUserResult =
  | { ok: true; user: User; joined: { project: ProjectRow; role: Role } | null }
  | { ok: false; code: 'TAKEN'; fields: ('username' | 'email')[] }
  | { ok: false; code: 'REGISTRATION_CLOSED' | 'INVITE_NOT_FOUND' };

export interface Session {
  id: string;
  user: string;
  createdAt: number;
  lastUsedAt: number;
  expiresAt: number;
  userAgent: string;
}

export type RotateResult =
  | { status: 'ok'; session: Session; user: User; guest: GuestGrant | null }
  /** A token that was replaced long ago came back: the session has been revoked. */
  | { status: 'reused'; session: string }
  | { status: 'unknown' };

export interface Accounts {
  /** [ST30] How many accounts there are, 0 or more: the sign-up page greets the first one differently. */
  count(): Promise<number>;
  /**
   * [ST31] Creates account and studio, and joins the invite's project, all or nothing.
   * [ST32] The first account, or only `adminEmail`'s, is the system admin: one, also of two at the same moment.
   * [ST33] `registration` decides who else may.
   * [ST34] Names and e-mails are unique ignoring case, in NFC; all that are taken are named.
   * [ST143] Made with the id of somebody who came through a link it becomes their account: all they wrote stays theirs.
   */
  create(user: NewUser, rules: NewUserRules): Promise<CreateUserResult>;
  get(id: string): Promise<User | null>;
  /** [ST35] By e-mail or username, ignoring case; with the password hash. */
  findLogin(login: string): Promise<{ user: User; passwordHash: string } | null>;
  /** [ST36] Documents that show the name or the picture are derived again. */
  updateProfile(id: string, change: ProfileChange, at: number): Promise<User | null>;
  /** [ST37] Sets a new password and ends every session but `keep`; returns the ended ones. */
  setPassword(id: string, passwordHash: string, keep: string | null, at: number): Promise<string[]>;
  createSession(session: Session, refreshHash: string): Promise<void>;
  /**
   * [ST38] Null when it is unknown, expired, revoked or its user is not active.
   * [ST142] Somebody without an account is let in as long as their link is, and with what it allows.
   */
  session(
    id: string,
    now: number,
  ): Promise<{ session: Session; user: User; guest: GuestGrant | null } | null>;
  sessions(user: string, now: number): Promise<Session[]>;
  /**
   * [ST40] Exchanges a refresh token (by hash) for `next` and puts the session's end off.
   * [ST41] The previous one stays good until the new one was used, at most `graceMs`: two tabs refreshing at
   * once, or an answer lost on the way, must not sign anybody out.
   * [ST42] An older one is reuse and revokes the session. Tokens given for the same one are replaced together
   * when one of them is used.
   */
  rotate(
    refreshHash: string,
    next: string,
    now: number,
    graceMs: number,
    ttlMs: number,
  ): Promise<RotateResult>;
  /** [ST43] Returns whether it was live. */
  revokeSession(id: string, at: number): Promise<boolean>;
}

// ── Studios and projects ───────────────────────────────────────────────────────────────────────

export interface Studio {
  id: string;
  owner: string;
  name: string;
  description: string;
  createdAt: number;
  updatedAt: number;
}

export interface ProjectRow {
  id: string;
  studio: string;
  creator: string;
  name: string;
  description: string;
  /** ISO date. */
  deadline: string | null;
  tag: string | null;
  status: ProjectStatus;
  template: ProjectTemplate;
  language: Language;
  /** Percent; null: not reckoned yet. */
  progress: number | null;
  createdAt: number;
  updatedAt: number;
}

export interface Member {
  user: string;
  name: string;
  email: string;
  profileImageUrl: string | null;
  role: Role;
  joinedAt: number;
  /** When they were last in the project; null: never, as far as anybody knows. */
  lastSeenAt: number | null;
}

/** Somebody was in a project. */
export interface Sighting {
  project: string;
  user: string;
  at: number;
}

export interface Invite {
  code: string;
  role: InviteRole;
  expiresAt: number | null;
  createdBy: string;
  createdAt: number;
}

export interface AccessRequest {
  user: string;
  name: string;
  role: InviteRole;
  requestedAt: number;
}

export type ChangeRoleResult =
  | { ok: true; from: Role }
  | { ok: false; code: 'NOT_FOUND' | 'FORBIDDEN' | 'LAST_OWNER' };

/**
 * [ST50] Every method that changes a project writes the outbox rows of the documents that show it.
 * [ST125] Who comes, goes, gets another role or asks for one is told as activity in the same transaction.
 * [ST127] What somebody makes different of a project is told as activity in the same transaction, and nothing when nothing differs.
 */
export interface Projects {
  /** [ST51] A person's own, oldest first; changed by their owner alone. */
  studios(user: string): Promise<Studio[]>;
  createStudio(studio: Studio): Promise<void>;
  updateStudio(
    id: string,
    owner: string,
    change: { name?: string; description?: string },
    at: number,
  ): Promise<Studio | null>;
  /** [ST52] Creates it with its creator as owner. `exists`: the same id by the same creator, nothing was changed; `taken`: by another, or removed. */
  create(project: ProjectRow): Promise<'created' | 'exists' | 'taken'>;
  get(id: string): Promise<ProjectRow | null>;
  listFor(user: string): Promise<{ project: ProjectRow; role: Role }[]>;
  /** [ST58] Projects that are worked on, by id, those after `after`, at most `limit`. */
  active(after: string, limit: number): Promise<ProjectRow[]>;
  update(
    id: string,
    actor: string,
    change: Partial<Pick<ProjectRow, 'name' | 'description' | 'deadline' | 'tag' | 'status'>>,
    at: number,
  ): Promise<ProjectRow | null>;
  /** [ST53] Removes project, members, invites; documents become tombstones in the same transaction. Returns its members. */
  remove(id: string, at: number): Promise<string[]>;
  role(project: string, user: string): Promise<Role | null>;
  members(project: string): Promise<Member[]>;
  /** [ST128] When members were last in their projects: never earlier than what is known. Who is no member is left out. */
  seen(sightings: Sighting[]): Promise<void>;
  /** [ST54] Judged (`judgeRoleChange`) and carried out under one lock; `to` null removes. A granted role settles the member's access request. */
  changeRole(
    project: string,
    actor: string,
    member: string,
    to: Role | null,
    at: number,
  ): Promise<ChangeRoleResult>;
  /** [ST55] Replaces the project's invite; null turns it off. */
  setInvite(project: string, invite: Invite | null): Promise<void>;
  invite(project: string): Promise<Invite | null>;
  /** The live invite behind a code; null when unknown, replaced, off or expired. */
  findInvite(code: string, now: number): Promise<{ invite: Invite; project: ProjectRow } | null>;
  /** [ST56] Joins by code. A member keeps a role that is already stronger. */
  join(
    code: string,
    user: string,
    now: number,
  ): Promise<{ project: ProjectRow; role: Role; joined: boolean } | null>;
  /** [ST57] A person has one wish for a project: the last. */
  requestAccess(project: string, user: string, role: InviteRole, at: number): Promise<void>;
  accessRequests(project: string): Promise<AccessRequest[]>;
  dismissAccessRequest(project: string, user: string): Promise<void>;
  /** [ST59] How far it is, as it was reckoned: whoever is shown it hears of another one, and of the same one nobody. */
  setProgress(project: string, percent: number): Promise<void>;
}

// ── Guests ─────────────────────────────────────────────────────────────────────────────────────

/** What a link opens, and to do what. */
export interface GuestGrant {
  link: string;
  project: string;
  video: string;
  role: GuestRole;
  /** Whether who came through it says yes or no to a cut. */
  approves: boolean;
  expiresAt: number | null;
}

export interface NewGuestLink extends Omit<GuestGrant, 'link'> {
  id: string;
  /** For those who made it: whom it is for. */
  name: string;
  secretHash: string;
  createdBy: string;
  createdAt: number;
}

export interface GuestLink extends Omit<NewGuestLink, 'secretHash'> {
  createdByName: string;
  lastUsedAt: number | null;
  /** How many came through it. */
  guests: number;
}

/** People without an account, who came through a link to one video. */
export interface Guests {
  addLink(link: NewGuestLink): Promise<void>;
  /** Those of a video that still open it, the newest first. */
  links(project: string, video: string, now: number): Promise<GuestLink[]>;
  /** [ST140] Null for a link that was revoked, has run out or never was, and for another secret: all the same. */
  open(id: string, secretHash: string, now: number): Promise<GuestGrant | null>;
  /**
   * [ST141] From then on it opens nothing, and nobody who came through it is let in. Returns their sessions; null when
   * there is none, or it was revoked already.
   */
  revoke(link: string, at: number): Promise<string[] | null>;
  /** Somebody comes through a link. */
  enter(guest: { id: string; name: string; link: string; createdAt: number }): Promise<void>;
  /** What somebody may who came through a link, as long as it opens anything; null for people with an account. */
  grantOf(user: string, now: number): Promise<GuestGrant | null>;
  /** How many came through links of a project, and how many of them have an account by now. */
  count(project: string): Promise<{ guests: number; accounts: number }>;
}

// ── Calendar feeds ─────────────────────────────────────────────────────────────────────────────

/** The address at which other programs read the calendar of a project as one of its members. */
export interface CalendarFeed {
  project: string;
  user: string;
  /** Of the secret that stands in the address. */
  secretHash: string;
  createdAt: number;
}

export interface CalendarFeeds {
  /**
   * [ST80] Gives a member a feed of a project, in the place of the one there was: returns whose secret (by hash) opens
   * nothing any more. NOT_FOUND for who is no member.
   */
  set(feed: CalendarFeed): Promise<string | null>;
  get(project: string, user: string): Promise<CalendarFeed | null>;
  /** [ST81] The feed that a secret (by hash) opens; null when it opens nothing, or its person is not active. */
  find(secretHash: string): Promise<CalendarFeed | null>;
  /**
   * Takes it away, and returns its secret (by hash).
   * [ST82] It goes with the membership, and does not come back with it.
   */
  remove(project: string, user: string): Promise<string | null>;
  /** Takes it away from whomever this secret (by hash) belongs to. */
  forget(secretHash: string): Promise<void>;
}

// ── Activity ───────────────────────────────────────────────────────────────────────────────────

/** What one person did, as it is told; a burst of the same is one that counts up. */
export interface NewActivity {
  id: string;
  project: string;
  user: string;
  type: DomainEventType;
  targetType: TargetType;
  target: string;
  /** The whole of the event, as JSON: it may hold what a database does not take as text. */
  event: string;
  /** When the first of them came, and the last. */
  at: number;
  until: number;
  count: number;
}

export interface ActivityRow extends NewActivity {
  /** As they are called now; '' when there is no such account any more. */
  userName: string;
}

export interface ActivityFilter {
  /** What stands behind this one, which was the last that was read. */
  after?: Pick<ActivityRow, 'id' | 'until'> | undefined;
  user?: string | undefined;
  targetType?: TargetType | undefined;
}

/** Without its end. */
export interface Span {
  from: number;
  to: number;
}

/** How much was done in a project, by when it was begun: a burst counts as often as it went on. */
export interface ActivityTally {
  /** By whom in which of the spans. */
  spans: (Pick<NewActivity, 'user' | 'type' | 'count'> & { span: number })[];
  /** By whom to what, in all of them. */
  targets: Pick<ActivityRow, 'user' | 'userName' | 'type' | 'targetType' | 'target' | 'count'>[];
  /** The threads that were resolved in them and not opened again since. */
  resolved: { thread: string; openedAt: number; resolvedAt: number }[];
}

/** Written with what it tells of: with the rows of a document (ST120), with a change of members (ST125) or of the project (ST127). */
export interface Activity {
  /** [ST121] The bursts went on. What is told of one never counts down, and what is not there is left alone. */
  countUp(bursts: Pick<NewActivity, 'id' | 'event' | 'until' | 'count'>[]): Promise<void>;
  /** [ST122] What happened in a project, the newest first, by when it last went on; at most `limit`. */
  list(project: string, filter: ActivityFilter, limit: number): Promise<ActivityRow[]>;
  /** [ST126] How much was done in a project in each of the spans, which follow one another. */
  tally(project: string, spans: readonly Span[]): Promise<ActivityTally>;
  /** [ST123] What has not been told to those whom it concerns, or not in full; the oldest first, at most `limit`. */
  untold(limit: number): Promise<ActivityRow[]>;
  /** [ST123] They were told so much of it: what was counted up meanwhile is still to be told. */
  told(rows: Pick<ActivityRow, 'id' | 'count'>[]): Promise<void>;
  /** [ST124] Forgets what ended before `before` and was told; at most `PRUNE_ROWS_AT_ONCE`, and returns how many. */
  prune(before: number): Promise<number>;
}

// ── Outbox ─────────────────────────────────────────────────────────────────────────────────────

/** A server-written document that must be derived again, because what it shows changed in SQL. */
export interface OutboxRow {
  id: number;
  document: string;
}

export interface Outbox {
  /** [ST60] The oldest rows, at most `limit`. */
  take(limit: number): Promise<OutboxRow[]>;
  /** [ST61] Forgets rows whose projection is on disk, never one that came after they were taken. */
  done(ids: number[]): Promise<void>;
}

// ── What concerns people ───────────────────────────────────────────────────────────────────────

/** What one person is told of one thing that happened. */
export interface NotificationRow {
  user: string;
  /** One and the same for everybody who is told of it: of the activity, or made from what came near. */
  id: string;
  project: string;
  /** What takes it back when it is undone: a note, a wish; '' for what nothing undoes. */
  subject: string;
  /** What it says, as JSON. */
  body: string;
  at: number;
  /** When it was taken back. */
  cancelledAt: number | null;
}

/** [ST110] Every method that changes what a person is told writes the outbox row of that person's home. */
export interface Notifications {
  /**
   * [ST111] A person is told of a thing once: handed in again, it says what was handed in last. One that was taken back stays
   * so, unless it is about something later than that.
   */
  put(rows: NotificationRow[]): Promise<void>;
  /** What people were told of these, in no order. */
  about(ids: string[]): Promise<NotificationRow[]>;
  /** [ST112] A person's newest of the projects they are in, those before `before`, at most `limit`. */
  newest(
    user: string,
    before: Pick<NotificationRow, 'at' | 'id'> | null,
    limit: number,
  ): Promise<NotificationRow[]>;
  /** [ST113] Takes back what was told about a subject: to these people, or (null) to everybody. Returns to whom. */
  cancel(project: string, subject: string, users: string[] | null, at: number): Promise<string[]>;
  /** [ST115] What was told about a subject since then and was not taken back, in no order. */
  standing(project: string, subject: string, since: number): Promise<NotificationRow[]>;
  /** [ST114] Forgets what is older. */
  prune(before: number): Promise<void>;
}

// ── Telling people outside the app ─────────────────────────────────────────────────────────────

export type DeliveryChannel = 'mail' | 'push';

/** A notification of a person on its way out of the app. */
export interface DeliveryKey {
  channel: DeliveryChannel;
  user: string;
  notification: string;
}

export interface NewDelivery extends DeliveryKey {
  /** What it says, as JSON: whoever delivers it made it. */
  body: string;
  at: number;
  /** When to look at it. */
  dueAt: number;
}

export interface Delivery extends NewDelivery {
  /** How often it was put off. */
  attempts: number;
}

export interface NewMail {
  id: string;
  user: string;
  /** The same however often it is sent: a program that gets it twice shows it once. */
  messageId: string;
  subject: string;
  text: string;
  html: string;
  createdAt: number;
}

export interface Mail extends NewMail {
  attempts: number;
}

export interface Deliveries {
  /**
   * [ST90] A notification waits once for each person and channel: handed in again it gets the newer words while it
   * waits. Once it was told, only what is newer makes it wait again, until `TOLD_AGAIN_MS` after it was told.
   */
  add(deliveries: NewDelivery[]): Promise<void>;
  /** [ST91] Those that wait and whose time has come, the longest due first; at most `limit`. */
  due(channel: DeliveryChannel, now: number, limit: number): Promise<Delivery[]>;
  putOff(keys: DeliveryKey[], dueAt: number): Promise<void>;
  /** [ST92] They were told, and wait no more. */
  told(keys: DeliveryKey[], at: number): Promise<void>;
  /** [ST92] They are not to be told: forgotten, as if they had never been handed in. */
  drop(keys: DeliveryKey[]): Promise<void>;
  /**
   * [ST93] The mail is in the outbox and the notifications in it count as told, both or neither. False, and nothing was
   * written, when one of them waits no more.
   */
  bundle(mail: NewMail, notifications: string[]): Promise<boolean>;
  /** [ST94] Mails to be sent whose time has come, the longest due first; at most `limit`. */
  mails(now: number, limit: number): Promise<Mail[]>;
  putOffMail(id: string, dueAt: number): Promise<void>;
  mailDone(id: string): Promise<void>;
  /** [ST95] Nothing is mailed to this person any more: what waited is gone, and what comes is not bundled, until `resumeMail`. */
  stopMail(user: string, at: number): Promise<void>;
  resumeMail(user: string): Promise<void>;
  mailStoppedAt(user: string): Promise<number | null>;
  /** [ST96] Forgets what is older than `before`, and devices of sessions that ended. */
  prune(before: number, now: number): Promise<void>;
}

/** Where a browser lets itself be woken, and what to encrypt with. */
export interface PushSubscription {
  session: string;
  endpoint: string;
  /** The browser's public key and secret, base64url. */
  p256dh: string;
  auth: string;
  createdAt: number;
}

/** What this server signs with, base64url: browsers remember who they subscribed to. */
export interface PushKeys {
  publicKey: string;
  privateKey: string;
}

export interface PushSubscriptions {
  /** [ST97] A session has one, and an endpoint belongs to one session: the last. */
  keep(subscription: PushSubscription): Promise<void>;
  /** [ST98] Those of a person's live sessions, oldest first: a session that ended has none. */
  of(user: string, now: number): Promise<PushSubscription[]>;
  drop(session: string): Promise<void>;
  dropEndpoint(endpoint: string): Promise<void>;
  /** [ST99] The keys that were given first, for ever. */
  keys(candidate: PushKeys): Promise<PushKeys>;
}

// ── Files ──────────────────────────────────────────────────────────────────────────────────────

/** Bytes that are kept beside the database, by their SHA-256. */
export interface BlobRow {
  hash: string;
  bytes: number;
  type: FileType;
  /** What is known and was made of it, as JSON: whoever keeps files made it. */
  about: string;
  state: FileState;
  /** When something is to be made of it; null: nothing is. */
  dueAt: number | null;
  /** How often that was tried. */
  tries: number;
  createdAt: number;
}

/** A blob as one document has it. */
export interface FileRow {
  document: string;
  hash: string;
  project: string;
  name: string;
  /** Who uploaded it. */
  user: string;
  createdAt: number;
  /** Whether a record of the document has ever named it. */
  named: boolean;
}

/** Which documents have which blobs. The bytes themselves are kept elsewhere. */
export interface Files {
  /**
   * [ST130] The blob and the document's having it, both or neither; what is there already stays as it is. `full`: the
   * project would come to more than `quota` bytes, and nothing was written. NOT_FOUND when the project is gone.
   */
  add(blob: BlobRow, file: FileRow, quota: number | null): Promise<'added' | 'full'>;
  /** [ST131] Null when the document does not have it, whoever else does. */
  get(document: string, hash: string): Promise<{ file: FileRow; blob: BlobRow } | null>;
  blob(hash: string): Promise<BlobRow | null>;
  /** The documents that have it. */
  having(hash: string): Promise<FileRow[]>;
  /** [ST132] What a project's files come to, each blob once. */
  used(project: string): Promise<number>;
  /** [ST133] A record names it: from now on it stays for as long as its project. */
  named(document: string, hashes: string[]): Promise<void>;
  /** [ST134] Blobs of which something is to be made, the longest due first. */
  due(now: number, limit: number): Promise<BlobRow[]>;
  made(hash: string, change: Pick<BlobRow, 'about' | 'state' | 'dueAt' | 'tries'>): Promise<void>;
  /** Files that no record has named, uploaded before then; the oldest first, those behind `after`. */
  unnamed(
    before: number,
    after: { createdAt: number; document: string; hash: string } | null,
    limit: number,
  ): Promise<FileRow[]>;
  /** [ST135] The document has it no more, unless a record named it meanwhile. */
  drop(document: string, hash: string): Promise<void>;
  /** [ST136] Notes since when no document has a blob; one that a document has again counts as new. */
  markOrphans(now: number): Promise<void>;
  orphans(before: number, limit: number): Promise<BlobRow[]>;
  /** [ST136] False, and nothing is forgotten, when a document has it. */
  forget(hash: string): Promise<boolean>;
}
