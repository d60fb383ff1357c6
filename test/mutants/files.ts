import type { Mutant } from './mutant.ts';

const conformance = 'server/src/storage/sqlite/sqlite.test.ts';
const index = 'server/src/storage/sqlite/files.ts';

/** SPEC part FB, and what ST says of the index of files. */
export const files: Mutant[] = [
  {
    rule: 'ST130',
    fault: 'a project may hold anything',
    by: conformance,
    file: index,
    from: "used(file.project) + blob.bytes > quota) return 'full';",
    to: "used(file.project) > quota) return 'full';",
  },
  {
    rule: 'ST131',
    fault: 'a document has what any document has',
    by: conformance,
    file: index,
    from: '        .where(of(document, hash))\n        .get();',
    to: '        .where(eq(files.hash, hash))\n        .get();',
  },
  {
    rule: 'ST132',
    fault: 'everybody’s files count',
    by: conformance,
    file: index,
    from: '.from(files).where(eq(files.project, project));',
    to: '.from(files);',
  },
  {
    rule: 'ST133',
    fault: 'what is named is listed as nameless',
    by: conformance,
    file: index,
    from: '.where(and(eq(files.named, false), lt(createdAt, before), behind))',
    to: '.where(and(lt(createdAt, before), behind))',
  },
  {
    rule: 'ST134',
    fault: 'everything is due at once',
    by: conformance,
    file: index,
    from: '.where(lte(blobs.dueAt, now))',
    to: '.where(isNotNull(blobs.dueAt))',
  },
  {
    rule: 'ST135',
    fault: 'what a record named meanwhile is given up',
    by: conformance,
    file: index,
    from: '.where(and(of(document, hash), eq(files.named, false)))',
    to: '.where(of(document, hash))',
  },
  {
    rule: 'ST136',
    fault: 'what a document has again is as old as before',
    by: conformance,
    file: index,
    from: 'onConflictDoUpdate({ target: blobs.hash, set: { orphanedAt: null } })',
    to: 'onConflictDoNothing()',
  },
];
