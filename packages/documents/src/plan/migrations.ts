import type { Migration } from '../migrate.ts';

/** Append only; each step needs a saved document of the version before it among the fixtures. */
export const PLAN_MIGRATIONS: readonly Migration[] = [
  {
    about:
      'A line may hold chips. What stands in a page stays as it is; an editor that knows no chips is kept away.',
    up: () => undefined,
  },
];
