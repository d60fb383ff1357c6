import { defineDocument } from '../define-document.ts';
import { checkRoots } from '../records.ts';
import { INFO_MIGRATIONS } from './migrations.ts';
import { readInfo } from './reads.ts';
import { INFO_RULES } from './rules.ts';
import { INFO_ROOTS } from './schema.ts';

export * from './reads.ts';
export * from './writes.ts';

export const info = defineDocument({
  kind: 'info',
  scope: 'project',
  named: false,
  schemaVersion: 1,
  read: 'viewer',
  write: 'server',
  opensWithProject: true,
  roots: INFO_ROOTS,
  rules: INFO_RULES,
  migrations: INFO_MIGRATIONS,
  // Filled from SQL through writeInfo, never seeded: a seed would be a second truth.
  seed: () => null,
  check: (doc) => checkRoots(doc, INFO_ROOTS),
  toText: (doc) => {
    const facts = readInfo(doc);
    return facts === null ? '' : [facts.name, facts.description].filter(Boolean).join('\n');
  },
});
