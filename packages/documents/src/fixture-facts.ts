import * as Y from 'yjs';
import type { SeedFacts } from './define-document.ts';

/** The project and the person of every fixture: fixed, so that fixtures are the same bytes each time. */
export const FIXTURE_FACTS: SeedFacts = {
  project: '01940000-0000-7000-8000-000000000001',
  template: 'four-acts',
  language: 'ko',
};

export const FIXTURE_PERSON = { by: '01940000-0000-7000-8000-0000000000aa', at: 1_795_000_000_000 } as const;

/** Not the seeds' client id: a fixture is what somebody made of a seed. */
const FIXTURE_CLIENT_ID = 2;

/** `seed` (or nothing) with what `fill` does to it, as one update. */
export function fixtureUpdate(seed: Uint8Array | null, fill: (doc: Y.Doc) => void): Uint8Array {
  const doc = new Y.Doc();
  if (seed !== null) Y.applyUpdate(doc, seed);
  doc.clientID = FIXTURE_CLIENT_ID;
  doc.transact(() => fill(doc), 'fixture');
  const update = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return update;
}
