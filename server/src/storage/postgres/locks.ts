import { eq, sql } from 'drizzle-orm';
import type { Transaction } from './connection.ts';
import { projects } from './schema.ts';

/** First halves of advisory lock keys, so that ours meet nobody else's: 'clap' and what follows. */
export const LOCK = { owner: 0x636c6170, migrate: 0x636c6171 } as const;

/** Held until the transaction ends. The name says what is guarded. */
export async function lock(tx: Transaction, name: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`clapper:${name}`}, 0))`);
}

/** Many may hold it together; who takes it whole waits for them. */
export async function lockShared(tx: Transaction, name: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock_shared(hashtextextended(${`clapper:${name}`}, 0))`);
}

/** Between bringing a project's parts to life and removing it whole. */
export const lifeOf = (project: string) => `life of ${project}`;

/**
 * Who is in a project changes one at a time: roles are judged against the others', and whoever announces a
 * change to all members must not miss the one who is just joining. False when there is no such project.
 */
export async function lockMembers(tx: Transaction, project: string): Promise<boolean> {
  const rows = await tx
    .select({ id: projects.id })
    .from(projects)
    .where(eq(projects.id, project))
    .for('update');
  return rows.length > 0;
}
