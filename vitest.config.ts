import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { suites } from './test/suites.mjs';

/** Every file of tests loads its modules anew: see there what drizzle-orm would cost. */
const drizzleModules = new URL('server/src/storage/drizzle-modules.ts', import.meta.url).href;

const first = suites.flatMap((suite) => suite.first ?? []);

/** Without it a clone that never ran them begins with the largest files, whatever they take. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const placeOf = ({ moduleId }: TestSpecification): number => {
      const place = first.findIndex((name) => moduleId.endsWith(name));
      return place < 0 ? first.length : place;
    };
    return sorted.toSorted((a, b) => placeOf(a) - placeOf(b));
  }
}

// One vitest project per suite: `vitest --project unit` is what `npm test -- unit` runs.
export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    // As patient as `until`: of what never comes alone it makes a difference.
    expect: { poll: { timeout: 20_000 } },
    projects: suites
      .filter((suite) => suite.tests !== undefined)
      .map((suite) => ({
        extends: true as const,
        resolve: { dedupe: ['yjs', 'y-protocols', 'lib0'] },
        test: {
          name: suite.name,
          include: suite.tests ?? [],
          exclude: ['**/node_modules/**', '**/dist/**', ...(suite.except ?? [])],
          globalSetup: suite.setup ?? [],
          environment: 'node',
          execArgv: ['--import', drizzleModules],
          testTimeout: suite.timeout ?? 5_000,
          hookTimeout: Math.max(suite.timeout ?? 0, 20_000),
          // Suites that stop the world run one file at a time: side by side they would measure each other.
          isolate: suite.shared !== true,
          fileParallelism: suite.serial !== true,
        },
      })),
    coverage: {
      // One failed test is told by itself, and not once more as lines that were not seen.
      reportOnFailure: true,
      provider: 'v8',
      // What runs in Node. The client runs in Chromium, which is driven from outside and reports no lines.
      include: ['packages/*/src/**/*.ts', 'server/src/**/*.ts'],
      exclude: ['**/*.test.ts', '**/fixtures/**', '**/*.d.ts'],
      reporter: ['json'],
    },
  },
});
