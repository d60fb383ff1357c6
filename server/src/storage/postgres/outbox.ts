import { projectDocument, userDocument } from '@clapper/protocol/document-id';
import { asc, eq, inArray } from 'drizzle-orm';
import type { Outbox } from '../storage.ts';
import type { Pool, Transaction } from './connection.ts';
import { outbox, participants } from './schema.ts';

export function outboxOf({ db }: Pool): Outbox {
  return {
    take: (limit) => db.select().from(outbox).orderBy(asc(outbox.id)).limit(limit),
    async done(ids) {
      if (ids.length > 0) await db.delete(outbox).where(inArray(outbox.id, ids));
    },
  };
}

/**
 * Asks for documents to be derived again. One row per change, never merged with a row that is already
 * there: that one may be with a reader who looked before this change, and its `done` would swallow it.
 */
export async function announce(tx: Transaction, documents: string[]): Promise<void> {
  if (documents.length > 0) await tx.insert(outbox).values(documents.map((document) => ({ document })));
}

/** The project's card in its own `info` and on the home of every member. */
export async function announceProject(tx: Transaction, project: string): Promise<void> {
  const members = await tx
    .select({ user: participants.user })
    .from(participants)
    .where(eq(participants.project, project));
  await announce(tx, [
    projectDocument(project, 'info'),
    ...members.map(({ user }) => userDocument(user, 'home')),
  ]);
}

/** One person's part in a project changed: who is in it, and what that person's home lists. */
export async function announceMember(tx: Transaction, project: string, user: string): Promise<void> {
  await announce(tx, [projectDocument(project, 'info'), userDocument(user, 'home')]);
}
