import { and, count, desc, eq, gt, isNull, or } from 'drizzle-orm';
import { grantOf, namelessAccount } from '../guests.ts';
import type { Synchronous } from '../methods.ts';
import type { Guests } from '../storage.ts';
import type { Connection } from './connection.ts';
import { guestLinks, sessions, users } from './schema.ts';

export function guestsOf({ db }: Connection): Synchronous<Guests> {
  return {
    addLink(link) {
      db.insert(guestLinks).values(link).run();
    },

    links(project, video, now) {
      const rows = db
        .select({ link: guestLinks, createdByName: users.nickname })
        .from(guestLinks)
        .innerJoin(users, eq(users.id, guestLinks.createdBy))
        .where(
          and(
            eq(guestLinks.project, project),
            eq(guestLinks.video, video),
            isNull(guestLinks.revokedAt),
            or(isNull(guestLinks.expiresAt), gt(guestLinks.expiresAt, now)),
          ),
        )
        .orderBy(desc(guestLinks.createdAt), desc(guestLinks.id))
        .all();
      return rows.map(({ link, createdByName }) => {
        const { secretHash: _secret, revokedAt: _revoked, ...rest } = link;
        const through = eq(users.guestLink, link.id);
        const guests = db.select({ guests: count() }).from(users).where(through).get()?.guests ?? 0;
        return { ...rest, createdByName, guests };
      });
    },

    open(id, secretHash, now) {
      const same = and(eq(guestLinks.id, id), eq(guestLinks.secretHash, secretHash));
      return grantOf(db.select().from(guestLinks).where(same).get() ?? null, now);
    },

    revoke(id, at) {
      const live = and(eq(guestLinks.id, id), isNull(guestLinks.revokedAt));
      if (db.update(guestLinks).set({ revokedAt: at }).where(live).run().changes === 0) return null;
      const rows = db
        .select({ id: sessions.id })
        .from(sessions)
        .innerJoin(users, eq(users.id, sessions.user))
        .where(and(eq(users.guestLink, id), eq(users.isGuest, true), isNull(sessions.revokedAt)))
        .all();
      return rows.map((session) => session.id).toSorted();
    },

    enter({ id, name, link, createdAt }) {
      db.insert(users)
        .values({
          id,
          ...namelessAccount(id),
          nickname: name,
          isGuest: true,
          guestLink: link,
          createdAt,
          updatedAt: createdAt,
        })
        .run();
      db.update(guestLinks).set({ lastUsedAt: createdAt }).where(eq(guestLinks.id, link)).run();
    },

    grantOf(user, now) {
      const row = db
        .select({ link: guestLinks })
        .from(users)
        .innerJoin(guestLinks, eq(guestLinks.id, users.guestLink))
        .where(and(eq(users.id, user), eq(users.isGuest, true), eq(users.isActive, true)))
        .get();
      return grantOf(row?.link ?? null, now);
    },

    count(project) {
      const rows = db
        .select({ isGuest: users.isGuest, people: count() })
        .from(users)
        .innerJoin(guestLinks, eq(guestLinks.id, users.guestLink))
        .where(eq(guestLinks.project, project))
        .groupBy(users.isGuest)
        .all();
      const accounts = rows.find((row) => !row.isGuest)?.people ?? 0;
      return { guests: rows.reduce((all, { people }) => all + people, 0), accounts };
    },
  };
}
