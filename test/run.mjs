// `npm test`, `npm run check`, `npm run test:long`: plain JavaScript that runs on Node 20 in a clone without
// node_modules, brings what is missing, runs the suites of suites.mjs and ends with `N passed, N failed`.
//
//   npm test                  everything, short counts       npm test -- unit e2e    only these
//   npm run test:long         everything, full counts        npm run check           the quick gate
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, relative } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { bundled, compiled, nodeBinary, prepare } from '../server/start.mjs';
import { lineCoverage } from './coverage.mjs';
import { bringMachineNeeds } from './machine.mjs';
import { suites } from './suites.mjs';

const LEAST_COVERAGE = 80; // percent of lines
/** What the whole of `npm test` may take on two cores, without install and build. */
const BUDGET_S = 870;
/** A suite is stopped at this many times its budget: a hang must not eat the whole run. */
const PATIENCE = 5;
/**
 * So many files of tests run at once, on two cores: most suites wait for disks, sockets and clocks for a third of
 * their time, and what one of them leaves idle another one uses.
 */
const LANES = 3;

const root = fileURLToPath(new URL('..', import.meta.url));
const flags = process.argv.slice(2).filter((word) => word.startsWith('--'));
const names = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const quick = flags.includes('--check');
const long = flags.includes('--long');
const unknown = [
  ...flags.filter((flag) => flag !== '--check' && flag !== '--long'),
  ...names.filter((name) => !suites.some((suite) => suite.name === name)),
];
if (unknown.length > 0) {
  console.error(`Unknown: ${unknown.join(', ')}. Suites: ${suites.map((suite) => suite.name).join(', ')}.`);
  process.exit(2);
}
const chosen = suites.filter((suite) =>
  names.length > 0 ? names.includes(suite.name) : quick ? suite.quick : long || !suite.onlyLong,
);
const whole = names.length === 0 && !quick;
/** It has the machine for itself. */
const alone = chosen.length === 1;
/** A whole run leaves its table and reports; a part of it leaves nothing, so that parts can run side by side. */
const results = whole ? join(root, 'test', 'results') : mkdtempSync(join(tmpdir(), 'clapper-test-'));

/** The suites' process groups, so that nothing they started outlives them. */
const groups = new Set();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    for (const group of groups) killGroup(group);
    process.exit(130);
  });
}

const needs = new Set(chosen.flatMap((suite) => suite.needs ?? []));
if (whole) rmSync(results, { recursive: true, force: true });
else process.on('exit', () => rmSync(results, { recursive: true, force: true }));
mkdirSync(results, { recursive: true });
await prepare({ client: needs.has('client'), server: chosen.some((suite) => suite.tests !== undefined) });
bringMachineNeeds(needs);

const began = performance.now();
const rows = await inLanes(chosen);
if (whole) rows.push(coverageRow());
report();

function lanesOf(suite) {
  return suite.lanes ?? LANES;
}

/** In their order, each as soon as there is room for it beside what runs; the rows are in the same order. */
async function inLanes(all) {
  const running = new Set();
  const rows = [];
  let free = LANES;
  for (const suite of all) {
    const lanes = lanesOf(suite);
    while (free < lanes) await Promise.race(running);
    free -= lanes;
    console.log(`\n── ${suite.name} ${'─'.repeat(Math.max(0, 90 - suite.name.length))}`);
    const row = runSuite(suite).finally(() => {
      free += lanes;
      running.delete(row);
    });
    running.add(row);
    rows.push(row);
  }
  return Promise.all(rows);
}

async function runSuite(suite) {
  const started = performance.now();
  const budget = (long && suite.long) || suite.budget;
  const count = suite.tests === undefined ? await runGate(suite, budget) : await runVitest(suite, budget);
  return { name: suite.name, ...count, seconds: (performance.now() - started) / 1000, budget };
}

async function runGate(suite, budget) {
  let ok = true;
  for (const command of suite.commands) if (!(await passes(command, budget, suite))) ok = false;
  return {
    passed: ok ? 1 : 0,
    failed: ok ? 0 : 1,
    note: ok ? '' : suite.commands.map((it) => it.join(' ')).join('; '),
  };
}

