import { and, eq } from 'drizzle-orm';
import type { Synchronous } from '../methods.ts';
import type { CalendarFeed, CalendarFeeds } from '../storage.ts';
import type { Connection } from './connection.ts';
import { calendarFeeds, users } from './schema.ts';

export function calendarFeedsOf({ db }: Connection): Synchronous<CalendarFeeds> {
  const of = (project: string, user: string) =>
    and(eq(calendarFeeds.project, project), eq(calendarFeeds.user, user));

  function get(project: string, user: string): CalendarFeed | null {
    return db.select().from(calendarFeeds).where(of(project, user)).get() ?? null;
  }

  return {
    set(feed) {
      const before = get(feed.project, feed.user);
      const { secretHash, createdAt } = feed;
      db.insert(calendarFeeds)
        .values(feed)
        .onConflictDoUpdate({
          target: [calendarFeeds.project, calendarFeeds.user],
          set: { secretHash, createdAt },
        })
        .run();
      return before?.secretHash ?? null;
    },

    get,

    find(secretHash) {
      const row = db
        .select({ feed: calendarFeeds })
        .from(calendarFeeds)
        .innerJoin(users, eq(users.id, calendarFeeds.user))
        .where(and(eq(calendarFeeds.secretHash, secretHash), eq(users.isActive, true)))
        .get();
      return row?.feed ?? null;
    },

    remove(project, user) {
      return db.delete(calendarFeeds).where(of(project, user)).returning().get()?.secretHash ?? null;
    },

    forget(secretHash) {
      db.delete(calendarFeeds).where(eq(calendarFeeds.secretHash, secretHash)).run();
    },
  };
}
