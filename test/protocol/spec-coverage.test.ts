import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { mutants } from '../mutants/index.ts';
import { apply, type Mutant } from '../mutants/mutant.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const spec = readFileSync(join(root, 'packages/protocol/SPEC.md'), 'utf8');
const rules = [...spec.matchAll(/^- \*\*([A-Z]+\d+)\*\*/gm)].map((match) => match[1]!);

const parts = new Set(rules.map((rule) => rule.replace(/\d+$/, '')));
const QUOTE = new RegExp(`\\[((?:${[...parts].join('|')})\\d+)\\]`, 'g');

/** Rules that no small fault in a file could break, and why. */
const WITHOUT_MUTANT: Readonly<Record<string, string>> = {
  RH11: 'It is seen in Chromium, on a client that would have to be built anew with the fault in it.',
};

/** Rule ids in the names of tests: `test('[ST5] …`, `describe('[RP1] …`, the rows of `test.each`. */
function quoted(): Map<string, string[]> {
  const found = new Map<string, string[]>();
  const files = globSync('{packages,server,client,test}/**/*.test.{ts,tsx}', {
    cwd: root,
    exclude: (name) => name.endsWith('node_modules') || name.endsWith('dist'),
  });
  // What a test file runs against several implementations stands beside it.
  files.push(...globSync('server/src/storage/conformance/*.ts', { cwd: root }));
  for (const file of files.filter((name) => !name.endsWith('spec-coverage.test.ts'))) {
    for (const match of readFileSync(join(root, file), 'utf8').matchAll(QUOTE)) {
      found.set(match[1]!, [...(found.get(match[1]!) ?? []), file]);
    }
  }
  return found;
}

test('every rule has one id and one place', () => {
  expect(rules.toSorted()).toEqual([...new Set(rules)].toSorted());
  expect(rules.length).toBeGreaterThan(100);
});

test('every rule is quoted by a test that breaks when it does', () => {
  const tests = quoted();
  expect(rules.filter((rule) => !tests.has(rule))).toEqual([]);
});

test('no test quotes a rule that is not there', () => {
  const missing = [...quoted()].filter(([rule]) => !rules.includes(rule));
  expect(missing).toEqual([]);
});

test('every mutant breaks a rule that is there, in a place that is there', () => {
  expect(mutants.filter(({ rule }) => !rules.includes(rule))).toEqual([]);
  for (const mutant of mutants)
    expect(apply(mutant, readFileSync(join(root, mutant.file), 'utf8'))).toContain(mutant.to);
});

test('every rule has a mutant that its tests must notice, or a reason why not', () => {
  const broken = new Set(mutants.map(({ rule }) => rule));
  expect(rules.filter((rule) => !broken.has(rule) && !Object.hasOwn(WITHOUT_MUTANT, rule))).toEqual([]);
  expect(Object.keys(WITHOUT_MUTANT).filter((rule) => broken.has(rule) || !rules.includes(rule))).toEqual([]);
});

test('the test that a mutant names quotes its rule', () => {
  const tests = quoted();
  // What runs against both databases is told by the file that runs it.
  const conformance = 'server/src/storage/sqlite/sqlite.test.ts';
  const quotes = ({ rule, by }: Mutant) =>
    tests.get(rule)?.some((file) => file === by || (by === conformance && file.includes('/conformance/')));
  expect(mutants.filter((mutant) => quotes(mutant) !== true)).toEqual([]);
});
