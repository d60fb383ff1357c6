import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { KINDS } from '@clapper/documents';
import type { DocumentHead } from '../storage/storage.ts';
import { Leases } from './leases.ts';
import { SYNC_LIMITS } from './limits.ts';
import { LiveDocument } from './live-document.ts';
import type { Member, Outcome } from './member.ts';
import { WriteGroup, type PeerWrite, type Write } from './write-group.ts';

const head: DocumentHead = {
  id: 'p/scratch/a',
  kind: 'scratch',
  epoch: 'e',
  base: null,
  schema: 0,
  firstSeq: 1,
  headSeq: 0,
  headTip: '',
};

/** What a group told those who keep an eye on it. */
interface Told {
  quarantined: string[];
  broke: number;
}

function groupOn(live: LiveDocument, told: Told = { quarantined: [], broke: 0 }): WriteGroup {
  return new WriteGroup({
    head,
    live,
    leases: new Leases(),
    kind: KINDS.scratch,
    limits: SYNC_LIMITS,
    activity: null,
    now: () => 1,
    quarantine: (_write, _update, code) => void told.quarantined.push(code),
    broke: () => (told.broke += 1),
  });
}

function emptyDocument(): LiveDocument {
  return LiveDocument.load({ head, snapshot: null, rows: [], leases: [] });
}

/** One that no doc can take: Yjs throws when the transaction ends that it was applied in. */
const POISON = 'poison';
function ruinable(): LiveDocument {
  const live = emptyDocument();
  live.doc.on('afterTransaction', () => {
    if (live.doc.getText('t').toString().includes(POISON)) throw new Error('ruined');
  });
  return live;
}

const ana = {
  user: { id: 'ana', name: 'Ana' },
  device: null,
  access: { read: true, write: true, role: 'editor' },
};

function writing(text: string, outcomes: string[] = []): PeerWrite {
  const doc = new Y.Doc();
  doc.getText('t').insert(0, text);
  return {
    kind: 'update',
    member: ana as Member,
    update: Y.encodeStateAsUpdate(doc),
    receivedAt: 1,
    done: ({ verdict }: Outcome) =>
      outcomes.push(`${text} ${verdict.do === 'refuse' ? verdict.code : verdict.do}`),
  };
}

function from(writes: Write[]): () => Write | null {
  return () => writes.shift() ?? null;
}

test('[DU6] what stands in one commit is shown as one update, which comes to what its rows come to', () => {
  const live = emptyDocument();
  const group = groupOn(live);
  const serverWrite: Write = {
    kind: 'write',
    user: null,
    schema: null,
    change: (doc) => doc.getText('t').insert(0, 'of the server '),
    done: () => undefined,
  };
  group.take(from([writing('one '), writing('two '), serverWrite, writing('three ')]), Infinity);
  const [shown, stored] = [new Y.Doc(), new Y.Doc()];
  Y.applyUpdate(shown, group.merged());
  for (const row of group.rows) Y.applyUpdate(stored, row.update);
  expect(group.rows).toHaveLength(4);
  expect(shown.getText('t').toString()).toBe(live.doc.getText('t').toString());
  expect(stored.getText('t').toString()).toBe(live.doc.getText('t').toString());
});

test('[DU10] one update alone is shown as it was received', () => {
  const group = groupOn(emptyDocument());
  const write = writing('alone');
  group.take(from([write]), Infinity);
  expect(group.merged()).toBe(group.rows[0]!.update);
});

test('[DU13] several updates of one commit, one of which ruins the doc: none is stored, and each is judged again', () => {
  const outcomes: string[] = [];
  const writes = [writing('before', outcomes), writing(POISON, outcomes), writing('after', outcomes)];
  const group = groupOn(ruinable());
  group.take(from([...writes]), Infinity);
  expect([group.broken, group.append(), outcomes]).toEqual([true, null, []]);
  expect(group.again).toEqual(writes);
});

test('[DU13] alone, the one that ruins the doc is refused and kept for the operator', () => {
  const outcomes: string[] = [];
  const told: Told = { quarantined: [], broke: 0 };
  const writes = [writing(POISON, outcomes), writing('after', outcomes)];
  const group = groupOn(ruinable(), told);
  group.take(from(writes), 1);
  expect([group.broken, group.append(), group.again, writes.length]).toEqual([true, null, [], 1]);
  group.settle([], []);
  expect(outcomes).toEqual([`${POISON} INVALID_UPDATE`]);
  expect(told).toEqual({ quarantined: ['INVALID_UPDATE'], broke: 1 });
});

test('[DU13] a judge that fails is nobody’s update: the commit fails, and nothing goes round for ever', () => {
  const live = emptyDocument();
  const group = groupOn(live);
  Object.defineProperty(live.known, 'clockOf', {
    value: () => {
      throw new Error('judge failed');
    },
  });
  expect(() => group.take(from([writing('one')]), 1)).toThrow('judge failed');
});
