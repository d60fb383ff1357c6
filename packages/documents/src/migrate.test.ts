import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { ClapperError } from '@clapper/protocol';
import { countUpdates } from './conformance.ts';
import { defineDocument } from './define-document.ts';
import { migrate, MIGRATION_ORIGIN } from './migrate.ts';
import { KINDS } from './registry.ts';

const aged = defineDocument({
  ...KINDS.plan,
  kind: 'aged',
  schemaVersion: 3,
  migrations: [
    { about: 'count from one', up: (doc) => void doc.getMap('m').set('one', 1) },
    { about: 'and on', up: (doc) => void doc.getMap('m').set('two', doc.getMap('m').get('one')) },
  ],
});

it('runs the steps a document has not seen, in order, as one transaction of the migration', () => {
  const doc = new Y.Doc();
  const updates = countUpdates(doc);
  const origins: unknown[] = [];
  doc.on('afterTransaction', (transaction: Y.Transaction) => origins.push(transaction.origin));
  migrate(aged, doc, 1);
  expect([doc.getMap('m').toJSON(), updates.count, origins]).toEqual([
    { one: 1, two: 1 },
    1,
    [MIGRATION_ORIGIN],
  ]);
});

it('leaves out the steps before the version it is given, and does nothing for the current one', () => {
  const doc = new Y.Doc();
  migrate(aged, doc, 2);
  expect([...doc.getMap('m').keys()]).toEqual(['two']);
  const updates = countUpdates(doc);
  migrate(aged, doc, 3);
  migrate(KINDS.scratch, doc, 0);
  expect(updates.count).toBe(0);
});

it('refuses a document of a newer schema', () => {
  expect(() => migrate(aged, new Y.Doc(), 4)).toThrow(expect.objectContaining({ code: 'SERVER_TOO_OLD' }));
});

it('refuses a kind whose version is not the number of its steps', () => {
  expect(() => defineDocument({ ...aged, schemaVersion: 2 })).toThrow(ClapperError);
  expect(() => defineDocument({ ...aged, schemaVersion: 0 })).toThrow(ClapperError);
});
