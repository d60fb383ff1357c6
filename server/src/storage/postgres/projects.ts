import { judgeRoleChange, rank, type Role } from '@clapper/access';
import { userDocument } from '@clapper/protocol/document-id';
import { and, asc, count, eq, gt, isNull, lt, ne, or } from 'drizzle-orm';
import type { FoundInvite, Invite, InviteKey, Joined, ProjectRow, Projects, Sighting } from '../storage.ts';
import { accessRequested, membershipChanged, projectChanged } from '../new-activity.ts';
import { addActivity } from './activity.ts';
import type { Db, Pool, Transaction } from './connection.ts';
import { removeDocuments } from './documents.ts';
import { acceptInvitation, findInvitation } from './invitations.ts';
import { lifeOf, lock, lockMembers, lockShared } from './locks.ts';
import { announce, announceMember, announceProject } from './outbox.ts';
import { accessRequests, invites, participants, projects, studios, tombstones, users } from './schema.ts';

export function projectsOf({ db }: Pool): Projects {
  return {
    studios: (user) =>
      db
        .select()
        .from(studios)
        .where(eq(studios.owner, user))
        .orderBy(asc(studios.createdAt), asc(studios.id)),

    async createStudio(studio) {
      await db.insert(studios).values(studio);
    },

    async updateStudio(id, owner, change, at) {
      const mine = and(eq(studios.id, id), eq(studios.owner, owner));
      const [row] = await db
        .update(studios)
        .set({ ...change, updatedAt: at })
        .where(mine)
        .returning();
      return row ?? null;
    },

    create: (project) =>
      db.transaction(async (tx) => {
        const { id, creator, createdAt } = project;
        await lockShared(tx, lifeOf(id));
        const removed = await tx.select().from(tombstones).where(eq(tombstones.id, id));
        if (removed.length > 0) return 'taken';
        const created = await tx
          .insert(projects)
          .values(project)
          .onConflictDoNothing({ target: projects.id })
          .returning({ id: projects.id });
        if (created.length === 0) return (await projectOf(tx, id))?.creator === creator ? 'exists' : 'taken';
        await tx
          .insert(participants)
          .values({ project: id, user: creator, role: 'owner', joinedAt: createdAt });
        await announceMember(tx, id, creator);
        return 'created';
      }),

    get: (id) => projectOf(db, id),

    listFor: (user) =>
      db
        .select({ project: projects, role: participants.role })
        .from(participants)
        .innerJoin(projects, eq(projects.id, participants.project))
        .where(eq(participants.user, user))
        .orderBy(asc(projects.createdAt), asc(projects.id)),

    active: (after, limit) =>
      db
        .select()
        .from(projects)
        .where(and(eq(projects.status, 'active'), gt(projects.id, after)))
        .orderBy(asc(projects.id))
        .limit(limit),

    update: (id, actor, change, at) =>
      db.transaction(async (tx) => {
        // Two who change it at once: what each made different is told of what the other left.
        const [before] = await tx.select().from(projects).where(eq(projects.id, id)).for('update');
        if (before === undefined) return null;
        const [row] = await tx
          .update(projects)
          .set({ ...change, updatedAt: at })
          .where(eq(projects.id, id))
          .returning();
        if (row === undefined) return null;
        await announceProject(tx, id);
        await addActivity(tx, projectChanged(actor, before, row, at));
        return row;
      }),

    remove: (id, at) =>
      db.transaction(async (tx) => {
        await lock(tx, lifeOf(id));
        if (!(await lockMembers(tx, id))) return [];
        const seats = await tx
          .select({ user: participants.user })
          .from(participants)
          .where(eq(participants.project, id))
          .orderBy(asc(participants.user));
        const members = seats.map(({ user }) => user);
        // Members, invite and requests go with it.
        await tx.delete(projects).where(eq(projects.id, id));
        await removeDocuments(tx, id, at);
        await announce(
          tx,
          members.map((user) => userDocument(user, 'home')),
        );
        return members;
      }),

    role: (project, user) => roleOf(db, project, user),

    members: (project) =>
      db
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
        .orderBy(asc(participants.joinedAt), asc(participants.user)),

    seen: (sightings) =>
      db.transaction(async (tx) => {
        // In one order, so that two calls never wait for each other.
        const key = ({ project, user }: Sighting) => `${project} ${user}`;
        for (const { project, user, at } of sightings.toSorted((a, b) => (key(a) < key(b) ? -1 : 1))) {
          await tx
            .update(participants)
            .set({ lastViewedAt: at })
            .where(and(seat(project, user), earlier(at)));
        }
      }),

    changeRole: (project, actor, member, to, at) =>
      db.transaction(async (tx) => {
        await lockMembers(tx, project);
        const from = await roleOf(tx, project, member);
        if (from === null) return { ok: false, code: 'NOT_FOUND' };
        const refusal = judgeRoleChange({
          actor: { role: await roleOf(tx, project, actor) },
          from,
          to,
          self: actor === member,
          owners: await owners(tx, project),
        });
        if (refusal !== null) return { ok: false, code: refusal };
        await setRole(tx, project, member, to, at);
        await addActivity(tx, [
          membershipChanged({ project, actor, member: await named(tx, member), from, to, at }),
        ]);
        return { ok: true, from };
      }),

    async setInvite(project, invite) {
      if (invite === null) await db.delete(invites).where(eq(invites.project, project));
      else {
        await db
          .insert(invites)
          .values({ project, ...invite })
          .onConflictDoUpdate({ target: invites.project, set: invite });
      }
    },

    async invite(project) {
      const [row] = await db.select().from(invites).where(eq(invites.project, project));
      return row === undefined ? null : toInvite(row);
    },

    findInvite: (key, now) => findInvite(db, key, now),

    join: (key, user, now) =>
      db.transaction(async (tx) => {
        const found = await findInvite(tx, key, now);
        return found === null ? null : joinProject(tx, found, user, now);
      }),

    requestAccess: (project, user, role, at) =>
      db.transaction(async (tx) => {
        const request = { role, requestedAt: at };
        await tx
          .insert(accessRequests)
          .values({ project, user, ...request })
          .onConflictDoUpdate({ target: [accessRequests.project, accessRequests.user], set: request });
        await addActivity(tx, [accessRequested({ project, member: await named(tx, user), role, at })]);
      }),

    accessRequests: (project) =>
      db
        .select({
          user: users.id,
          name: users.nickname,
          role: accessRequests.role,
          requestedAt: accessRequests.requestedAt,
        })
        .from(accessRequests)
        .innerJoin(users, eq(users.id, accessRequests.user))
        .where(eq(accessRequests.project, project))
        .orderBy(asc(accessRequests.requestedAt), asc(accessRequests.user)),

    async dismissAccessRequest(project, user) {
      await db.delete(accessRequests).where(requestOf(project, user));
    },

    setProgress: (project, percent) =>
      db.transaction(async (tx) => {
        const another = and(
          eq(projects.id, project),
          or(isNull(projects.progress), ne(projects.progress, percent)),
        );
        const changed = await tx
          .update(projects)
          .set({ progress: percent })
          .where(another)
          .returning({ id: projects.id });
        if (changed.length > 0) await announceProject(tx, project);
      }),
  };
}

