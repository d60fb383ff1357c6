// Checks the types of every workspace, each by its own tsconfig: what may be imported differs between them. What did not
// change since the last time is not checked again.
import { spawnSync } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { delimiter, join } from 'node:path';
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
const cache = join(root, 'node_modules/.cache/clapper/types');
const env = { ...process.env, PATH: join(root, 'node_modules/.bin') + delimiter + process.env.PATH };
let failed = false;
for (const workspace of workspaces) {
  const known = join(cache, `${workspace.replaceAll('/', '-')}.tsbuildinfo`);
  // Each checker more looks at much of the same again: what one core is done with a little later leaves the other to tests.
  const args = ['-p', workspace, '--checkers', '1', '--incremental', '--tsBuildInfoFile', known];
  const { status, error } = spawnSync('tsc', args, { cwd: root, env, stdio: 'inherit' });
  if (error !== undefined) console.error(`${workspace} was not checked: ${error.message}`);
  if (status !== 0) failed = true;
}
process.exit(failed ? 1 : 0);
