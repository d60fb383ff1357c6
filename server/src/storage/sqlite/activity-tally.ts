import { and, eq, gte, isNotNull, lt, max, min, sql } from 'drizzle-orm';
import type { ActivityTally, Span } from '../storage.ts';
import type { Connection } from './connection.ts';
import { activity, users } from './schema.ts';

/** How much was done, counted where it lies: of a quarter of a year there are many rows, and few sums. */
export function tallyOf(db: Connection['db'], project: string, spans: readonly Span[]): ActivityTally {
  const [first, last] = [spans[0], spans.at(-1)];
  if (first === undefined || last === undefined) return { spans: [], targets: [], resolved: [] };
  const ofProject = eq(activity.project, project);
  const within = and(
    ofProject,
    // What was begun in them ended after their beginning: there is an index of that.
    gte(activity.until, first.from),
    gte(activity.at, first.from),
    lt(activity.at, last.to),
  );
  const count = sql<number>`sum(${activity.count})`.mapWith(Number);

  const values = spans.map(({ from, to }, index) => sql`(${index}, ${from}, ${to})`);
  const bySpan = db
    .select({
      span: sql<number>`spans.column1`.mapWith(Number),
      user: activity.user,
      type: activity.type,
      count,
    })
    .from(activity)
    .innerJoin(
      sql`(values ${sql.join(values, sql`, `)}) as spans`,
      sql`${activity.at} >= spans.column2 and ${activity.at} < spans.column3`,
    )
    .where(within)
    .groupBy(sql`spans.column1`, activity.user, activity.type)
    .all();

  const targets = db
    .select({
      user: activity.user,
      userName: sql<string>`coalesce(${users.nickname}, '')`,
      type: activity.type,
      targetType: activity.targetType,
      target: activity.target,
      count,
    })
    .from(activity)
    .leftJoin(users, eq(users.id, activity.user))
    .where(within)
    .groupBy(activity.user, users.nickname, activity.type, activity.targetType, activity.target)
    .all();

  const lately = db
    .select({ thread: activity.target, resolvedAt: max(activity.at).as('resolved_at') })
    .from(activity)
    .where(and(within, eq(activity.type, 'resolved')))
    .groupBy(activity.target)
    .as('lately');
  const opened = sql`case when ${activity.type} = 'commented' then ${activity.at} end`;
  const judged = sql`case when ${activity.type} in ('resolved', 'reopened') then ${activity.at} end`;
  const openedAt = min(opened).mapWith(Number);
  const resolved = db
    .select({ thread: lately.thread, openedAt, resolvedAt: sql`${lately.resolvedAt}`.mapWith(Number) })
    .from(lately)
    .innerJoin(activity, and(ofProject, eq(activity.target, lately.thread)))
    .groupBy(lately.thread, sql`${lately.resolvedAt}`)
    // The beginning of old ones is forgotten; what was opened again is not resolved.
    .having(and(isNotNull(openedAt), sql`${max(judged)} = ${lately.resolvedAt}`))
    .all();

  return { spans: bySpan, targets, resolved };
}
