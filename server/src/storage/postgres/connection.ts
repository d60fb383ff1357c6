import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';

/** A pool twice: as postgres.js knows it for the statement that runs most, through drizzle for the rest. */
export interface Pool {
  sql: postgres.Sql;
  db: PostgresJsDatabase;
}

/** What drizzle asks, inside a transaction or outside. */
export type Db = PostgresJsDatabase | Transaction;
export type Transaction = Parameters<Parameters<PostgresJsDatabase['transaction']>[0]>[0];

const CONNECTIONS = 10;
const CONNECT_TIMEOUT_S = 5;

/** No statement of ours takes a tenth of it; what takes longer hangs on a lock or a disk. */
const STATEMENT_TIMEOUT_MS = 10_000;

/** A connection that was lost is opened again soon, however long the database was away. */
const backoff = (attempt: number) => Math.min(0.05 * 2 ** attempt, 1);

const settings = (extra: postgres.Options<Record<string, never>>) =>
  ({
    connect_timeout: CONNECT_TIMEOUT_S,
    backoff,
    onnotice: () => undefined,
    connection: {
      application_name: 'clapper',
      // A commit is on disk when it returns, whatever the database or the role has as its default.
      synchronous_commit: 'on',
      statement_timeout: STATEMENT_TIMEOUT_MS,
      idle_in_transaction_session_timeout: STATEMENT_TIMEOUT_MS,
    },
    ...extra,
  }) satisfies postgres.Options<Record<string, never>>;

export function openPool(url: string): Pool {
  const sql = postgres(url, settings({ max: CONNECTIONS }));
  return { sql, db: drizzle({ client: sql }) };
}

/** One connection that is kept for as long as it lives: for locks that belong to a session. */
export function openSession(url: string, onLost: () => void): postgres.Sql {
  return postgres(url, settings({ max: 1, idle_timeout: 0, max_lifetime: null, onclose: onLost }));
}
