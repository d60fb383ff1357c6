import { fileURLToPath } from 'node:url';
import { ClapperError } from '@clapper/protocol/errors';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import type postgres from 'postgres';
import { newestMigration } from '../migrations.ts';
import { LOCK } from './locks.ts';

const MIGRATIONS = fileURLToPath(new URL('../../../../migrations/postgres', import.meta.url));

/** Whether the database has the schema of this program, neither an older nor a newer one, nor none. */
export async function isCurrent(session: postgres.Sql): Promise<boolean> {
  const [at] = await session<
    { known: boolean }[]
  >`select to_regclass('__drizzle_migrations') is not null as known`;
  if (at?.known !== true) return false;
  const [newest] = await session<
    { at: string | null }[]
  >`select max(created_at) as at from __drizzle_migrations`;
  return Number(newest?.at ?? 0) === newestMigration(MIGRATIONS);
}

/** Brings the schema of the database up to this program's, one program at a time. */
export async function migratePostgres(session: postgres.Sql): Promise<void> {
  if (await isCurrent(session)) return;
  const [at] = await session<{ schema: string | null }[]>`select current_schema() as schema`;
  const schema = at?.schema ?? 'public';
  await session`select pg_advisory_lock(${LOCK.migrate}, hashtext(${schema}))`;
  try {
    const [table] = await session`
      select 1 from information_schema.tables where table_schema = ${schema} and table_name = '__drizzle_migrations'`;
    if (table !== undefined) {
      const [newest] = await session<{ at: string | null }[]>`
        select max(created_at) as at from ${session(schema)}.__drizzle_migrations`;
      if (Number(newest?.at ?? 0) > newestMigration(MIGRATIONS)) {
        throw new ClapperError(
          'UNAVAILABLE',
          'The database was written by a newer Clapper than this one; update the program.',
        );
      }
    }
    await migrate(drizzle({ client: session }), { migrationsFolder: MIGRATIONS, migrationsSchema: schema });
  } finally {
    await session`select pg_advisory_unlock(${LOCK.migrate}, hashtext(${schema}))`;
  }
}
