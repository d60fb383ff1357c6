// Checks the types of every workspace, each by its own tsconfig: what may be imported differs between them.
import { spawnSync } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const workspaces = [...globSync('packages/*', { cwd: root }), 'server', 'client', 'test'].filter(
  (workspace) =>
    existsSync(join(root, workspace, 'tsconfig.json')) &&
    globSync('{src/**/,**/}*.{ts,tsx}', {
      cwd: join(root, workspace),
      exclude: (name) => name === 'node_modules',
    }).length > 0,
);
let failed = false;
for (const workspace of workspaces) {
  const { status } = spawnSync('tsc', ['-p', workspace], { cwd: root, stdio: 'inherit' });
  if (status !== 0) failed = true;
}
process.exit(failed ? 1 : 0);
