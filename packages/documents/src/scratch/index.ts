import { defineDocument } from '../define-document.ts';

/** A document for scripts and any other Yjs program: no schema, nothing checked, nothing migrated. */
export const scratch = defineDocument({
  kind: 'scratch',
  scope: 'project',
  named: true,
  schemaVersion: 0,
  read: 'viewer',
  write: 'editor',
  opensWithProject: false,
  roots: { '*': { type: 'any', about: 'whatever the program that uses it keeps there' } },
  rules: { '*': { write: 'editor' } },
  migrations: [],
  seed: () => null,
  check: () => [],
  // Its roots have no types until somebody asks for one: nothing can be read without guessing.
  toText: () => '',
});
