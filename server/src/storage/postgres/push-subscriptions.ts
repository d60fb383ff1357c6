import { and, asc, eq, gt, isNull, or } from 'drizzle-orm';
import type { PushSubscriptions } from '../storage.ts';
import type { Pool } from './connection.ts';
import { lock } from './locks.ts';
import { pushKeys, pushSubscriptions, sessions, users } from './schema.ts';

export function pushSubscriptionsOf({ db }: Pool): PushSubscriptions {
  return {
    keep: (subscription) =>
      db.transaction(async (tx) => {
        const { session, endpoint } = subscription;
        // One after the other: of two that come together the second takes the first one's place.
        await lock(tx, 'push subscriptions');
        await tx
          .delete(pushSubscriptions)
          .where(or(eq(pushSubscriptions.endpoint, endpoint), eq(pushSubscriptions.session, session)));
        await tx.insert(pushSubscriptions).values(subscription);
      }),

    async of(user, now) {
      const rows = await db
        .select({ subscription: pushSubscriptions })
        .from(pushSubscriptions)
        .innerJoin(sessions, eq(sessions.id, pushSubscriptions.session))
        .innerJoin(users, eq(users.id, sessions.user))
        .where(
          and(
            eq(sessions.user, user),
            isNull(sessions.revokedAt),
            gt(sessions.expiresAt, now),
            eq(users.isActive, true),
          ),
        )
        .orderBy(asc(pushSubscriptions.createdAt), asc(pushSubscriptions.session));
      return rows.map(({ subscription }) => subscription);
    },

    async drop(session) {
      await db.delete(pushSubscriptions).where(eq(pushSubscriptions.session, session));
    },

    async dropEndpoint(endpoint) {
      await db.delete(pushSubscriptions).where(eq(pushSubscriptions.endpoint, endpoint));
    },

    async keys(candidate) {
      await db
        .insert(pushKeys)
        .values({ id: 1, ...candidate })
        .onConflictDoNothing();
      const [row] = await db.select().from(pushKeys).where(eq(pushKeys.id, 1));
      const { id: _one, ...keys } = row!;
      return keys;
    },
  };
}
