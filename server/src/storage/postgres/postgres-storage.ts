import { ClapperError } from '@clapper/protocol/errors';
import { storageErrors } from '../errors.ts';
import { methodOf, storageThrough } from '../methods.ts';
import type { OpenOptions } from '../open.ts';
import type { Storage } from '../storage.ts';
import { openPool, openSession, type Pool } from './connection.ts';
import { fromPostgres, mayRepeat } from './errors.ts';
import { migratePostgres } from './migrate.ts';
import { takeOwnership, type Ownership } from './owner-lock.ts';
import { storageOver } from './parts.ts';
import { probes } from './schema.ts';

/**
 * Longer than the database's own limit for a statement and for waiting in a transaction: who has not
 * answered by then is not there, whatever its connection says.
 */
const DEADLINE_MS = 15_000;

/** A transaction that met another one's locks the wrong way round is run again so often. */
const ATTEMPTS = 4;

/** A Postgres database. Its server must be told nothing: durability is set by the connections themselves. */
export async function openPostgres(url: string, options: OpenOptions): Promise<Storage> {
  const { log, exclusive = true, deadlineMs = DEADLINE_MS } = options;
  const ownership = await prepare(url, { log, exclusive });
  let pool = openPool(url);
  let closed = false;

  /** Connections that hang stay so until the system gives them up: later calls get new ones. */
  function replacePool(stuck: Pool): void {
    if (stuck !== pool || closed) return;
    pool = openPool(url);
    log.error({}, 'storage.pool-replaced');
    void stuck.sql.end({ timeout: 0 });
  }

  async function run<Result>(work: (pool: Pool) => Promise<Result>): Promise<Result> {
    for (let attempt = 1; ; attempt++) {
      if (closed) throw storageErrors.closed();
      ownership?.check();
      const on = pool;
      const late = deadline(deadlineMs, () => replacePool(on));
      try {
        return await Promise.race([work(on), late.expired]);
      } catch (error) {
        if (attempt === ATTEMPTS || !mayRepeat(error)) throw fromPostgres(error);
      } finally {
        late.clear();
      }
    }
  }

  return {
    ...storageThrough((method, _mode, args) =>
      run((on) => methodOf<Promise<unknown>>(storageOver(on), method)(...args)),
    ),
    durability: () => run(durability),
    probe: (at) =>
      run(async ({ db }) => {
        await db.insert(probes).values({ id: 1, at }).onConflictDoUpdate({ target: probes.id, set: { at } });
      }),
    async close() {
      if (closed) return;
      closed = true;
      await pool.sql.end({ timeout: deadlineMs / 1000 });
      await ownership?.release();
    },
  };
}

interface Deadline {
  expired: Promise<never>;
  clear(): void;
}

function deadline(ms: number, onExpired: () => void): Deadline {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    onExpired();
    reject(storageErrors.unavailable(`it did not answer within ${ms / 1000} s.`));
  }, ms);
  return { expired: promise, clear: () => clearTimeout(timer) };
}

async function durability({ sql }: Pool): Promise<Record<string, string>> {
  const names = ['synchronous_commit', 'fsync', 'full_page_writes'];
  const rows = await sql<{ name: string; setting: string }[]>`
    select name, setting from pg_settings where name = any(${names})`;
  return Object.fromEntries(rows.map(({ name, setting }) => [name, setting]));
}

async function prepare(
  url: string,
  { log, exclusive }: Required<Pick<OpenOptions, 'log' | 'exclusive'>>,
): Promise<Ownership | null> {
  let ownership: Ownership | null = null;
  try {
    ownership = exclusive ? await takeOwnership(url, log) : null;
    if (ownership === null) await migrateBeside(url);
    else await migratePostgres(ownership.session);
    return ownership;
  } catch (error) {
    await ownership?.release();
    if (error instanceof ClapperError) throw error;
    const { message } = fromPostgres(error);
    throw new ClapperError('UNAVAILABLE', `The database of DATABASE_URL cannot be opened. ${message}`, {
      cause: error,
    });
  }
}

async function migrateBeside(url: string): Promise<void> {
  const session = openSession(url, () => undefined);
  try {
    await migratePostgres(session);
  } finally {
    await session.end({ timeout: 1 });
  }
}
