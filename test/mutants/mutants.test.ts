import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
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
/** A test that hangs has noticed too. Longer than any that is named here takes on a busy machine. */
const TEST_TIMEOUT_MS = 20_000;

/** Most of a test is waiting: one for each of two cores. */
const LANES = 2;

type Copy = ReturnType<typeof copyOfTree>;
let copies: Copy[];
let free: Copy[];
const waiting: ((copy: Copy) => void)[] = [];
beforeAll(() => {
  copies = Array.from({ length: LANES }, () => copyOfTree(root));
  free = [...copies];
}, 60_000);
afterAll(() => {
  for (const copy of copies) copy.remove();
});

/** A copy for oneself, as long as `act` takes. */
async function withCopy<T>(act: (path: string) => Promise<T>): Promise<T> {
  const copy = free.pop() ?? (await new Promise<Copy>((resolve) => waiting.push(resolve)));
  try {
    return await act(copy.path);
  } finally {
    const next = waiting.shift();
    if (next === undefined) free.push(copy);
    else next(copy);
  }
}

const named = mutants.map((mutant) => [mutant.rule, mutant.fault, mutant] as const);
test.concurrent.each(named)('%s does not survive: %s', (_rule, _fault, mutant) =>
  withCopy(async (tree) => {
    const file = join(tree, mutant.file);
    const source = readFileSync(file, 'utf8');
    writeFileSync(file, apply(mutant, source));
    try {
      expect(await failures(tree, mutant), `no test of ${mutant.by} that quotes it fails`).not.toEqual([]);
    } finally {
      writeFileSync(file, source);
    }
  }),
);

/** The tests that failed. That nothing could be loaded, or nothing ran, proves nothing. */
async function failures(tree: string, { rule, by }: Mutant): Promise<string[]> {
  const report = join(tree, 'mutant.json');
  writeFileSync(report, '{}');
  const args = ['run', by, '--testNamePattern', `\\[${rule}\\]`, '--retry=0', '--bail=1'];
  const limits = [`--testTimeout=${TEST_TIMEOUT_MS}`, `--hookTimeout=${TEST_TIMEOUT_MS}`];
  // Its servers are what stands in the tree, and no bundle of what is not broken.
  const { CLAPPER_SERVER_MAIN: _bundle, ...rest } = process.env;
  const env = { ...rest, CLAPPER_COUNTS: '' };
  const { stdout, stderr } = await run(
    join(root, 'node_modules/.bin/vitest'),
    [...args, ...limits, '--reporter=json', `--outputFile=${report}`],
    { cwd: tree, env, maxBuffer: 64 * 1024 * 1024 },
  ).catch((error: { stdout: string; stderr: string }) => error);
  const { testResults = [] } = JSON.parse(readFileSync(report, 'utf8')) as Report;
  const results = testResults.flatMap((file) => file.assertionResults);
  const failed = results.filter(({ status }) => status === 'failed');
  if (failed.length === 0 && !results.some(({ status }) => status === 'passed'))
    throw new Error(`${rule}: no test ran\n${stdout}${stderr}`);
  return failed.map(({ title }) => title);
}

interface Report {
  testResults?: { assertionResults: { title: string; status: string }[] }[];
}
