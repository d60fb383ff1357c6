import { sql } from 'drizzle-orm';
import type { Transaction } from './connection.ts';

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
