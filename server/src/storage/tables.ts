import { getTableName, is } from 'drizzle-orm';
import { getTableConfig, SQLiteTable } from 'drizzle-orm/sqlite-core';
import * as schema from './sqlite/schema.ts';

/** A table as both databases have it (`schema-parity.test.ts`). */
export interface Table {
  name: string;
  columns: { name: string; holds: 'text' | 'number' | 'boolean' | 'bytes' }[];
}

const HOLDS: Record<string, Table['columns'][number]['holds']> = {
  SQLiteText: 'text',
  SQLiteInteger: 'number',
  SQLiteBoolean: 'boolean',
  SQLiteBlobBuffer: 'bytes',
};

/** Every table, each behind those that it refers to. */
export function allTables(): Table[] {
  const left = Object.values<unknown>(schema)
    .filter((value) => is(value, SQLiteTable))
    .map((table) => {
      const { name, columns, foreignKeys } = getTableConfig(table);
      const needs = foreignKeys.map((key) => getTableName(key.reference().foreignTable));
      return {
        name,
        needs,
        columns: columns.map((one) => ({ name: one.name, holds: HOLDS[one.columnType]! })),
      };
    });
  const sorted: Table[] = [];
  while (left.length > 0) {
    const placed = new Set(sorted.map(({ name }) => name));
    const next = left.findIndex(({ needs }) => needs.every((name) => placed.has(name)));
    const [{ name, columns }] = left.splice(next, 1) as [(typeof left)[number]];
    sorted.push({ name, columns });
  }
  return sorted;
}