/**
 * A suite with `again` has its failed files run once more, each from nothing: what fails twice has failed, what
 * then passes is told as unsteady, with its first reason.
 */
async function runVitest(suite, budget) {
  const file = join(results, `${suite.name}.json`);
  const first = await vitestReport(suite, budget, file);
  if (first === undefined) return { passed: 0, failed: 1, note: 'ended without a report' };
  const broken = first.report.testResults.filter(({ status }) => status === 'failed');
  if (!suite.again || broken.length === 0) return count(first);
  const names = broken.map(({ name }) => relative(root, name));
  console.log(`\nOnce more, from nothing: ${names.join(', ')}`);
  const second = await vitestReport(suite, budget, file.replace('.json', '.again.json'), names);
  if (second === undefined) return count(first);
  const last = [
    ...first.report.testResults.filter(({ status }) => status !== 'failed'),
    ...second.report.testResults,
  ];
  const whole = count({ ok: second.ok, report: { testResults: last } });
  const still = new Set(last.filter(({ status }) => status === 'failed').map(({ name }) => name));
  return { ...whole, unsteady: broken.filter(({ name }) => !still.has(name)).flatMap(failuresOf) };
}

async function vitestReport(suite, budget, file, only = []) {
  const covered = whole && suite.coverage !== false;
  const ok = await passes(
    [
      'vitest',
      'run',
      ...only,
      `--project=${suite.name}`,
      `--maxWorkers=${suite.workers ?? (alone ? LANES - 1 : Math.max(1, lanesOf(suite)))}`,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
      ...(covered
        ? ['--coverage', `--coverage.reportsDirectory=${join(results, 'coverage', suite.name)}`]
        : []),
      ...(covered && suite.coverage !== undefined ? [`--coverage.include=${suite.coverage}`] : []),
    ],
    budget,
    suite,
    covered,
  );
  try {
    return { ok, report: JSON.parse(readFileSync(file, 'utf8')) };
  } catch {
    return undefined;
  }
}

function count({ ok, report: { testResults } }) {
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  const passed = tests.filter(({ status }) => status === 'passed').length;
  // A test that is skipped or never written is a promise not kept, so it counts as failed.
  const skipped = tests.filter(({ status }) => status !== 'passed' && status !== 'failed').length;
  const broken = testResults.filter(
    (it) => it.status === 'failed' && !it.assertionResults.some(failed),
  ).length;
  let bad = tests.filter(failed).length + skipped + broken;
  const notes = [];
  if (skipped > 0) notes.push(`${skipped} skipped`);
  if (broken > 0) notes.push(`${broken} files could not run`);
  if (passed + bad === 0) notes.push('ran no test');
  else if (!ok && bad === 0) notes.push('tests passed, the run did not');
  if (bad === 0 && notes.length > 0) bad = 1;
  return { passed, failed: bad, note: notes.join(', '), failures: testResults.flatMap(failuresOf) };
}

function failed(assertion) {
  return assertion.status === 'failed';
}

/** What failed, with the head of its reason: a long run ends with it, however much was printed in between. */
function failuresOf({ name, message, assertionResults }) {
  const file = relative(root, name);
  const tests = assertionResults.filter(failed);
  if (tests.length === 0) return message === '' ? [] : [`${file}\n${headOf(message)}`];
  return tests.map(
    ({ fullName, failureMessages }) => `${file} > ${fullName}\n${headOf(failureMessages.join('\n'))}`,
  );
}

function headOf(message) {
  const lines = stripVTControlCharacters(message)
    .split('\n')
    .filter((line) => !line.includes('node_modules'))
    .slice(0, 12);
  return lines.map((line) => `    ${line.slice(0, 240)}`).join('\n');
}

/**
 * Runs one command in a process group of its own and kills the group when it is done, or hangs. Where others run
 * beside it each of its lines says whose it is.
 */
