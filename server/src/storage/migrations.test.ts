import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
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
