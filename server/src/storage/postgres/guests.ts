import { and, count, desc, eq, gt, inArray, isNull, or } from 'drizzle-orm';
import { grantOf, namelessAccount } from '../guests.ts';
import type { Guests } from '../storage.ts';
import type { Pool } from './connection.ts';
import { guestLinks, sessions, users } from './schema.ts';

export function guestsOf({ db }: Pool): Guests {
  return {
    async addLink(link) {
      await db.insert(guestLinks).values(link);
    },

    async links(project, video, now) {
      const rows = await db
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
        .orderBy(desc(guestLinks.createdAt), desc(guestLinks.id));
      const ids = rows.map(({ link }) => link.id);
      const counts = await db
        .select({ link: users.guestLink, guests: count() })
        .from(users)
        .where(inArray(users.guestLink, ids))
        .groupBy(users.guestLink);
      return rows.map(({ link, createdByName }) => {
        const { secretHash: _secret, revokedAt: _revoked, ...rest } = link;
        const guests = counts.find((one) => one.link === link.id)?.guests ?? 0;
        return { ...rest, createdByName, guests };
      });
    },

    async open(id, secretHash, now) {
      const same = and(eq(guestLinks.id, id), eq(guestLinks.secretHash, secretHash));
      const [row] = await db.select().from(guestLinks).where(same);
      return grantOf(row ?? null, now);
    },

    revoke: (id, at) =>
      db.transaction(async (tx) => {
        const live = and(eq(guestLinks.id, id), isNull(guestLinks.revokedAt));
        const revoked = await tx
          .update(guestLinks)
          .set({ revokedAt: at })
          .where(live)
          .returning({ id: guestLinks.id });
        if (revoked.length === 0) return null;
        const rows = await tx
          .select({ id: sessions.id })
          .from(sessions)
          .innerJoin(users, eq(users.id, sessions.user))
          .where(and(eq(users.guestLink, id), eq(users.isGuest, true), isNull(sessions.revokedAt)));
        return rows.map((session) => session.id).toSorted();
      }),

    enter: ({ id, name, link, createdAt }) =>
      db.transaction(async (tx) => {
        await tx.insert(users).values({
          id,
          ...namelessAccount(id),
          nickname: name,
          isGuest: true,
          guestLink: link,
          createdAt,
          updatedAt: createdAt,
        });
        await tx.update(guestLinks).set({ lastUsedAt: createdAt }).where(eq(guestLinks.id, link));
      }),

    async grantOf(user, now) {
      const [row] = await db
        .select({ link: guestLinks })
        .from(users)
        .innerJoin(guestLinks, eq(guestLinks.id, users.guestLink))
        .where(and(eq(users.id, user), eq(users.isGuest, true), eq(users.isActive, true)));
      return grantOf(row?.link ?? null, now);
    },

    async count(project) {
      const rows = await db
        .select({ isGuest: users.isGuest, people: count() })
        .from(users)
        .innerJoin(guestLinks, eq(guestLinks.id, users.guestLink))
        .where(eq(guestLinks.project, project))
        .groupBy(users.isGuest);
      const accounts = rows.find((row) => !row.isGuest)?.people ?? 0;
      return { guests: rows.reduce((all, { people }) => all + people, 0), accounts };
    },
  };
}
