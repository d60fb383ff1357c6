import { projectDocument, userDocument } from '@clapper/protocol/document-id';
import { asc, eq, inArray } from 'drizzle-orm';
import type { Synchronous } from '../methods.ts';
import type { Outbox } from '../storage.ts';
import type { Connection } from './connection.ts';
import { outbox, participants } from './schema.ts';

export function outboxOf({ db }: Connection): Synchronous<Outbox> {
  return {
    take: (limit) => db.select().from(outbox).orderBy(asc(outbox.id)).limit(limit).all(),
    done(ids) {
      if (ids.length > 0) db.delete(outbox).where(inArray(outbox.id, ids)).run();
    },
  };
}

/**
 * Asks for documents to be derived again. One row per change, never merged with a row that is already
 * there: that one may be with a reader who looked before this change, and its `done` would swallow it.
 */
export function announce(db: Connection['db'], documents: string[]): void {
  if (documents.length > 0)
    db.insert(outbox)
      .values(documents.map((document) => ({ document })))
      .run();
}

/** The project's card in its own `info` and on the home of every member. */
export function announceProject(db: Connection['db'], project: string): void {
  const members = db
    .select({ user: participants.user })
    .from(participants)
    .where(eq(participants.project, project))
    .all();
  announce(db, [projectDocument(project, 'info'), ...members.map(({ user }) => userDocument(user, 'home'))]);
}

/** One person's part in a project changed: who is in it, and what that person's home lists. */
export function announceMember(db: Connection['db'], project: string, user: string): void {
  announce(db, [projectDocument(project, 'info'), userDocument(user, 'home')]);
}
