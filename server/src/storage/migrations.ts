import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Journal {
  entries: { when: number }[];
}

/** When the newest migration this program brings along was made: drizzle writes the same number into the database. */
export function newestMigration(folder: string): number {
  const journal = JSON.parse(readFileSync(join(folder, 'meta', '_journal.json'), 'utf8')) as Journal;
  return Math.max(...journal.entries.map((entry) => entry.when));
}
