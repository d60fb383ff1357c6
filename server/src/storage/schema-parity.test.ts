import { getTableName, is, type Column } from 'drizzle-orm';
import { getTableConfig as postgresTable, PgTable } from 'drizzle-orm/pg-core';
import { getTableConfig as sqliteTable, SQLiteTable } from 'drizzle-orm/sqlite-core';
import { expect, it } from 'vitest';
import * as postgresSchema from './postgres/schema.ts';
import * as sqliteSchema from './sqlite/schema.ts';

/** What both databases must agree on. */
interface Shape {
  columns: Record<
    string,
    { key: string; holds: string; notNull: boolean; unique: boolean; hasDefault: boolean }
  >;
  primaryKey: string[];
  foreignKeys: string[];
  indexes: string[];
}

/** What a column holds, whatever the database calls it. */
const HOLDS: Record<string, string> = {
  SQLiteText: 'text',
  SQLiteInteger: 'number',
  SQLiteBoolean: 'boolean',
  SQLiteBlobBuffer: 'bytes',
  PgText: 'text',
  PgInteger: 'number',
  PgBigInt53: 'number',
  PgBoolean: 'boolean',
  PgCustomColumn: 'bytes',
};

type Config = ReturnType<typeof postgresTable> | ReturnType<typeof sqliteTable>;

function shapeOf(config: Config, keys: Map<Column, string>): Shape {
  const columns: readonly Column[] = config.columns;
  const names = (list: readonly { name: string }[]) => list.map(({ name }) => name);
  const own = columns.filter((column) => column.primary).map(({ name }) => name);
  const composed = config.primaryKeys.flatMap((key) => names(key.columns));
  return {
    columns: Object.fromEntries(
      columns.map((column) => [
        column.name,
        {
          key: keys.get(column)!,
          holds: HOLDS[column.columnType] ?? column.columnType,
          notNull: column.notNull,
          unique: column.isUnique,
          // A row's own number is counted up by either database in its own way.
          hasDefault: column.hasDefault && !column.primary,
        },
      ]),
    ),
    primaryKey: [...own, ...composed],
    foreignKeys: config.foreignKeys
      .map((key) => {
        const { columns: from, foreignColumns: to, foreignTable } = key.reference();
        return `${names(from).join()} → ${getTableName(foreignTable)}(${names(to).join()}) ${key.onDelete ?? 'no action'}`;
      })
      .toSorted(),
    indexes: config.indexes.map((index) => index.config.name ?? '').toSorted(),
  };
}

function tablesOf(schema: object): Record<string, Shape> {
  const tables: Record<string, Shape> = {};
  for (const table of Object.values(schema)) {
    if (!is(table, PgTable) && !is(table, SQLiteTable)) continue;
    const config = is(table, PgTable) ? postgresTable(table) : sqliteTable(table);
    const keys = new Map(
      Object.entries(table as unknown as Record<string, Column>).map(([key, column]) => [column, key]),
    );
    tables[config.name] = shapeOf(config, keys);
  }
  return tables;
}

it('both databases have the same tables, columns, keys and indexes', () => {
  const [sqlite, postgres] = [tablesOf(sqliteSchema), tablesOf(postgresSchema)];
  expect(Object.keys(sqlite)).toHaveLength(30);
  expect(sqlite).toEqual(postgres);
});