const seat = (project: string, user: string) =>
  and(eq(participants.project, project), eq(participants.user, user));

const earlier = (at: number) => or(isNull(participants.lastViewedAt), lt(participants.lastViewedAt, at));

const requestOf = (project: string, user: string) =>
  and(eq(accessRequests.project, project), eq(accessRequests.user, user));

async function projectOf(db: Db, id: string): Promise<ProjectRow | null> {
  const [row] = await db.select().from(projects).where(eq(projects.id, id));
  return row ?? null;
}

async function roleOf(db: Db, project: string, user: string): Promise<Role | null> {
  const [row] = await db.select({ role: participants.role }).from(participants).where(seat(project, user));
  return row?.role ?? null;
}

async function named(db: Db, user: string): Promise<{ id: string; name: string }> {
  const [row] = await db.select({ name: users.nickname }).from(users).where(eq(users.id, user));
  return { id: user, name: row?.name ?? '' };
}

async function owners(db: Db, project: string): Promise<number> {
  const owner = and(eq(participants.project, project), eq(participants.role, 'owner'));
  const [row] = await db.select({ total: count() }).from(participants).where(owner);
  return row?.total ?? 0;
}

/** Writes a role that has been judged; the member's wish for one is settled with it. */
async function setRole(
  tx: Transaction,
  project: string,
  user: string,
  role: Role | null,
  at: number,
): Promise<void> {
  if (role === null) {
    await tx.delete(participants).where(seat(project, user));
  } else {
    // A change of the person's name waits until this seat is there to be announced, or is read by it.
    await tx.select({ id: users.id }).from(users).where(eq(users.id, user)).for('share');
    await tx
      .insert(participants)
      .values({ project, user, role, joinedAt: at })
      .onConflictDoUpdate({ target: [participants.project, participants.user], set: { role } });
  }
  await tx.delete(accessRequests).where(requestOf(project, user));
  await announceMember(tx, project, user);
}

export async function findInvite(db: Db, key: InviteKey, now: number): Promise<FoundInvite | null> {
  const link = typeof key === 'string' ? await findLink(db, key, now) : null;
  return link ?? findInvitation(db, key, now);
}

async function findLink(db: Db, code: string, now: number): Promise<FoundInvite | null> {
  const [row] = await db
    .select()
    .from(invites)
    .innerJoin(projects, eq(projects.id, invites.project))
    .where(eq(invites.code, code));
  if (row === undefined) return null;
  const { role, expiresAt } = row.project_invites;
  if (expiresAt !== null && expiresAt <= now) return null;
  return { project: row.projects, role, expiresAt, invitation: null };
}

/** Joins by an invite that has been found; who is already in never loses by it. Null: it was another's, and is used up. */
export async function joinProject(
  tx: Transaction,
  { project, role, invitation }: FoundInvite,
  user: string,
  now: number,
): Promise<Joined | null> {
  await lockMembers(tx, project.id);
  const held = await roleOf(tx, project.id, user);
  if (held !== null && rank(held) >= rank(role)) return { project, role: held, joined: false, used: null };
  if (invitation !== null && !(await acceptInvitation(tx, invitation.id, user, now))) return null;
  await setRole(tx, project.id, user, role, now);
  const change = { from: held, to: role, at: now };
  await addActivity(tx, [
    membershipChanged({ project: project.id, actor: user, member: await named(tx, user), ...change }),
  ]);
  return { project, role, joined: held === null, used: invitation?.id ?? null };
}

function toInvite(row: typeof invites.$inferSelect): Invite {
  const { project: _project, ...invite } = row;
  return invite;
}
