import { and, asc, count, eq, gt, sum } from 'drizzle-orm';
import { totalsOf } from '../console.ts';
import type { Console } from '../storage.ts';
import { toUser } from './accounts.ts';
import type { Pool } from './connection.ts';
import { blobs, documents, files, participants, projects, users } from './schema.ts';

export function consoleOf({ db }: Pool): Console {
  return {
    async accounts(after, limit) {
      const rows = await db
        .select({ user: users, projects: count(participants.project) })
        .from(users)
        .leftJoin(participants, eq(participants.user, users.id))
        .where(and(eq(users.isGuest, false), gt(users.id, after)))
        .groupBy(users.id)
        .orderBy(asc(users.id))
        .limit(limit);
      return rows.map((row) => ({ ...toUser(row.user), projects: row.projects }));
    },

    async projects(after, limit) {
      const its = db
        .select({ project: files.project, hash: files.hash, bytes: blobs.bytes })
        .from(files)
        .innerJoin(blobs, eq(blobs.hash, files.hash))
        .groupBy(files.project, files.hash, blobs.bytes)
        .as('its');
      const used = db
        .select({ project: its.project, bytes: sum(its.bytes).as('bytes') })
        .from(its)
        .groupBy(its.project)
        .as('used');
      const seats = db
        .select({ project: participants.project, members: count().as('members') })
        .from(participants)
        .groupBy(participants.project)
        .as('seats');
      const rows = await db
        .select({
          project: projects,
          creator: users.nickname,
          members: seats.members,
          bytes: used.bytes,
        })
        .from(projects)
        .innerJoin(users, eq(users.id, projects.creator))
        .leftJoin(seats, eq(seats.project, projects.id))
        .leftJoin(used, eq(used.project, projects.id))
        .where(gt(projects.id, after))
        .orderBy(asc(projects.id))
        .limit(limit);
      return rows.map(({ project, creator, members, bytes }) => {
        const { id, name, status, createdAt, updatedAt } = project;
        const by = { id: project.creator, name: creator };
        return {
          id,
          name,
          status,
          creator: by,
          members: members ?? 0,
          bytes: Number(bytes ?? 0),
          createdAt,
          updatedAt,
        };
      });
    },

    async totals() {
      const people = await db
        .select({ isGuest: users.isGuest, isActive: users.isActive, total: count() })
        .from(users)
        .groupBy(users.isGuest, users.isActive);
      const [made] = await db.select({ total: count() }).from(projects);
      const [kept] = await db.select({ total: count() }).from(documents);
      const [held] = await db.select({ bytes: sum(blobs.bytes) }).from(blobs);
      return totalsOf(people, {
        projects: made?.total ?? 0,
        documents: kept?.total ?? 0,
        bytes: Number(held?.bytes ?? 0),
      });
    },
  };
}
