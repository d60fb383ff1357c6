import { defineDocument } from '../define-document.ts';
import { checkRoots } from '../records.ts';
import { FEED_MIGRATIONS } from './migrations.ts';
import { FEED_RULES } from './rules.ts';
import { FEED_ROOTS } from './schema.ts';

export * from './reads.ts';
export { FEED_SIZE } from './schema.ts';
export * from './writes.ts';

export const feed = defineDocument({
  kind: 'feed',
  scope: 'project',
  named: false,
  schemaVersion: 1,
  read: 'viewer',
  write: 'server',
  opensWithProject: true,
  roots: FEED_ROOTS,
  rules: FEED_RULES,
  migrations: FEED_MIGRATIONS,
  // Filled from SQL through writeFeed.
  seed: () => null,
  check: (doc) => checkRoots(doc, FEED_ROOTS),
  // What happened is no work of anybody's: search finds the things themselves.
  toText: () => '',
});
