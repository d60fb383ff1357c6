import { fileURLToPath } from 'node:url';
import { ClapperError } from '@clapper/protocol/errors';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import { newestMigration } from '../migrations.ts';
import { openWriter } from './connection.ts';

const MIGRATIONS = fileURLToPath(new URL('../../../../migrations/sqlite', import.meta.url));

/** Creates the file when there is none and brings its schema up to this program's. */
export function migrateSqlite(file: string): void {
  const { client, db } = openWriter(file);
  try {
    const known = client.prepare("SELECT 1 FROM sqlite_master WHERE name = '__drizzle_migrations'").get();
    if (known !== undefined) {
      const newest = client
        .prepare<[], { at: number }>('SELECT max(created_at) AS at FROM __drizzle_migrations')
        .get();
      if (Number(newest?.at ?? 0) > newestMigration(MIGRATIONS)) {
        throw new ClapperError(
          'UNAVAILABLE',
          `${file} was written by a newer Clapper than this one; update the program.`,
        );
      }
    }
    migrate(db, { migrationsFolder: MIGRATIONS });
  } finally {
    client.close();
  }
}
