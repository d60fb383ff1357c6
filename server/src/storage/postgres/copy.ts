import { ClapperError } from '@clapper/protocol/errors';
import Database from 'better-sqlite3';
import type postgres from 'postgres';
import type { StorageLog } from '../log.ts';
import { migrateSqlite } from '../sqlite/migrate.ts';
import { allTables, type Table } from '../tables.ts';
import { openSession } from './connection.ts';
import { fromPostgres } from './errors.ts';
import { isCurrent, migratePostgres } from './migrate.ts';
import { takeOwnership } from './owner-lock.ts';

/** Rows that are under way at once: one may be a snapshot of 8 MiB. */
const ROWS_AT_ONCE = 32;

type Value = string | number | boolean | Buffer | null;

/** Copies everything, as it is at one moment, into a new SQLite file, while a server writes. */
export async function copyPostgres(url: string, to: string): Promise<void> {
  const session = openSession(url, () => undefined);
  try {
    if (!(await isCurrent(session))) {
      throw new ClapperError(
        'NOT_FOUND',
        'The database of DATABASE_URL holds no Clapper database of this version: start the server once.',
      );
    }
    migrateSqlite(to);
    const file = new Database(to);
    try {
      // It is synced as a whole, when it is done.
      file.pragma('synchronous = OFF');
      file.pragma('foreign_keys = OFF');
      await session.begin('isolation level repeatable read read only', async (tx) => {
        await withoutDeadlines(tx);
        for (const table of allTables()) await readInto(file, tx, table);
      });
    } finally {
      file.close();
    }
  } catch (error) {
    throw fromPostgres(error);
  } finally {
    await session.end({ timeout: 1 });
  }
}

async function readInto(file: Database.Database, tx: postgres.TransactionSql, table: Table): Promise<void> {
  const { name, columns } = table;
  const names = columns.map((column) => `"${column.name}"`).join();
  const insert = file.prepare(`INSERT INTO "${name}" (${names}) VALUES (${columns.map(() => '?').join()})`);
  const store = file.transaction((rows: Record<string, Value>[]) => {
    for (const row of rows) insert.run(columns.map((column) => toSqlite(column.holds, row[column.name]!)));
  });
  for await (const rows of tx
    .unsafe<Record<string, Value>[]>(`select ${names} from "${name}"`)
    .cursor(ROWS_AT_ONCE))
    store(rows);
}

/**
 * Puts what a SQLite file holds in the place of everything, in one transaction. `work` makes the file, while no
 * server may start. What was there is kept as `old`, which is returned.
 */
export async function replacePostgres(
  url: string,
  work: () => Promise<string>,
  old: string,
  log: StorageLog,
): Promise<string | null> {
  const ownership = await takeOwnership(url, log);
  const session = openSession(url, () => undefined);
  let file: Database.Database | undefined;
  try {
    const made = await work();
    const kept = await isCurrent(session);
    if (kept) await copyPostgres(url, old);
    await migratePostgres(session);
    file = new Database(made, { readonly: true });
    const tables = allTables();
    const from = file;
    await session.begin(async (tx) => {
      await withoutDeadlines(tx);
      await tx.unsafe(`truncate ${tables.map(({ name }) => `"${name}"`).join()} restart identity`);
      for (const table of tables) await readFrom(from, tx, table);
    });
    return kept ? old : null;
  } catch (error) {
    throw fromPostgres(error);
  } finally {
    file?.close();
    await session.end({ timeout: 1 });
    await ownership.release();
  }
}

async function readFrom(file: Database.Database, tx: postgres.TransactionSql, table: Table): Promise<void> {
  const { name, columns } = table;
  const names = columns.map((column) => `"${column.name}"`).join();
  let batch: Value[][] = [];
  const store = async () => {
    if (batch.length === 0) return;
    const rows = batch.map((row, i) => `(${row.map((_, j) => `$${i * row.length + j + 1}`).join()})`);
    // Rows that are counted up by the database keep the numbers they have.
    await tx.unsafe(
      `insert into "${name}" (${names}) overriding system value values ${rows.join()}`,
      batch.flat(),
    );
    batch = [];
  };
  for (const row of file.prepare<[], Record<string, Value>>(`SELECT ${names} FROM "${name}"`).iterate()) {
    batch.push(columns.map((column) => toPostgres(column.holds, row[column.name]!)));
    if (batch.length === ROWS_AT_ONCE) await store();
  }
  await store();
  for (const { column } of await tx<{ column: string }[]>`
    select column_name as column from information_schema.columns
    where table_schema = current_schema() and table_name = ${name} and is_identity = 'YES'`) {
    await tx.unsafe(
      `select setval(pg_get_serial_sequence('"${name}"', '${column}'), max("${column}")) from "${name}"`,
    );
  }
}

/** The session's limits are for statements of a running server. */
async function withoutDeadlines(tx: postgres.TransactionSql): Promise<void> {
  await tx`set local statement_timeout = 0`;
  await tx`set local idle_in_transaction_session_timeout = 0`;
}

function toSqlite(holds: Table['columns'][number]['holds'], value: Value): Value {
  if (value === null) return null;
  switch (holds) {
    case 'number':
      return Number(value);
    case 'boolean':
      return value === true ? 1 : 0;
    case 'text':
    case 'bytes':
      return value;
    default:
      return holds satisfies never;
  }
}

function toPostgres(holds: Table['columns'][number]['holds'], value: Value): Value {
  return holds === 'boolean' && value !== null ? value === 1 : value;
}
