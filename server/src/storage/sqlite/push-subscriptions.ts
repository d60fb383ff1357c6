import { and, asc, eq, gt, isNull, or } from 'drizzle-orm';
import type { Synchronous } from '../methods.ts';
import type { PushSubscriptions } from '../storage.ts';
import type { Connection } from './connection.ts';
import { pushKeys, pushSubscriptions, sessions, users } from './schema.ts';

export function pushSubscriptionsOf({ db }: Connection): Synchronous<PushSubscriptions> {
  return {
    keep(subscription) {
      const { session, endpoint } = subscription;
      db.delete(pushSubscriptions)
        .where(or(eq(pushSubscriptions.endpoint, endpoint), eq(pushSubscriptions.session, session)))
        .run();
      db.insert(pushSubscriptions).values(subscription).run();
    },

    of(user, now) {
      const rows = db
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
        .orderBy(asc(pushSubscriptions.createdAt), asc(pushSubscriptions.session))
        .all();
      return rows.map(({ subscription }) => subscription);
    },

    drop(session) {
      db.delete(pushSubscriptions).where(eq(pushSubscriptions.session, session)).run();
    },

    dropEndpoint(endpoint) {
      db.delete(pushSubscriptions).where(eq(pushSubscriptions.endpoint, endpoint)).run();
    },

    keys(candidate) {
      db.insert(pushKeys)
        .values({ id: 1, ...candidate })
        .onConflictDoNothing()
        .run();
      const { id: _one, ...keys } = db.select().from(pushKeys).where(eq(pushKeys.id, 1)).get()!;
      return keys;
    },
  };
}
