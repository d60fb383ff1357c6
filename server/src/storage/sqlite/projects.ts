import { judgeRoleChange, rank, type Role } from '@clapper/access';
import { userDocument } from '@clapper/protocol/document-id';
import { and, asc, count, eq, gt, isNull, lt, ne, or } from 'drizzle-orm';
import type { Synchronous } from '../methods.ts';
import type { FoundInvite, Invite, InviteKey, Joined, Projects, ProjectRow } from '../storage.ts';
import { accessRequested, membershipChanged, projectChanged } from '../new-activity.ts';
import { addActivity } from './activity.ts';
import type { Connection } from './connection.ts';
import { removeDocuments } from './documents.ts';
import { acceptInvitation, findInvitation } from './invitations.ts';
import { announce, announceMember, announceProject } from './outbox.ts';
import { accessRequests, invites, participants, projects, studios, tombstones, users } from './schema.ts';

type Db = Connection['db'];

export function projectsOf({ db }: Connection): Synchronous<Projects> {
  function get(id: string): ProjectRow | null {
    return db.select().from(projects).where(eq(projects.id, id)).get() ?? null;
  }

  return {
    studios: (user) =>
      db
        .select()
        .from(studios)
        .where(eq(studios.owner, user))
        .orderBy(asc(studios.createdAt), asc(studios.id))
        .all(),

    createStudio(studio) {
      db.insert(studios).values(studio).run();
    },

    updateStudio(id, owner, change, at) {
      const mine = and(eq(studios.id, id), eq(studios.owner, owner));
      return (
        db
          .update(studios)
          .set({ ...change, updatedAt: at })
          .where(mine)
          .returning()
          .get() ?? null
      );
    },

    create(project) {
      const { id, creator, createdAt } = project;
      const removed = db.select().from(tombstones).where(eq(tombstones.id, id)).get();
      if (removed !== undefined) return 'taken';
      const { changes } = db
        .insert(projects)
        .values(project)
        .onConflictDoNothing({ target: projects.id })
        .run();
      if (changes === 0) return get(id)?.creator === creator ? 'exists' : 'taken';
      db.insert(participants)
        .values({ project: id, user: creator, role: 'owner', joinedAt: createdAt })
        .run();
      announceMember(db, id, creator);
      return 'created';
    },

    get,

    listFor(user) {
      const rows = db
        .select({ project: projects, role: participants.role })
        .from(participants)
        .innerJoin(projects, eq(projects.id, participants.project))
        .where(eq(participants.user, user))
        .orderBy(asc(projects.createdAt), asc(projects.id))
        .all();
      return rows;
    },

    active: (after, limit) =>
      db
        .select()
        .from(projects)
        .where(and(eq(projects.status, 'active'), gt(projects.id, after)))
        .orderBy(asc(projects.id))
        .limit(limit)
        .all(),

    update(id, actor, change, at) {
      const before = get(id);
      if (before === null) return null;
      const row = db
        .update(projects)
        .set({ ...change, updatedAt: at })
        .where(eq(projects.id, id))
        .returning()
        .get();
      announceProject(db, id);
      addActivity(db, projectChanged(actor, before, row, at));
      return row;
    },

    remove(id, at) {
      const members = db
        .select({ user: participants.user })
        .from(participants)
        .where(eq(participants.project, id))
        .orderBy(asc(participants.user))
        .all()
        .map(({ user }) => user);
      // Members, invite and requests go with it.
      if (db.delete(projects).where(eq(projects.id, id)).run().changes === 0) return [];
      removeDocuments(db, id, at);
      announce(
        db,
        members.map((user) => userDocument(user, 'home')),
      );
      return members;
    },

    role: (project, user) => roleOf(db, project, user),

    members(project) {
      return db
        .select({
          user: users.id,
          name: users.nickname,
          email: users.email,
          profileImageUrl: users.profileImageUrl,
          role: participants.role,
          joinedAt: participants.joinedAt,
          lastSeenAt: participants.lastViewedAt,
        })
        .from(participants)
        .innerJoin(users, eq(users.id, participants.user))
        .where(eq(participants.project, project))
        .orderBy(asc(participants.joinedAt), asc(participants.user))
        .all();
    },

    seen(sightings) {
      for (const { project, user, at } of sightings) {
        db.update(participants)
          .set({ lastViewedAt: at })
          .where(and(seat(project, user), earlier(at)))
          .run();
      }
    },

    changeRole(project, actor, member, to, at) {
      const from = roleOf(db, project, member);
      if (from === null) return { ok: false, code: 'NOT_FOUND' };
      const refusal = judgeRoleChange({
        actor: { role: roleOf(db, project, actor) },
        from,
        to,
        self: actor === member,
        owners: owners(db, project),
      });
      if (refusal !== null) return { ok: false, code: refusal };
      setRole(db, project, member, to, at);
      addActivity(db, [membershipChanged({ project, actor, member: named(db, member), from, to, at })]);
      return { ok: true, from };
    },

    setInvite(project, invite) {
      db.delete(invites).where(eq(invites.project, project)).run();
      if (invite !== null)
        db.insert(invites)
          .values({ project, ...invite })
          .run();
    },

    invite(project) {
      const row = db.select().from(invites).where(eq(invites.project, project)).get();
      return row === undefined ? null : toInvite(row);
    },

    findInvite: (key, now) => findInvite(db, key, now),

    join(key, user, now) {
      const found = findInvite(db, key, now);
      return found === null ? null : joinProject(db, found, user, now);
    },

    requestAccess(project, user, role, at) {
      const request = { role, requestedAt: at };
      db.insert(accessRequests)
        .values({ project, user, ...request })
        .onConflictDoUpdate({ target: [accessRequests.project, accessRequests.user], set: request })
        .run();
      addActivity(db, [accessRequested({ project, member: named(db, user), role, at })]);
    },

    accessRequests(project) {
      return db
        .select({
          user: users.id,
          name: users.nickname,
          role: accessRequests.role,
          requestedAt: accessRequests.requestedAt,
        })
        .from(accessRequests)
        .innerJoin(users, eq(users.id, accessRequests.user))
        .where(eq(accessRequests.project, project))
        .orderBy(asc(accessRequests.requestedAt), asc(accessRequests.user))
        .all();
    },

    dismissAccessRequest(project, user) {
      db.delete(accessRequests).where(requestOf(project, user)).run();
    },

    setProgress(project, percent) {
      const another = and(
        eq(projects.id, project),
        or(isNull(projects.progress), ne(projects.progress, percent)),
      );
      if (db.update(projects).set({ progress: percent }).where(another).run().changes > 0)
        announceProject(db, project);
    },
  };
}

