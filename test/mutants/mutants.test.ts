import { execFile } from 'node:child_process';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { copyOfTree } from './copy.ts';
import { mutants } from './index.ts';
import { apply, type Mutant } from './mutant.ts';

// Breaks one rule of SPEC.md at a time in a copy of the tree and runs the tests that quote it: one must fail.

const root = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);
/** Suites that tell fast, asked before those that need a browser or a database going away. */
const FASTEST_FIRST = ['packages/', 'server/', 'test/protocol/', 'test/security/', 'test/convergence/'];

let copy: ReturnType<typeof copyOfTree>;
beforeAll(() => {
  copy = copyOfTree(root);
}, 60_000);
afterAll(() => copy.remove());

const named = mutants.map((mutant) => [mutant.rule, mutant.fault, mutant] as const);
test.each(named)('%s does not survive: %s', async (rule, _, mutant) => {
  const file = join(copy.path, mutant.file);
  const source = readFileSync(file, 'utf8');
  writeFileSync(file, apply(mutant, source));
  try {
    const told: string[] = [];
    for (const tests of testsOf(mutant)) {
      const { killed, said } = await runTests(rule, tests);
      if (killed) return;
      told.push(said);
    }
    expect.fail(`${rule} survives: no test that quotes it fails.\n${told.join('\n')}`);
  } finally {
    writeFileSync(file, source);
  }
});

/** The files that quote the rule, in groups from fast to slow. Browser tests run a built client, not the copy. */
function testsOf({ rule }: Mutant): string[][] {
  const files = globSync('{packages,server,test}/**/*.test.ts', {
    cwd: copy.path,
    exclude: (name) => name.endsWith('node_modules') || name === 'e2e' || name === 'mutants',
  }).filter((file) => quotes(file, rule));
  const conformance = globSync('server/src/storage/conformance/*.ts', { cwd: copy.path }).some((file) =>
    quotes(file, rule),
  );
  if (conformance) files.push('server/src/storage/sqlite/sqlite.test.ts');
  const speed = (file: string) => {
    const at = FASTEST_FIRST.findIndex((folder) => file.startsWith(folder));
    return at === -1 ? FASTEST_FIRST.length : at;
  };
  return FASTEST_FIRST.concat('')
    .map((_, at) => files.filter((file) => speed(file) === at))
    .filter((group) => group.length > 0);
}

function quotes(file: string, rule: string): boolean {
  return readFileSync(join(copy.path, file), 'utf8').includes(`[${rule}]`);
}

/** Killed: a test failed. That nothing could be loaded, or nothing ran, proves nothing. */
async function runTests(rule: string, files: string[]): Promise<{ killed: boolean; said: string }> {
  const report = join(copy.path, 'mutant.json');
  const args = ['run', ...files, '--testNamePattern', `\\[${rule}\\]`, '--retry=0', '--bail=1'];
  const options = {
    cwd: copy.path,
    env: { ...process.env, CLAPPER_COUNTS: '' },
    maxBuffer: 64 * 1024 * 1024,
  };
  const command = join(root, 'node_modules/.bin/vitest');
  const { stdout, stderr } = await run(
    command,
    [...args, '--reporter=json', `--outputFile=${report}`],
    options,
  ).catch((error: { stdout: string; stderr: string }) => error);
  const { numFailedTests, numPassedTests } = JSON.parse(readFileSync(report, 'utf8')) as Record<
    string,
    number
  >;
  if (numFailedTests === 0 && numPassedTests === 0)
    throw new Error(`${rule}: no test ran\n${stdout}${stderr}`);
  return { killed: (numFailedTests ?? 0) > 0, said: `${files.join(', ')}: ${numPassedTests} passed` };
}
