/**
 * Every suite of `npm test`, in the order it runs. Adding one is adding its row.
 *
 * @typedef {object} Suite
 * @property {string} name what `npm test -- NAME` calls it
 * @property {number} budget seconds it may take on two cores at the short counts
 * @property {string[][]} [commands] a gate: passes when each of these does, and counts as one test
 * @property {string[]} [tests] a vitest suite: the files it runs, counted one by one
 * @property {string[]} [except] files of `tests` that belong to another suite
 * @property {string[]} [first] files that take long, the longest first: begun late, one of them would run on alone
 * @property {Need[]} [needs] what must be there before it starts
 * @property {string} [setup] a module that brings what its files share, once for all of them
 * @property {boolean} [quick] part of `npm run check`
 * @property {boolean} [serial] one file at a time
 * @property {number} [lanes] files it runs side by side; of three lanes, what it leaves is for the suites behind it.
 *   0: one that waits, beside whatever runs. Without a number it has the machine for itself
 * @property {number} [workers] files it runs side by side, where that is not as many as its lanes
 * @property {boolean} [shared] its files share a worker and what it has loaded: none may leave anything behind
 * @property {number} [timeout] milliseconds one test may take
 * @property {boolean} [again] files that failed are run once more from nothing; the report names what passed only then
 * @property {false | string} [coverage] false: it is left out of the coverage of a whole run, which the other suites have;
 *   else the files whose lines it counts. Without it all, also those that it never loads, which takes its time
 * @property {boolean} [onlyLong] part of `npm run test:long` and of nothing shorter
 * @property {number} [long] seconds it may take at the full counts, if not the same
 *
 * @typedef {'client' | 'chromium' | 'shell' | 'certutil' | 'postgres' | 'strace' | 'fonts' | 'ffmpeg' | 'firefox'} Need
 */

const unit = ['packages/*/src/**/*.test.ts', 'server/src/**/*.test.ts', 'client/src/**/*.test.{ts,tsx}'];
/** What needs a real Postgres, or checks a whole driver, runs in the storage suite. */
const storage = ['server/src/storage/**/*.test.ts', 'server/src/**/*.pg.test.ts'];

/** @type {Suite[]} */
export const suites = [
  { name: 'format', lanes: 1, budget: 10, quick: true, commands: [['oxfmt', '--check']] },
  { name: 'lint', lanes: 1, budget: 30, quick: true, commands: [['oxlint', '--threads', '1']] },
  { name: 'types', lanes: 1, budget: 35, quick: true, commands: [['node', 'test/types.mjs']] },
  { name: 'unused', lanes: 1, budget: 15, quick: true, commands: [['knip', '--no-progress']] },
  {
    name: 'compatibility',
    coverage: false,
    budget: 90,
    // Most of it is ten minutes of silence, or forty seconds: it begins first and takes no lane from others.
    lanes: 0,
    serial: true,
    tests: ['test/compatibility/**/*.test.ts'],
    timeout: 60_000,
    long: 700,
  },
  // A test takes milliseconds alone, and may take seconds beside a hundred others.
  {
    name: 'unit',
    budget: 90,
    lanes: 2,
    shared: true,
    quick: true,
    tests: unit,
    except: storage,
    timeout: 20_000,
  },
  // The longest of those that run beside each other begin.
  {
    name: 'fault',
    coverage: false,
    budget: 230,
    lanes: 1,
    tests: ['test/fault/**/*.test.ts'],
    needs: ['postgres', 'strace'],
    timeout: 60_000,
    long: 1_900,
  },
  {
    name: 'convergence',
    coverage: false,
    budget: 230,
    lanes: 1,
    tests: ['test/convergence/**/*.test.ts'],
    timeout: 60_000,
    long: 2_300,
  },
  {
    name: 'security',
    coverage: false,
    budget: 190,
    lanes: 1,
    tests: ['test/security/**/*.test.ts'],
    needs: ['postgres'],
    timeout: 60_000,
  },
  {
    name: 'protocol',
    coverage: false,
    budget: 200,
    lanes: 1,
    tests: ['test/protocol/**/*.test.ts'],
    needs: ['ffmpeg'],
    timeout: 60_000,
    long: 900,
  },
  {
    name: 'storage',
    coverage: 'server/src/storage/**/*.ts',
    budget: 75,
    lanes: 1,
    tests: storage,
    needs: ['postgres'],
    timeout: 30_000,
  },
  {
    name: 'harness',
    coverage: false,
    budget: 15,
    lanes: 1,
    tests: ['test/harness/*.test.ts'],
    needs: ['postgres', 'chromium', 'shell'],
    timeout: 30_000,
  },
  {
    name: 'e2e',
    coverage: false,
    budget: 600,
    lanes: 2,
    // Two leave a fifth of the machine idle once the long files are through; it begins when two lanes are free.
    workers: 3,
    tests: ['test/e2e/**/*.test.ts'],
    shared: true,
    setup: 'test/harness/open-server.setup.ts',
    first: [
      ...['screens', 'board-page', 'opening', 'plan-editor', 'offline', 'leading-tab', 'review-states'],
      ...['board', 'threads', 'rights', 'push', 'pill', 'shell', 'origins', 'pictures'],
    ].map((name) => `test/e2e/${name}.test.ts`),
    needs: ['client', 'chromium', 'shell', 'certutil', 'ffmpeg', 'fonts', 'postgres'],
    timeout: 60_000,
    // A browser on a busy machine may miss a moment that a person would not; twice is a fault of ours.
    again: true,
  },
  {
    name: 'firefox',
    budget: 120,
    onlyLong: true,
    serial: true,
    tests: ['test/firefox/**/*.test.ts'],
    needs: ['client', 'firefox', 'fonts'],
    timeout: 60_000,
  },
  {
    name: 'mutants',
    budget: 1_500,
    onlyLong: true,
    serial: true,
    tests: ['test/mutants/**/*.test.ts'],
    needs: ['postgres'],
    timeout: 300_000,
  },
];
