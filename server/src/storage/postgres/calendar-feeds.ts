import { and, eq } from 'drizzle-orm';
import type { CalendarFeeds } from '../storage.ts';
import type { Pool } from './connection.ts';
import { lock } from './locks.ts';
import { calendarFeeds, users } from './schema.ts';

export function calendarFeedsOf({ db }: Pool): CalendarFeeds {
  const of = (project: string, user: string) =>
    and(eq(calendarFeeds.project, project), eq(calendarFeeds.user, user));

  return {
    set: (feed) =>
      db.transaction(async (tx) => {
        const { project, user, secretHash, createdAt } = feed;
        // Of two at once the second must hear of the first: what it ends is journalled.
        await lock(tx, `calendar feed of ${user} in ${project}`);
        const [before] = await tx.select().from(calendarFeeds).where(of(project, user));
        await tx
          .insert(calendarFeeds)
          .values(feed)
          .onConflictDoUpdate({
            target: [calendarFeeds.project, calendarFeeds.user],
            set: { secretHash, createdAt },
          });
        return before?.secretHash ?? null;
      }),

    async get(project, user) {
      const [row] = await db.select().from(calendarFeeds).where(of(project, user));
      return row ?? null;
    },

    async find(secretHash) {
      const [row] = await db
        .select({ feed: calendarFeeds })
        .from(calendarFeeds)
        .innerJoin(users, eq(users.id, calendarFeeds.user))
        .where(and(eq(calendarFeeds.secretHash, secretHash), eq(users.isActive, true)));
      return row?.feed ?? null;
    },

    async remove(project, user) {
      const [row] = await db.delete(calendarFeeds).where(of(project, user)).returning();
      return row?.secretHash ?? null;
    },

    async forget(secretHash) {
      await db.delete(calendarFeeds).where(eq(calendarFeeds.secretHash, secretHash));
    },
  };
}
