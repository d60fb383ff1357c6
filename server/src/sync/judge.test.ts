import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { KINDS } from '@clapper/documents';
import { knownTo } from './inspect-update.ts';
import { judgePlain, judgePush, type Push, type PushFacts } from './judge.ts';
import { RETIRED_N } from '../storage/limits.ts';
import { Leases } from './leases.ts';

const ANA = { user: 'ana', name: 'Ana', role: 'editor' } as const;
const BEN = { user: 'ben', name: 'Ben', role: 'editor' } as const;

const ana = new Y.Doc();
ana.clientID = 7;
const updates: Uint8Array[] = [];
ana.on('update', (update: Uint8Array) => void updates.push(update));
ana.getText('t').insert(0, 'abc');
ana.getText('t').insert(3, 'def');
ana.getText('t').delete(0, 1);
const [abc, def, less] = updates as [Uint8Array, Uint8Array, Uint8Array];

const room = new Y.Doc();
Y.applyUpdate(room, abc);

function facts(change: Partial<PushFacts> = {}): PushFacts {
  const leases = new Leases();
  leases.load([{ clientId: 7, user: 'ana', device: 'd', lastN: 1 }]);
  return {
    known: knownTo(room),
    doc: room,
    kind: KINDS.scratch,
    leases,
    writer: ANA,
    mayWrite: true,
    maxUpdateBytes: 1_000,
    fits: () => true,
    device: 'd',
    epoch: 'e',
    schema: { document: 2, server: 2 },
    blocked: false,
    ...change,
  };
}

const push = (change: Partial<Push> = {}): Push => ({
  n: 2,
  clientId: 7,
  epoch: 'e',
  schema: 2,
  update: def,
  ...change,
});

test('[EP13] an id from before a rollback writes nothing new, and may repeat what is there', () => {
  const leases = new Leases();
  leases.load([{ clientId: 7, user: 'ana', device: 'd', lastN: RETIRED_N }]);
  const plain = (update: Uint8Array) => judgePlain(update, facts({ leases }));
  expect([abc, def].map(plain)).toMatchObject([{ do: 'acknowledge' }, { do: 'refuse', code: 'REFUSED' }]);
  expect(judgePush(push(), facts({ leases }))).toMatchObject({ do: 'refuse', code: 'REFUSED' });
});

const answer = (verdict: ReturnType<typeof judgePush>): string =>
  verdict.do === 'refuse' ? verdict.code : verdict.do;

describe('[RP1] [RP2] a push is judged in one order', () => {
  test.each<[string, Push, PushFacts, string]>([
    ['the next edit', push(), facts(), 'apply'],
    ['a deletion', push({ update: less }), facts(), 'apply'],
    ['size comes first', push({ update: new Uint8Array(1_001) }), facts(), 'TOO_LARGE'],
    ['then decoding', push({ update: new Uint8Array(3).fill(255), epoch: 'x' }), facts(), 'INVALID_UPDATE'],
    ['then the epoch', push({ epoch: 'x', n: 1 }), facts(), 'EPOCH'],
    [
      '[DU4] then n: it came before',
      push({ n: 1, update: abc }),
      facts({ blocked: true, mayWrite: false }),
      'acknowledge',
    ],
    ['[RP3] then an earlier refusal', push(), facts({ blocked: true, mayWrite: false }), 'GAP'],
    [
      '[LE4] then whose structs they are',
      push({ clientId: 8 }),
      facts({ mayWrite: false }),
      'INVALID_UPDATE',
    ],
    [
      '[LE5] then the clock: used before',
      push({ update: abc }),
      facts({ mayWrite: false }),
      'CLIENT_ID_REUSED',
    ],
    ['[LE5] then the clock: not yet', push(), facts({ known: knownTo(new Y.Doc()), mayWrite: false }), 'GAP'],
    [
      '[DU5] then whether it changes anything',
      push({ update: Uint8Array.of(0, 0) }),
      facts({ mayWrite: false }),
      'acknowledge',
    ],
    ['then the right to write', push(), facts({ mayWrite: false, writer: BEN }), 'FORBIDDEN'],
    ['[LE6] then the lease', push({ schema: 9 }), facts({ writer: BEN }), 'REFUSED'],
    ['then the schema: from a newer app', push({ schema: 3 }), facts(), 'SERVER_TOO_OLD'],
    ['then the schema: one version behind is fine', push({ schema: 1 }), facts(), 'apply'],
    ['then the schema: two are not', push({ schema: 0 }), facts(), 'CLIENT_TOO_OLD'],
    [
      'then what it builds on',
      push({ update: Y.mergeUpdates([less]), clientId: 9 }),
      facts({ known: knownTo(new Y.Doc()) }),
      'GAP',
    ],
    ['last the size of the document', push(), facts({ fits: () => false }), 'TOO_LARGE'],
    ['[LI3] which deleting does not add to', push({ update: less }), facts({ fits: () => false }), 'apply'],
  ])('%s', (_what, pushed, known, expected) => {
    expect(answer(judgePush(pushed, known))).toBe(expected);
  });

  test('[DU4] another device’s n says nothing here', () => {
    expect(answer(judgePush(push({ n: 1, update: abc }), facts({ device: 'other' })))).toBe(
      'CLIENT_ID_REUSED',
    );
  });

  test('[DU4] a push that a later one overtook is not taken for stored', () => {
    expect(answer(judgePush(push({ n: 1 }), facts()))).toBe('apply');
    expect(answer(judgePush(push({ n: 1, update: less }), facts()))).toBe('apply');
  });
});

