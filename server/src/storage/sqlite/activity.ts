import { and, asc, desc, eq, getTableColumns, inArray, lt, lte, or, sql } from 'drizzle-orm';
import { PRUNE_ROWS_AT_ONCE } from '../limits.ts';
import type { Synchronous } from '../methods.ts';
import type { Activity, NewActivity } from '../storage.ts';
import { tallyOf } from './activity-tally.ts';
import type { Connection } from './connection.ts';
import { activity, users } from './schema.ts';

export function activityOf({ db }: Connection): Synchronous<Activity> {
  const { waiting: _waiting, ...columns } = getTableColumns(activity);
  const rows = () =>
    db
      .select({ ...columns, userName: sql<string>`coalesce(${users.nickname}, '')` })
      .from(activity)
      .leftJoin(users, eq(users.id, activity.user));

  return {
    countUp(bursts) {
      for (const { id, event, until, count } of bursts) {
        db.update(activity)
          .set({ event, until, count, waiting: true })
          .where(and(eq(activity.id, id), lt(activity.count, count)))
          .run();
      }
    },

    list(project, { after, user, targetType }, limit) {
      return rows()
        .where(
          and(
            eq(activity.project, project),
            user === undefined ? undefined : eq(activity.user, user),
            targetType === undefined ? undefined : eq(activity.targetType, targetType),
            after === undefined
              ? undefined
              : or(
                  lt(activity.until, after.until),
                  and(eq(activity.until, after.until), lt(activity.id, after.id)),
                ),
          ),
        )
        .orderBy(desc(activity.until), desc(activity.id))
        .limit(limit)
        .all();
    },

    tally: (project, spans) => tallyOf(db, project, spans),

    untold: (limit) =>
      rows()
        .where(eq(activity.waiting, true))
        .orderBy(asc(activity.until), asc(activity.id))
        .limit(limit)
        .all(),

    told(known) {
      for (const { id, count } of known) {
        db.update(activity)
          .set({ waiting: false })
          .where(and(eq(activity.id, id), lte(activity.count, count)))
          .run();
      }
    },

    prune(before) {
      const old = db
        .select({ id: activity.id })
        .from(activity)
        .where(and(lt(activity.until, before), eq(activity.waiting, false)))
        .limit(PRUNE_ROWS_AT_ONCE);
      return db.delete(activity).where(inArray(activity.id, old)).run().changes;
    },
  };
}

/** In the transaction of what it tells of. */
export function addActivity(db: Connection['db'], rows: NewActivity[]): void {
  if (rows.length > 0)
    db.insert(activity)
      .values(rows.map((row) => ({ ...row, waiting: true })))
      .run();
}