function passes([command, ...args], budget, suite, covered = false) {
  const beside = !alone && lanesOf(suite) < LANES;
  return new Promise((resolve) => {
    const child = spawn(command === 'node' ? nodeBinary() : command, args, {
      cwd: root,
      detached: true,
      stdio: beside ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
      env: {
        ...process.env,
        PATH: join(root, 'node_modules', '.bin') + delimiter + process.env.PATH,
        CLAPPER_COUNTS: long ? 'long' : 'short',
        // The compilers of the gate collect garbage half as often, a fifth of their time, and keep to their lane: threads
        // that wait for each other's turn cost more than they bring.
        GOGC: '200',
        ...(beside && { GOMAXPROCS: '1' }),
        // V8 tells less of what was compiled before, so what is covered is compiled anew, from the files that are counted.
        ...(covered
          ? { CLAPPER_SERVER_COVERAGE: join(results, 'coverage', 'servers') }
          : { NODE_COMPILE_CACHE: compiled, CLAPPER_SERVER_MAIN: bundled }),
      },
    });
    for (const stream of beside ? [child.stdout, child.stderr] : [])
      createInterface({ input: stream }).on('line', (line) => console.log(`${suite.name} │ ${line}`));
    const group = child.pid;
    groups.add(group);
    const limit = setTimeout(
      () => {
        console.log(`${suite.name} stopped after ${budget * PATIENCE} s, ${PATIENCE} times its budget.`);
        killGroup(group);
      },
      budget * PATIENCE * 1000,
    );
    const end = (ok) => {
      clearTimeout(limit);
      killGroup(group);
      resolve(ok);
    };
    child.on('error', (error) => {
      console.log(`${command} could not be run: ${error.message}`);
      end(false);
    });
    child.on('exit', (code) => end(code === 0));
  });
}

function killGroup(group) {
  groups.delete(group);
  if (group === undefined) return;
  try {
    process.kill(-group, 'SIGKILL');
  } catch {
    // already gone
  }
}

function coverageRow() {
  const { covered, total } = lineCoverage(root, join(results, 'coverage'));
  const percent = total === 0 ? 0 : (100 * covered) / total;
  const ok = percent >= LEAST_COVERAGE;
  const note = `${percent.toFixed(1)} % of ${total} lines of packages and server, at least ${LEAST_COVERAGE} % wanted`;
  return { name: 'coverage', passed: ok ? 1 : 0, failed: ok ? 0 : 1, note };
}

function report() {
  const passed = rows.reduce((sum, row) => sum + row.passed, 0);
  const bad = rows.reduce((sum, row) => sum + row.failed, 0);
  const cells = rows.map((row) => [
    row.name,
    String(row.passed),
    String(row.failed),
    row.seconds === undefined ? '' : row.seconds.toFixed(1),
    row.budget === undefined ? '' : String(row.budget),
    [
      row.seconds > row.budget ? 'over budget' : '',
      row.unsteady?.length > 0 ? `${row.unsteady.length} passed only when run again` : '',
      row.note,
    ]
      .filter(Boolean)
      .join('; '),
  ]);
  const heads = ['suite', 'passed', 'failed', 'seconds', 'budget', ''];
  const widths = heads.map((head, i) => Math.max(head.length, ...cells.map((row) => row[i].length)));
  const line = (row) =>
    row.map((cell, i) => (i === 0 || i === 5 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join('  ');
  const table = [line(heads), ...cells.map(line)].map((text) => text.trimEnd()).join('\n');
  writeFileSync(
    join(results, 'table.txt'),
    `${new Date().toISOString()} ${long ? 'full' : 'short'} counts\n${table}\n`,
  );
  writeFileSync(
    join(results, 'table.json'),
    `${JSON.stringify({ long, passed, failed: bad, rows }, null, 2)}\n`,
  );
  console.log(`\n${table}\n`);
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  console.log(whole && !long ? `${seconds} s of ${BUDGET_S}\n` : `${seconds} s\n`);
  for (const first of rows.flatMap(({ unsteady = [] }) => unsteady)) console.log(`UNSTEADY ${first}\n`);
  for (const failure of rows.flatMap(({ failures = [] }) => failures)) console.log(`FAILED ${failure}\n`);
  console.log(`${passed} passed, ${bad} failed`);
  process.exitCode = bad > 0 || passed === 0 ? 1 : 0;
}
