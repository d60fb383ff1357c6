import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { afterAll, describe, expect, it } from 'vitest';

const server = fileURLToPath(new URL('../../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'clapper-migrations-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe.each([
  ['sqlite', 'sqlite'],
  ['postgres', 'postgresql'],
])('the migrations of %s', (driver, dialect) => {
  it('make the schema of this program: npm run db:generate has nothing to add', () => {
    const out = join(folder, driver);
    cpSync(join(server, '..', 'migrations', driver), out, { recursive: true });
    const before = readdirSync(out);
    execFileSync(
      join(server, 'node_modules', '.bin', 'drizzle-kit'),
      ['generate', `--dialect=${dialect}`, `--schema=src/storage/${driver}/schema.ts`, `--out=${out}`],
      { cwd: server, stdio: 'pipe' },
    );
    expect(readdirSync(out)).toEqual(before);
  });
});

it('a file of before knows what was refused to each person', () => {
  const sums = migrationOf('sqlite', '0009_rejected_sizes');
  const db = new Database(':memory:');
  db.exec('CREATE TABLE document_rejected (user_id text NOT NULL, size integer NOT NULL)');
  db.exec("INSERT INTO document_rejected VALUES ('ana', 3), ('ana', 4), ('', 5)");
  for (const statement of sums) db.exec(statement);
  expect(db.prepare('SELECT * FROM document_rejected_sizes ORDER BY user_id').all()).toEqual([
    { user_id: '', size: 5 },
    { user_id: 'ana', size: 7 },
  ]);
});

it('keep the mails that wait when the table they wait in is made anew', () => {
  const db = new Database(':memory:');
  db.pragma('foreign_keys = ON');
  const run = (name: string) => {
    for (const statement of migrationOf('sqlite', name)) db.exec(statement);
  };
  const names = readdirSync(join(server, '..', 'migrations', 'sqlite'))
    .filter((name) => name.endsWith('.sql'))
    .map((name) => name.slice(0, -4))
    .toSorted();
  const made = names.indexOf('0010_invitations');
  for (const name of names.slice(0, made)) run(name);
  db.exec(`
    INSERT INTO users (id, username, username_key, email, email_key, password_hash, nickname, created_at, updated_at)
      VALUES ('mina', 'mina', 'mina', 'm@example.org', 'm@example.org', '', '민아', 1, 1);
    INSERT INTO mails VALUES ('mail', 'mina', '<mail@example.org>', '회의', 'words', '<p>words</p>', 1, 2, 3);
  `);
  // As the migrator does: all of one in a transaction.
  for (const name of names.slice(made)) db.transaction(() => run(name))();
  expect(db.prepare('SELECT * FROM mails').all()).toMatchObject([
    { id: 'mail', user_id: 'mina', invitation_id: null, subject: '회의', due_at: 2, attempts: 3 },
  ]);
  expect(db.pragma('foreign_key_check')).toEqual([]);
  db.close();
});

function migrationOf(driver: string, name: string): string[] {
  const path = join(server, '..', 'migrations', driver, `${name}.sql`);
  return readFileSync(path, 'utf8').split('--> statement-breakpoint');
}
