import { expect, test } from 'vitest';
import type { Role } from '@clapper/access';
import { KINDS, type DocumentKind } from '@clapper/documents';
import * as Y from 'yjs';
import { knownTo } from '../../server/src/sync/inspect-update.ts';
import { judgePlain } from '../../server/src/sync/judge.ts';
import { Leases } from '../../server/src/sync/leases.ts';
import { count } from '../harness/counts.ts';
import { eachSeed, seeded, seeds, type Random } from '../harness/random.ts';
import { copyOf } from '../harness/replica.ts';
import { mutated } from './mutated.ts';
import { outlineOf } from './outline.ts';
import { anything, ownWrite } from './random-attacks.ts';
import { FAILED_GUARDS } from './seeds.ts';
import { fixturesOf } from '@clapper/documents/fixtures';

const ROUNDS = count(40, 1_000);
const STEPS = 30;

const PEOPLE: readonly { user: string; role: Role }[] = [
  { user: 'ana', role: 'editor' },
  { user: 'ben', role: 'reviewer' },
  { user: 'cho', role: 'owner' },
];

test.each(['board', 'plan', 'talk'] as const)(
  `[GD4] [GD5] ${ROUNDS} rounds of honest and hostile updates of several people: whatever the guard let into a %s fits its schema, and nobody's record was written by another`,
  async (name) => {
    const told = { applied: 0, refused: 0 };
    await eachSeed(seeds(ROUNDS, FAILED_GUARDS), 'convergence', async (seed) => {
      attack(KINDS[name], seeded(seed), told);
    });
    if (process.env['SEED'] !== undefined) return;
    expect(told.applied).toBeGreaterThan(ROUNDS);
    expect(told.refused).toBeGreaterThan(ROUNDS);
  },
  1_800_000,
);

function attack(kind: DocumentKind, random: Random, told: { applied: number; refused: number }): void {
  const server = new Y.Doc();
  Y.applyUpdate(server, fixturesOf(kind)['filled']!);
  const devices = PEOPLE.map((person, i) => ({
    ...person,
    doc: copyOf([Y.encodeStateAsUpdate(server)]),
    clientId: 10 + i,
  }));
  for (let step = 0; step < STEPS; step++) {
    const device = random.pick(devices);
    const { user, role } = device;
    const { doc } = device;
    if (random.chance(0.4)) ownWrite(kind.kind, doc, { user, random, step });
    else anything(kind, doc, random);
    const update = Y.encodeStateAsUpdate(doc, Y.encodeStateVector(server));
    const bytes = random.chance(0.4) ? mutated(update, random) : update;
    const verdict = judgePlain(bytes, {
      known: knownTo(server),
      doc: server,
      kind,
      leases: new Leases(),
      writer: { user, name: user, role },
      mayWrite: true,
      maxUpdateBytes: 1_000_000,
      fits: () => true,
    });
    if (verdict.do === 'apply') {
      const before = recordsOf(kind, server);
      if (!isIntegrated(server, bytes)) return;
      told.applied += 1;
      expectInOrder(kind, server);
      expectOthersLeftAlone(kind, server, before, user);
    } else told.refused += 1;
    // What was refused, or came otherwise than it was made, is made no more: the device starts again from the server.
    if (verdict.do === 'refuse' || bytes !== update || random.chance(0.3))
      device.doc = copyOf([Y.encodeStateAsUpdate(server)]);
  }
}

/** False: it could not be integrated in any order; the room is loaded again from disk then. */
function isIntegrated(doc: Y.Doc, bytes: Uint8Array): boolean {
  try {
    Y.applyUpdate(doc, bytes, 'somebody');
  } catch {
    return false;
  }
  return doc.store.pendingStructs === null && doc.store.pendingDs === null;
}

function expectInOrder(kind: DocumentKind, doc: Y.Doc): void {
  const copy = copyOf([Y.encodeStateAsUpdate(doc)]);
  // Several people, each within the schema, may arrange a page badly together.
  const problems = kind.check(copy).filter(({ code }) => code !== 'misplaced_content');
  expect(problems).toEqual([]);
  for (const path of outlineOf(copy).keys()) {
    const [root, ...keys] = JSON.parse(path) as [string, ...string[]];
    expect([path, Object.keys(kind.roots).includes(root), keys.length > 0]).toEqual([path, true, true]);
  }
}

/** Fields that only a record's author writes, by root. */
const OWN: Readonly<Record<string, readonly string[]>> = {
  threads: ['anchor', 'words', 'mentions', 'editedAt', 'deleted', 'authorId', 'createdAt'],
  replies: ['words', 'mentions', 'editedAt', 'deleted', 'authorId', 'createdAt', 'thread', 'to'],
};

type Records = Map<string, { author: unknown; fields: string }>;

function recordsOf(kind: DocumentKind, doc: Y.Doc): Records {
  const records: Records = new Map();
  if (kind.kind !== 'talk') return records;
  for (const [root, fields] of Object.entries(OWN)) {
    for (const [id, record] of doc.getMap<Y.Map<unknown>>(root)) {
      const own = JSON.stringify(fields.map((field) => record.get(field)));
      records.set(`${root}/${id}`, { author: record.get('authorId'), fields: own });
    }
  }
  for (const root of ['reactions', 'approvals']) {
    for (const [key, value] of doc.getMap(root)) {
      records.set(`${root}/${key}`, { author: key.split('/')[1], fields: JSON.stringify(value) });
    }
  }
  return records;
}

function expectOthersLeftAlone(kind: DocumentKind, doc: Y.Doc, before: Records, user: string): void {
  const after = recordsOf(kind, doc);
  for (const [path, { author, fields }] of before) {
    if (author !== user) expect([path, after.get(path)]).toEqual([path, { author, fields }]);
  }
  for (const [path, { author }] of after) {
    if (!before.has(path)) expect([path, author]).toEqual([path, user]);
  }
}
