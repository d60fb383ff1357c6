// `npm run db:generate`: writes the SQL between the newest migration and the two schemas. A name for it may follow.
import { spawnSync } from 'node:child_process';
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
