import { userDocument } from '@clapper/protocol/document-id';
import { and, asc, desc, eq, exists, gt, gte, inArray, isNull, lt, or, sql } from 'drizzle-orm';
import { lastOfEachNotification } from '../notification-keys.ts';
import type { Notifications } from '../storage.ts';
import type { Pool, Transaction } from './connection.ts';
import { announce } from './outbox.ts';
import { notifications, participants } from './schema.ts';

export function notificationsOf({ db }: Pool): Notifications {
  const announceHomes = (tx: Transaction, users: Iterable<string>): Promise<void> =>
    announce(
      tx,
      [...new Set(users)].map((user) => userDocument(user, 'home')),
    );

  return {
    put: (rows) =>
      db.transaction(async (tx) => {
        for (const row of lastOfEachNotification(rows)) {
          const { subject, body, at, cancelledAt } = row;
          const taken = sql`case when ${notifications.cancelledAt} >= ${at}::bigint then ${notifications.cancelledAt} else ${cancelledAt}::bigint end`;
          await tx
            .insert(notifications)
            .values(row)
            .onConflictDoUpdate({
              target: [notifications.user, notifications.id],
              set: { subject, body, at, cancelledAt: taken },
            });
        }
        await announceHomes(
          tx,
          rows.map(({ user }) => user),
        );
      }),

    about: (ids) => db.select().from(notifications).where(inArray(notifications.id, ids)),

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
        .limit(limit);
    },

    cancel: (project, subject, users, at) =>
      db.transaction(async (tx) => {
        const taken = await tx
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
          .returning({ user: notifications.user });
        const told = [...new Set(taken.map(({ user }) => user))].toSorted();
        await announceHomes(tx, told);
        return told;
      }),

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
        ),

    async prune(before) {
      await db.delete(notifications).where(lt(notifications.at, before));
    },
  };
}
