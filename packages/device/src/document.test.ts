import 'fake-indexeddb/auto';
import * as Y from 'yjs';
import { expect, test } from 'vitest';
import { kindOf } from '@clapper/documents';
import type { Message } from '@clapper/protocol';
import { PendingIndex } from './changes.ts';
import { LiveDocument } from './document.ts';
import { silent } from './environment.ts';
import { openLocalStore } from './local-store.ts';
import type { PendingRow } from './rows.ts';
import { Tabs } from './tabs.ts';
import { Browser } from './testing/browser.ts';
import { SCRATCH, until, USER } from './testing/people.ts';
import { ScriptedServer } from './testing/scripted-server.ts';

const OTHER = 'another tab';
const HISTORY = { epoch: 'epoch-1', from: null, generation: 0, afterN: 0, confirmed: [], facts: {} };

/** A document of one tab, whose reads from the disk are slow: rows are read at once, and arrive when `arrive` is called. */
async function slowlyRead() {
  const { environment } = new Browser(new ScriptedServer().net).tab();
  const store = await openLocalStore(USER.id, environment, silent);
  const index = new PendingIndex();
  const sent: Message[] = [];
  const reads: (() => void)[] = [];
  const live = new LiveDocument({
    document: SCRATCH,
    kind: kindOf(SCRATCH)!.kind,
    environment,
    store: {
      ...store,
      async load(document) {
        const loaded = await store.load(document);
        await new Promise<void>((arrive) => reads.push(arrive));
        return loaded;
      },
    },
    tabs: new Tabs({ user: USER.id, device: 'd', id: 'this tab', environment, log: silent }, () => undefined),
    index,
    log: silent,
    send: (message) => sent.push(message) > 0,
    requestJoin: () => undefined,
    changed: () => undefined,
    readKept: () => Promise.resolve(),
    keptChanged: () => Promise.resolve(),
  });
  /** Of another tab, stored before it is told of. */
  async function write(words: string): Promise<PendingRow> {
    const doc = new Y.Doc();
    doc.getText('text').insert(0, words);
    const update = Y.encodeStateAsUpdate(doc);
    const edit = { clientId: doc.clientID, update, at: 1, change: 1, n: null };
    const { pending } = await store.save(SCRATCH, { ...HISTORY, tab: OTHER, edits: [edit] });
    return pending[0]!;
  }
  async function arrive(): Promise<void> {
    await until(() => reads.length > 0);
    reads.shift()!();
  }
  return { live, index, sent, reads, write, arrive };
}

function textOf(live: LiveDocument): string {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, live.encode() ?? Y.encodeStateAsUpdate(doc));
  return doc.getText('text').toJSON();
}

/** As the server answers who has nothing. */
function join(live: LiveDocument): void {
  live.connected(1);
  live.joinRequest();
  const access = { read: true, write: true, role: 'editor' } as const;
  const head = { epoch: 'epoch-1', base: null, firstSeq: 1, headSeq: 0, headTip: '', schema: 0 };
  live.answered({ result: 'joined', document: SCRATCH, access, ...head });
}

test('what another tab had acknowledged while rows were read does not wait for ever', async () => {
  const { live, index, reads, write, arrive } = await slowlyRead();
  const row = await write('theirs');
  const loading = live.load();
  await until(() => reads.length === 1);
  live.tabConfirmed([row]);
  await arrive();
  await loading;
  expect(index.documents()).toEqual([]);
  await live.close();
});

test('what another tab wrote while rows were read is in the document', async () => {
  const { live, index, reads, write, arrive } = await slowlyRead();
  const loading = live.load();
  await until(() => reads.length === 1);
  const row = await write('theirs');
  live.tabRows('epoch-1', 0, [row]);
  await arrive();
  await loading;
  join(live);
  expect(index.of(SCRATCH).map(({ n }) => n)).toEqual([row.n]);
  expect(textOf(live)).toBe('theirs');
  await live.close();
});

test('edits taken over from a tab that is gone, while the document is read anew, are pushed', async () => {
  const { live, index, sent, reads, write, arrive } = await slowlyRead();
  const loading = live.load();
  await arrive();
  await loading;
  join(live);
  const row = await write('of a tab that is gone');
  live.tabRows('epoch-1', 0, [row]);
  // Another tab says that it repaired the document: its rows are read, and before they are here, taken over.
  live.generationMoved(1);
  await until(() => reads.length === 1);
  await live.adoptOrphans();
  await arrive();
  await until(() => index.of(SCRATCH).every(({ tab }) => tab === 'this tab'));
  join(live);
  expect(index.of(SCRATCH)).toHaveLength(1);
  expect(sent.flatMap((message) => (message.type === 'push' ? [message.n] : []))).toEqual([row.n]);
  await live.close();
});