describe('a stock client’s update', () => {
  test.each<[string, Uint8Array, PushFacts, string]>([
    ['an edit', def, facts(), 'apply'],
    [
      '[PL3] one that is there already, of somebody who may not write',
      abc,
      facts({ mayWrite: false }),
      'acknowledge',
    ],
    ['[PL3] a deletion of somebody who may not write', less, facts({ mayWrite: false }), 'acknowledge'],
    ['[PL4] new structs of somebody who may not write', def, facts({ mayWrite: false }), 'FORBIDDEN'],
    ['[PL6] one that builds on what is not there', def, facts({ known: knownTo(new Y.Doc()) }), 'GAP'],
    ['all it has, the known with the new', Y.mergeUpdates([abc, def]), facts(), 'apply'],
  ])('%s', (_what, bytes, known, expected) => {
    expect(answer(judgePlain(bytes, known))).toBe(expected);
  });
});

describe('whose id it is', () => {
  const theirs = { writer: BEN };
  test.each<[string, Uint8Array, PushFacts, string]>([
    ['[LE6] new structs of another’s id', def, facts(theirs), 'REFUSED'],
    ['[LE6] structs of another’s id that are there already', abc, facts(theirs), 'acknowledge'],
    [
      '[LE7] new structs of an id the server wrote with',
      def,
      facts({ ...theirs, leases: new Leases() }),
      'REFUSED',
    ],
    [
      '[LE2] an id that nobody ever wrote with',
      abc,
      facts({ known: knownTo(new Y.Doc()), leases: new Leases() }),
      'apply',
    ],
  ])('%s', (_what, bytes, known, expected) => {
    expect(answer(judgePlain(bytes, known))).toBe(expected);
  });
});

describe('[RP1] then the guard, before the size of the document', () => {
  const shot = new Y.Doc();
  shot.clientID = 7;
  shot.getMap('shots').set('x', new Y.Map([['size', 'huge']]));
  const bad = Y.encodeStateAsUpdate(shot);
  const empty = new Y.Doc();
  const board = facts({ kind: KINDS.board, doc: empty, known: knownTo(empty), fits: () => false });

  test('[GD7] it says why and where', () => {
    const refused = { do: 'refuse', code: 'REFUSED', reason: 'invalid_value' };
    expect(judgePush(push({ update: bad }), board)).toMatchObject({
      ...refused,
      paths: ['shots/x/size', 'shots/x/place'],
    });
    expect(judgePlain(bad, board)).toMatchObject(refused);
  });

  test('[GD7] it names twenty places, and of each as much as a person reads', () => {
    const many = new Y.Doc();
    many.clientID = 7;
    for (let i = 0; i < 30; i++)
      many.getMap('shots').set(`${i}-${'x'.repeat(230)}`, new Y.Map([['size', 'huge']]));
    const verdict = judgePush(push({ update: Y.encodeStateAsUpdate(many) }), {
      ...board,
      maxUpdateBytes: 100_000,
    });
    const paths = verdict.do === 'refuse' ? [...(verdict.paths ?? [])] : [];
    expect(paths.map((path) => path.length)).toEqual(Array.from({ length: 20 }, () => 200));
  });

  test('[GD1] what is applied comes with its touches, found once', () => {
    const good = new Y.Doc();
    good.clientID = 7;
    good.getMap('shots').set('x', new Y.Map([['place', { stage: 's', order: 'a0' }]]));
    const verdict = judgePlain(Y.encodeStateAsUpdate(good), { ...board, fits: () => true });
    expect(verdict).toMatchObject({ do: 'apply', touches: [{ keys: ['x'] }, { keys: ['x', 'place'] }] });
  });
});
