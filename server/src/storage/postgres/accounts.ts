import { projectDocument } from '@clapper/protocol/document-id';
import { ClapperError } from '@clapper/protocol/errors';
import { and, asc, count, eq, gt, isNotNull, isNull, lt, ne, or, sql } from 'drizzle-orm';
import { foldKey } from '../fold.ts';
import { judgeGuest } from '../guests.ts';
import { isUnused, usedUp } from '../invitations.ts';
import { DEAD_SESSION_MS } from '../limits.ts';
import { judgeRegistration } from '../registration.ts';
import { judgeToken } from '../sessions.ts';
import type { Accounts, Session, User } from '../storage.ts';
import type { Db, Pool } from './connection.ts';
import { lock } from './locks.ts';
import { announce } from './outbox.ts';
import { findInvite, joinProject } from './projects.ts';
import { guestLinks, participants, sessions, sessionTokens, studios, users } from './schema.ts';

export function accountsOf({ db }: Pool): Accounts {
  async function revoke(on: Db, id: string, at: number): Promise<boolean> {
    const live = and(eq(sessions.id, id), isNull(sessions.revokedAt), gt(sessions.expiresAt, at));
    const ended = await on.update(sessions).set({ revokedAt: at }).where(live).returning({ id: sessions.id });
    return ended.length > 0;
  }

  /** All that live, but for one that is kept. */
  async function endSessions(on: Db, user: string, keep: string | null, at: number): Promise<string[]> {
    const live = and(
      eq(sessions.user, user),
      isNull(sessions.revokedAt),
      gt(sessions.expiresAt, at),
      keep === null ? undefined : ne(sessions.id, keep),
    );
    const ended = await on.update(sessions).set({ revokedAt: at }).where(live).returning({ id: sessions.id });
    return ended.map((session) => session.id).toSorted();
  }

  return {
    count: () => total(db),

    create: (user, rules) =>
      db.transaction(async (tx) => {
        // One registration at a time, or two would both be the first.
        await lock(tx, 'registration');
        const { id, username, email, createdAt } = user;
        const invite = rules.inviteCode === null ? null : await findInvite(tx, rules.inviteCode, createdAt);
        const invited = rules.inviteCode === null ? null : isUnused(invite);
        const ruling = judgeRegistration({ accounts: await total(tx), email, invited }, rules);
        if (!ruling.ok) return ruling;

        const usernameKey = foldKey(username);
        const emailKey = foldKey(email);
        const rivals = await tx
          .select({ usernameKey: users.usernameKey, emailKey: users.emailKey })
          .from(users)
          .where(or(eq(users.usernameKey, usernameKey), eq(users.emailKey, emailKey)));
        const fields: ('username' | 'email')[] = [];
        if (rivals.some((rival) => rival.usernameKey === usernameKey)) fields.push('username');
        if (rivals.some((rival) => rival.emailKey === emailKey)) fields.push('email');
        if (fields.length > 0) return { ok: false, code: 'TAKEN', fields };

        const { isAdmin } = ruling;
        const row = { ...user, usernameKey, emailKey, isAdmin, updatedAt: createdAt };
        const [created] = await tx
          .insert(users)
          .values(row)
          // Somebody who came through a link stays who they are.
          .onConflictDoUpdate({
            target: users.id,
            set: { ...row, isGuest: false },
            setWhere: eq(users.isGuest, true),
          })
          .returning();
        if (created === undefined) throw new ClapperError('TAKEN', `There is an account ${id}.`);
        await tx.insert(studios).values({ ...rules.studio, owner: id, createdAt, updatedAt: createdAt });
        if (invite === null) return { ok: true, user: toUser(created), joined: null };
        const joined = await joinProject(tx, invite, id, createdAt);
        if (joined === null) throw usedUp();
        return { ok: true, user: toUser(created), joined };
      }),

    get: (id) => userOf(db, id),

    async findLogin(login) {
      const key = foldKey(login);
      const [row] = await db
        .select()
        .from(users)
        .where(and(or(eq(users.emailKey, key), eq(users.usernameKey, key)), eq(users.isGuest, false)));
      return row === undefined ? null : { user: toUser(row), passwordHash: row.passwordHash };
    },

    updateProfile: (id, profile, at) =>
      db.transaction(async (tx) => {
        const change = { ...profile, updatedAt: at };
        const [row] = await tx.update(users).set(change).where(eq(users.id, id)).returning();
        if (row === undefined) return null;
        const memberOf = await tx
          .select({ id: participants.project })
          .from(participants)
          .where(eq(participants.user, id));
        await announce(
          tx,
          memberOf.map((project) => projectDocument(project.id, 'info')),
        );
        return toUser(row);
      }),

    setPassword: (id, passwordHash, keep, at) =>
      db.transaction(async (tx) => {
        await tx.update(users).set({ passwordHash, updatedAt: at }).where(eq(users.id, id));
        return endSessions(tx, id, keep, at);
      }),

    createSession: (session, refreshHash) =>
      db.transaction(async (tx) => {
        const { user, createdAt } = session;
        await tx
          .delete(sessions)
          .where(and(eq(sessions.user, user), lt(sessions.expiresAt, createdAt - DEAD_SESSION_MS)));
        await tx.insert(sessions).values(session);
        await tx.insert(sessionTokens).values({ hash: refreshHash, session: session.id });
        await tx.update(users).set({ lastLoginAt: createdAt }).where(eq(users.id, user));
      }),

    async session(id, now) {
      const [row] = await db
        .select()
        .from(sessions)
        .innerJoin(users, eq(users.id, sessions.user))
        .leftJoin(guestLinks, eq(guestLinks.id, users.guestLink))
        .where(
          and(
            eq(sessions.id, id),
            isNull(sessions.revokedAt),
            gt(sessions.expiresAt, now),
            eq(users.isActive, true),
          ),
        );
      if (row === undefined) return null;
      const judged = judgeGuest(row.users, row.guest_links, now);
      if (!judged.in) return null;
      return { session: toSession(row.sessions), user: toUser(row.users), guest: judged.guest };
    },

    async sessions(user, now) {
      const rows = await db
        .select()
        .from(sessions)
        .where(and(eq(sessions.user, user), isNull(sessions.revokedAt), gt(sessions.expiresAt, now)))
        .orderBy(asc(sessions.createdAt), asc(sessions.id));
      return rows.map(toSession);
    },

    rotate: (refreshHash, next, now, graceMs, ttlMs) =>
      db.transaction(async (tx) => {
        // The session's lock first: what is known of a token is read after the other tab's exchange, not beside it.
        const [session] = await tx
          .select()
          .from(sessions)
          .where(
            and(
              sql`${sessions.id} = (select session_id from session_tokens where hash = ${refreshHash})`,
              isNull(sessions.revokedAt),
              gt(sessions.expiresAt, now),
            ),
          )
          .for('update');
        const [token] = await tx.select().from(sessionTokens).where(eq(sessionTokens.hash, refreshHash));
        if (session === undefined || token === undefined) return { status: 'unknown' };
        const [found] = await tx
          .select()
          .from(users)
          .leftJoin(guestLinks, eq(guestLinks.id, users.guestLink))
          .where(eq(users.id, session.user));
        if (found === undefined || !found.users.isActive) return { status: 'unknown' };
        const judged = judgeGuest(found.users, found.guest_links, now);
        if (!judged.in) return { status: 'unknown' };

        const usedSuccessors = await tx
          .select({ replacedAt: sessionTokens.replacedAt })
          .from(sessionTokens)
          .where(and(eq(sessionTokens.parent, refreshHash), isNotNull(sessionTokens.replacedAt)))
          .limit(1);
        const facts = { replacedAt: token.replacedAt, successorUsed: usedSuccessors.length > 0 };
        if (judgeToken(facts, now, graceMs) === 'reused') {
          await revoke(tx, session.id, now);
          return { status: 'reused', session: session.id };
        }

        // Twins, given for the same parent, are replaced along with it: one line of descent stays.
        const replaced =
          token.parent === null
            ? eq(sessionTokens.hash, refreshHash)
            : or(eq(sessionTokens.hash, refreshHash), eq(sessionTokens.parent, token.parent));
        await tx
          .update(sessionTokens)
          .set({ replacedAt: now })
          .where(and(replaced, isNull(sessionTokens.replacedAt)));
        await tx.insert(sessionTokens).values({ hash: next, session: session.id, parent: refreshHash });
        const use = { lastUsedAt: now, expiresAt: now + ttlMs };
        const [renewed] = await tx.update(sessions).set(use).where(eq(sessions.id, session.id)).returning();
        const { guest } = judged;
        if (guest !== null)
          await tx.update(guestLinks).set({ lastUsedAt: now }).where(eq(guestLinks.id, guest.link));
        return { status: 'ok', session: toSession(renewed!), user: toUser(found.users), guest };
      }),

    revokeSession: (id, at) => revoke(db, id, at),

    setActive: (id, active, at) =>
      db.transaction(async (tx) => {
        const account = and(eq(users.id, id), eq(users.isGuest, false));
        const changed = await tx
          .update(users)
          .set({ isActive: active, updatedAt: at })
          .where(account)
          .returning({ id: users.id });
        if (changed.length === 0) return null;
        return active ? [] : endSessions(tx, id, null, at);
      }),
  };
}

async function total(db: Db): Promise<number> {
  const [row] = await db.select({ total: count() }).from(users).where(eq(users.isGuest, false));
  return row?.total ?? 0;
}

async function userOf(db: Db, id: string): Promise<User | null> {
  const [row] = await db.select().from(users).where(eq(users.id, id));
  return row === undefined ? null : toUser(row);
}

export function toUser(row: typeof users.$inferSelect): User {
  const {
    usernameKey: _key,
    emailKey: _mail,
    passwordHash: _hash,
    isGuest: _is,
    guestLink: _link,
    ...user
  } = row;
  return user;
}

function toSession(row: typeof sessions.$inferSelect): Session {
  const { revokedAt: _revoked, ...session } = row;
  return session;
}
