import { join } from 'node:path';
import Database from 'better-sqlite3';

/** How many rows the SQLite file of a running server holds of a document: each accepted push made one. */
export function storedRows({ dataDir }: { dataDir: string }, document: string): number {
  const client = new Database(join(dataDir, 'clapper.db'), { readonly: true });
  try {
    const row = client.prepare('select count(*) as rows from document_updates where document_id = ?');
    return (row.get(document) as { rows: number }).rows;
  } finally {
    client.close();
  }
}
