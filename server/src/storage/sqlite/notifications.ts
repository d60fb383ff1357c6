import { userDocument } from '@clapper/protocol/document-id';
import { and, asc, desc, eq, exists, gt, gte, inArray, isNull, lt, or, sql } from 'drizzle-orm';
import { lastOfEachNotification } from '../notification-keys.ts';
import type { Synchronous } from '../methods.ts';
import type { Notifications } from '../storage.ts';
import type { Connection } from './connection.ts';
import { announce } from './outbox.ts';
import { notifications, participants } from './schema.ts';

export function notificationsOf({ db }: Connection): Synchronous<Notifications> {
  const announceHomes = (users: Iterable<string>): void =>
    announce(
      db,
      [...new Set(users)].map((user) => userDocument(user, 'home')),
    );

  return {
    put(rows) {
      for (const row of lastOfEachNotification(rows)) {
        const { subject, body, at, cancelledAt } = row;
        const taken = sql`case when ${notifications.cancelledAt} >= ${at} then ${notifications.cancelledAt} else ${cancelledAt} end`;
        db.insert(notifications)
          .values(row)
          .onConflictDoUpdate({
            target: [notifications.user, notifications.id],
            set: { subject, body, at, cancelledAt: taken },
          })
          .run();
      }
      announceHomes(rows.map(({ user }) => user));
    },

    about: (ids) => db.select().from(notifications).where(inArray(notifications.id, ids)).all(),

    newest(user, before, limit) {
      const seat = db
        .select({ user: participants.user })
        .from(participants)
        .where(and(eq(participants.project, notifications.project), eq(participants.user, user)));
      return db
        .select()
        .from(notifications)
        .where(
          and(
            eq(notifications.user, user),
            before === null
              ? undefined
              : or(
                  lt(notifications.at, before.at),
                  and(eq(notifications.at, before.at), gt(notifications.id, before.id)),
                ),
            exists(seat),
          ),
        )
        .orderBy(desc(notifications.at), asc(notifications.id))
        .limit(limit)
        .all();
    },

    cancel(project, subject, users, at) {
      const taken = db
        .update(notifications)
        .set({ cancelledAt: at })
        .where(
          and(
            eq(notifications.project, project),
            eq(notifications.subject, subject),
            users === null ? undefined : inArray(notifications.user, users),
            isNull(notifications.cancelledAt),
          ),
        )
        .returning({ user: notifications.user })
        .all();
      const told = [...new Set(taken.map(({ user }) => user))].toSorted();
      announceHomes(told);
      return told;
    },

    standing: (project, subject, since) =>
      db
        .select()
        .from(notifications)
        .where(
          and(
            eq(notifications.project, project),
            eq(notifications.subject, subject),
            gte(notifications.at, since),
            isNull(notifications.cancelledAt),
          ),
        )
        .all(),

    prune(before) {
      db.delete(notifications).where(lt(notifications.at, before)).run();
    },
  };
}