const seat = (project: string, user: string) =>
  and(eq(participants.project, project), eq(participants.user, user));

const earlier = (at: number) => or(isNull(participants.lastViewedAt), lt(participants.lastViewedAt, at));

const requestOf = (project: string, user: string) =>
  and(eq(accessRequests.project, project), eq(accessRequests.user, user));

function roleOf(db: Db, project: string, user: string): Role | null {
  return (
    db.select({ role: participants.role }).from(participants).where(seat(project, user)).get()?.role ?? null
  );
}

function named(db: Db, user: string): { id: string; name: string } {
  const row = db.select({ name: users.nickname }).from(users).where(eq(users.id, user)).get();
  return { id: user, name: row?.name ?? '' };
}

function owners(db: Db, project: string): number {
  const owner = and(eq(participants.project, project), eq(participants.role, 'owner'));
  return db.select({ total: count() }).from(participants).where(owner).get()?.total ?? 0;
}

/** Writes a role that has been judged; the member's wish for one is settled with it. */
function setRole(db: Db, project: string, user: string, role: Role | null, at: number): void {
  if (role === null) {
    db.delete(participants).where(seat(project, user)).run();
  } else {
    db.insert(participants)
      .values({ project, user, role, joinedAt: at })
      .onConflictDoUpdate({ target: [participants.project, participants.user], set: { role } })
      .run();
  }
  db.delete(accessRequests).where(requestOf(project, user)).run();
  announceMember(db, project, user);
}

export function findInvite(db: Db, key: InviteKey, now: number): FoundInvite | null {
  return (typeof key === 'string' ? findLink(db, key, now) : null) ?? findInvitation(db, key, now);
}

function findLink(db: Db, code: string, now: number): FoundInvite | null {
  const row = db
    .select()
    .from(invites)
    .innerJoin(projects, eq(projects.id, invites.project))
    .where(eq(invites.code, code))
    .get();
  if (row === undefined) return null;
  const { role, expiresAt } = row.project_invites;
  if (expiresAt !== null && expiresAt <= now) return null;
  return { project: row.projects, role, expiresAt, invitation: null };
}

/** Joins by an invite that has been found; who is already in never loses by it. Null: it was another's, and is used up. */
export function joinProject(
  db: Db,
  { project, role, invitation }: FoundInvite,
  user: string,
  now: number,
): Joined | null {
  const held = roleOf(db, project.id, user);
  if (held !== null && rank(held) >= rank(role)) return { project, role: held, joined: false, used: null };
  if (invitation !== null && !acceptInvitation(db, invitation.id, user, now)) return null;
  setRole(db, project.id, user, role, now);
  const change = { from: held, to: role, at: now };
  addActivity(db, [
    membershipChanged({ project: project.id, actor: user, member: named(db, user), ...change }),
  ]);
  return { project, role, joined: held === null, used: invitation?.id ?? null };
}

function toInvite(row: typeof invites.$inferSelect): Invite {
  const { project: _project, ...invite } = row;
  return invite;
}
