// `npm run db:generate`: writes the SQL between the newest migration and the two schemas. A name for it may follow.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const name = process.argv[2];

for (const driver of ['sqlite', 'postgres']) {
  const { status } = spawnSync(
    fileURLToPath(new URL('./node_modules/.bin/drizzle-kit', import.meta.url)),
    ['generate', `--config=drizzle.${driver}.config.ts`, ...(name ? [`--name=${name}`] : [])],
    { cwd: here, stdio: 'inherit' },
  );
  if (status !== 0) process.exit(status ?? 1);
}

// drizzle-kit names the schema `public` in foreign keys only; the tables go where the connection's search_path says.
const folder = new URL('../migrations/postgres/', import.meta.url);
for (const file of readdirSync(folder).filter((file) => file.endsWith('.sql'))) {
  const sql = readFileSync(new URL(file, folder), 'utf8');
  const unbound = sql.replaceAll('"public".', '');
  if (unbound !== sql) writeFileSync(new URL(file, folder), unbound);
}
