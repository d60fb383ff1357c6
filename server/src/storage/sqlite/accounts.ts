import { projectDocument } from '@clapper/protocol/document-id';
import { ClapperError } from '@clapper/protocol/errors';
import { and, asc, count, eq, gt, isNotNull, isNull, lt, ne, or } from 'drizzle-orm';
import { foldKey } from '../fold.ts';
import { judgeGuest } from '../guests.ts';
import { isUnused, usedUp } from '../invitations.ts';
import { DEAD_SESSION_MS } from '../limits.ts';
import type { Synchronous } from '../methods.ts';
import { judgeRegistration } from '../registration.ts';
import { judgeToken } from '../sessions.ts';
import type { Accounts, Session, User } from '../storage.ts';
import type { Connection } from './connection.ts';
import { announce } from './outbox.ts';
import { findInvite, joinProject } from './projects.ts';
import { guestLinks, participants, sessions, sessionTokens, studios, users } from './schema.ts';

export function accountsOf({ db }: Connection): Synchronous<Accounts> {
  const total = () =>
    db.select({ total: count() }).from(users).where(eq(users.isGuest, false)).get()?.total ?? 0;

  function get(id: string): User | null {
    const row = db.select().from(users).where(eq(users.id, id)).get();
    return row === undefined ? null : toUser(row);
  }

  function revoke(id: string, at: number): boolean {
    const live = and(eq(sessions.id, id), isNull(sessions.revokedAt), gt(sessions.expiresAt, at));
    return db.update(sessions).set({ revokedAt: at }).where(live).run().changes > 0;
  }

  /** All that live, but for one that is kept. */
  function endSessions(user: string, keep: string | null, at: number): string[] {
    const live = and(
      eq(sessions.user, user),
      isNull(sessions.revokedAt),
      gt(sessions.expiresAt, at),
      keep === null ? undefined : ne(sessions.id, keep),
    );
    const ended = db.update(sessions).set({ revokedAt: at }).where(live).returning({ id: sessions.id }).all();
    return ended.map((session) => session.id).toSorted();
  }

  return {
    count: total,

    create(user, rules) {
      const { id, username, email, createdAt } = user;
      const invite = rules.inviteCode === null ? null : findInvite(db, rules.inviteCode, createdAt);
      const invited = rules.inviteCode === null ? null : isUnused(invite);
      const ruling = judgeRegistration({ accounts: total(), email, invited }, rules);
      if (!ruling.ok) return ruling;

      const usernameKey = foldKey(username);
      const emailKey = foldKey(email);
      const rivals = db
        .select({ usernameKey: users.usernameKey, emailKey: users.emailKey })
        .from(users)
        .where(or(eq(users.usernameKey, usernameKey), eq(users.emailKey, emailKey)))
        .all();
      const fields: ('username' | 'email')[] = [];
      if (rivals.some((rival) => rival.usernameKey === usernameKey)) fields.push('username');
      if (rivals.some((rival) => rival.emailKey === emailKey)) fields.push('email');
      if (fields.length > 0) return { ok: false, code: 'TAKEN', fields };

      const { isAdmin } = ruling;
      const row = { ...user, usernameKey, emailKey, isAdmin, updatedAt: createdAt };
      const created: typeof users.$inferSelect | undefined = db
        .insert(users)
        .values(row)
        // Somebody who came through a link stays who they are.
        .onConflictDoUpdate({
          target: users.id,
          set: { ...row, isGuest: false },
          setWhere: eq(users.isGuest, true),
        })
        .returning()
        .get();
      if (created === undefined) throw new ClapperError('TAKEN', `There is an account ${id}.`);
      db.insert(studios)
        .values({ ...rules.studio, owner: id, createdAt, updatedAt: createdAt })
        .run();
      if (invite === null) return { ok: true, user: toUser(created), joined: null };
      const joined = joinProject(db, invite, id, createdAt);
      if (joined === null) throw usedUp();
      return { ok: true, user: toUser(created), joined };
    },

    get,

    findLogin(login) {
      const key = foldKey(login);
      const row = db
        .select()
        .from(users)
        .where(and(or(eq(users.emailKey, key), eq(users.usernameKey, key)), eq(users.isGuest, false)))
        .get();
      return row === undefined ? null : { user: toUser(row), passwordHash: row.passwordHash };
    },

    updateProfile(id, profile, at) {
      const change = { ...profile, updatedAt: at };
      const row = db.update(users).set(change).where(eq(users.id, id)).returning().get();
      if (row === undefined) return null;
      const memberOf = db
        .select({ id: participants.project })
        .from(participants)
        .where(eq(participants.user, id))
        .all();
      announce(
        db,
        memberOf.map((project) => projectDocument(project.id, 'info')),
      );
      return toUser(row);
    },

    setPassword(id, passwordHash, keep, at) {
      db.update(users).set({ passwordHash, updatedAt: at }).where(eq(users.id, id)).run();
      return endSessions(id, keep, at);
    },

    createSession(session, refreshHash) {
      const { user, createdAt } = session;
      db.delete(sessions)
        .where(and(eq(sessions.user, user), lt(sessions.expiresAt, createdAt - DEAD_SESSION_MS)))
        .run();
      db.insert(sessions).values(session).run();
      db.insert(sessionTokens).values({ hash: refreshHash, session: session.id }).run();
      db.update(users).set({ lastLoginAt: createdAt }).where(eq(users.id, user)).run();
    },

    session(id, now) {
      const row = db
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
        )
        .get();
      if (row === undefined) return null;
      const judged = judgeGuest(row.users, row.guest_links, now);
      if (!judged.in) return null;
      return { session: toSession(row.sessions), user: toUser(row.users), guest: judged.guest };
    },

    sessions(user, now) {
      const rows = db
        .select()
        .from(sessions)
        .where(and(eq(sessions.user, user), isNull(sessions.revokedAt), gt(sessions.expiresAt, now)))
        .orderBy(asc(sessions.createdAt), asc(sessions.id))
        .all();
      return rows.map(toSession);
    },

    rotate(refreshHash, next, now, graceMs, ttlMs) {
      const token = db.select().from(sessionTokens).where(eq(sessionTokens.hash, refreshHash)).get();
      if (token === undefined) return { status: 'unknown' };
      const session = db
        .select()
        .from(sessions)
        .where(and(eq(sessions.id, token.session), isNull(sessions.revokedAt), gt(sessions.expiresAt, now)))
        .get();
      const found =
        session === undefined
          ? undefined
          : db
              .select()
              .from(users)
              .leftJoin(guestLinks, eq(guestLinks.id, users.guestLink))
              .where(eq(users.id, session.user))
              .get();
      if (session === undefined || found === undefined || !found.users.isActive) return { status: 'unknown' };
      const judged = judgeGuest(found.users, found.guest_links, now);
      if (!judged.in) return { status: 'unknown' };

      const usedSuccessor = db
        .select({ replacedAt: sessionTokens.replacedAt })
        .from(sessionTokens)
        .where(and(eq(sessionTokens.parent, refreshHash), isNotNull(sessionTokens.replacedAt)))
        .get();
      const facts = { replacedAt: token.replacedAt, successorUsed: usedSuccessor !== undefined };
      if (judgeToken(facts, now, graceMs) === 'reused') {
        revoke(session.id, now);
        return { status: 'reused', session: session.id };
      }

      // Twins, given for the same parent, are replaced along with it: one line of descent stays.
      const replaced =
        token.parent === null
          ? eq(sessionTokens.hash, refreshHash)
          : or(eq(sessionTokens.hash, refreshHash), eq(sessionTokens.parent, token.parent));
      db.update(sessionTokens)
        .set({ replacedAt: now })
        .where(and(replaced, isNull(sessionTokens.replacedAt)))
        .run();
      db.insert(sessionTokens).values({ hash: next, session: session.id, parent: refreshHash }).run();
      const use = { lastUsedAt: now, expiresAt: now + ttlMs };
      const renewed = db.update(sessions).set(use).where(eq(sessions.id, session.id)).returning().get();
      const { guest } = judged;
      if (guest !== null)
        db.update(guestLinks).set({ lastUsedAt: now }).where(eq(guestLinks.id, guest.link)).run();
      return { status: 'ok', session: toSession(renewed), user: toUser(found.users), guest };
    },

    revokeSession: revoke,

    setActive(id, active, at) {
      const account = and(eq(users.id, id), eq(users.isGuest, false));
      const { changes } = db.update(users).set({ isActive: active, updatedAt: at }).where(account).run();
      if (changes === 0) return null;
      return active ? [] : endSessions(id, null, at);
    },
  };
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
