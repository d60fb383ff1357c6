import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
// The device's Disk brings IndexedDB into this process, for y-indexeddb too.
import { Disk, newDevice } from '../harness/devices.ts';
import { IndexeddbPersistence } from 'y-indexeddb';
import type { Device } from '@clapper/device';
import { appendContent, fragmentText, readStages, renameStage, stageContent } from '@clapper/documents';
import { newId } from '@clapper/protocol';
import { Desk } from '../harness/desk.ts';
import { newMember, newProject, signUp, type Account } from '../harness/people.ts';
import { startProxy, type Proxy } from '../harness/proxy.ts';
import { replicaOf } from '../harness/replica.ts';
import { startServer, type RunningServer } from '../harness/server.ts';
import { until } from '../harness/wait.ts';
import { storedRows } from '../fault/stored-rows.ts';

// y-websocket and y-indexeddb as they come from npm, against the real server, beside the real device.

let server: RunningServer;
let proxy: Proxy;
let owner: Account;
let editor: Account;
let viewer: Account;
let project: string;
const devices: Device[] = [];
const stocks: Stock[] = [];

beforeAll(async () => {
  server = await startServer();
  proxy = await startProxy(server.url);
  owner = await signUp(server.url, 'Jin');
  project = await newProject(owner);
  editor = await newMember(server.url, owner, project, 'editor', 'Mina');
  viewer = await newMember(server.url, owner, project, 'viewer', 'Vera');
});
afterEach(async () => {
  for (const stock of stocks.splice(0)) await stock.close();
  for (const device of devices.splice(0)) await device.close();
});
afterAll(async () => {
  await proxy.close();
  await server.stop();
});

interface Stock {
  doc: Y.Doc;
  provider: WebsocketProvider;
  /** Codes it does not come back from. */
  closed: number[];
  /** Every close. */
  closes: number[];
  close(): Promise<void>;
}

async function openStock(document: string, token: string, database?: string): Promise<Stock> {
  const doc = new Y.Doc();
  const kept = database === undefined ? null : new IndexeddbPersistence(database, doc);
  await kept?.whenSynced;
  const provider = new WebsocketProvider(`${server.url.replace(/^http/, 'ws')}/sync`, document, doc, {
    protocols: ['clapper.auth', token],
    WebSocketPolyfill: WebSocket as never,
    // Else it would meet the others of this process behind the server's back.
    disableBc: true,
  });
  const stock: Stock = {
    doc,
    provider,
    closed: [],
    closes: [],
    async close() {
      provider.destroy();
      provider.awareness.destroy();
      await kept?.destroy();
    },
  };
  provider.on('closed', ({ code }) => void stock.closed.push(code));
  provider.on('connection-close', (event) => void stock.closes.push(event?.code ?? 0));
  stocks.push(stock);
  return stock;
}

async function openDesk(account: Account, document: string): Promise<Desk> {
  const device = await newDevice({ server: server.url, account, disk: new Disk() });
  devices.push(device);
  const desk = await Desk.open(device, document);
  await desk.live();
  return desk;
}

async function forget(stock: Stock): Promise<void> {
  stocks.splice(stocks.indexOf(stock), 1);
  await stock.close();
}

const synced = ({ provider }: Stock): Promise<true> =>
  until(() => provider.synced as true, { what: 'the stock client to sync' });

function same(a: Y.Doc, b: Y.Doc): Promise<true> {
  return until(() => expect(replicaOf(a)).toEqual(replicaOf(b)) ?? (true as const), {
    what: 'both to hold the same',
  });
}

test('the stock pair and a device write the same scratch document, offline edits of both included', async () => {
  const document = `${project}/scratch/stock-pair`;
  const desk = await openDesk(owner, document);
  desk.type('device online. ');
  const stock = await openStock(document, await editor.token(), 'pair');
  await until(() => stock.doc.getText('text').toString() === 'device online. ', { what: 'the stock client' });

  stock.provider.disconnect();
  stock.doc.getText('text').insert(0, 'stock offline. ');
  stock.doc.getMap('any').set('shape', new Y.Array());
  desk.type('device meanwhile. ');
  await desk.saved();
  // Its page is closed and opened again: what it has is in its own IndexedDB.
  await forget(stock);
  const again = await openStock(document, await editor.token(), 'pair');
  expect(again.doc.getText('text').toString()).toContain('stock offline. ');
  await synced(again);
  await same(again.doc, desk.doc);
  expect(desk.text).toBe('stock offline. device online. device meanwhile. ');
});

test('the stock pair and a device write the same plan, offline edits of both included', async () => {
  const document = `${project}/plan`;
  const desk = await openDesk(owner, document);
  const stock = await openStock(document, await editor.token(), 'plan');
  await synced(stock);
  const [stage] = readStages(stock.doc).stages;
  stock.provider.disconnect();
  const paragraph = (text: string) => [{ type: 'paragraph', content: [{ type: 'text', text }] }];
  appendContent(stageContent(stock.doc, stage!.id)!, paragraph('stock'), 'typing');
  appendContent(stageContent(desk.doc, stage!.id)!, paragraph('device'), 'typing');
  renameStage(desk.doc, stage!.id, '도입', 'typing');
  await desk.saved();
  stock.provider.connect();
  await synced(stock);
  await same(stock.doc, desk.doc);
  expect(readStages(stock.doc).stages[0]?.title).toBe('도입');
  const text = fragmentText(stageContent(desk.doc, stage!.id)!);
  expect(text.split('\n').filter((line) => line === 'stock' || line === 'device')).toHaveLength(2);
});

test('[PL3] a stock viewer reads along, stays connected over reconnects, and changes nothing', async () => {
  const document = `${project}/scratch/watched`;
  const desk = await openDesk(owner, document);
  desk.type('deleted words');
  desk.edit((doc) => doc.getText('text').delete(0, 8));
  await desk.saved();
  const stock = await openStock(document, await viewer.token());
  await until(() => stock.doc.getText('text').toString() === 'words', { what: 'the viewer to read' });
  const rows = storedRows(server, document);
  for (let i = 0; i < 3; i++) {
    stock.provider.disconnect();
    stock.provider.connect();
    await synced(stock);
  }
  desk.type('.');
  await until(() => stock.doc.getText('text').toString() === 'words.', { what: 'the viewer to read on' });
  expect(storedRows(server, document)).toBe(rows + 1);
  expect(stock.closed).toEqual([]);
});

describe('close codes, as contract.md has them', () => {
  test('[HS2] a token that is none: 4401', async () => {
    const stock = await openStock(`${project}/plan`, 'no-token');
    await until(() => stock.closed.length > 0, { what: 'it to be closed' });
    expect(stock.closed).toEqual([4401]);
  });

  test('[PL4] new words of a viewer: 4403, and nobody sees them', async () => {
    const document = `${project}/scratch/forbidden`;
    const desk = await openDesk(owner, document);
    desk.type('theirs');
    await desk.saved();
    const stock = await openStock(document, await viewer.token());
    await synced(stock);
    stock.doc.getText('text').insert(0, 'mine ');
    await until(() => stock.closed.length > 0, { what: 'it to be closed' });
    expect(stock.closed).toEqual([4403]);
    expect(storedRows(server, document)).toBe(1);
    expect(desk.text).toBe('theirs');
  });

  test('[J2] [PL7] what a stranger may not read and what does not exist: 4404, one like the other', async () => {
    const { invite_code: code } = (
      await owner.call<{ invite_code: string }>('POST', `/projects/${await newProject(owner)}/invite`, {
        role: 'viewer',
      })
    ).body;
    const stranger = await signUp(server.url, 'Stranger', code);
    const closed: number[][] = [];
    for (const document of [`${project}/plan`, `${newId()}/plan`, `${project}/nothing`, 'x']) {
      const stock = await openStock(document, await stranger.token());
      await until(() => stock.closed.length > 0, { what: `${document} to be closed` });
      closed.push(stock.closed);
    }
    expect(closed).toEqual([[4404], [4404], [4404], [4404]]);
  });

  test('[HS10] a project that is removed: 4404', async () => {
    const removed = await newProject(owner);
    const stock = await openStock(`${removed}/plan`, await owner.token());
    await synced(stock);
    await owner.call('DELETE', `/projects/${removed}`);
    await until(() => stock.closed.length > 0, { what: 'it to be closed' });
    expect(stock.closed).toEqual([4404]);
  });
});

describe('with tickets', () => {
  /** The six lines of SPEC.md, run as they stand there, in a page of this server. */
  async function runSpecLines(id: string, account: Account, doc: Y.Doc): Promise<WebsocketProvider> {
    const spec = readFileSync(new URL('../../packages/protocol/SPEC.md', import.meta.url), 'utf8');
    const lines = /```js\n(const ticket[\s\S]*?)```/.exec(spec)?.[1];
    if (lines === undefined) throw new Error('SPEC.md has no such lines');
    class Provider extends WebsocketProvider {
      constructor(...[url, name, its, options]: ConstructorParameters<typeof WebsocketProvider>) {
        super(url, name, its, { ...options, WebSocketPolyfill: WebSocket as never, disableBc: true });
      }
    }
    const page = {
      fetch: (path: string, init: RequestInit) => fetch(`${server.url}${path}`, init),
      headers: { authorization: `Bearer ${await account.token()}` },
      WebsocketProvider: Provider,
      url: proxy.url.replace(/^http/, 'ws'),
      id,
      doc,
    };
    const AsyncFunction = (async () => undefined).constructor as FunctionConstructor;
    const run = new AsyncFunction(...Object.keys(page), `${lines}; return provider;`);
    return run(...Object.values(page)) as Promise<WebsocketProvider>;
  }

  test('[HS3] SPEC’s lines keep a stock client connected: a new ticket each time it was cut off', async () => {
    const document = `${project}/scratch/tickets`;
    const desk = await openDesk(owner, document);
    const doc = new Y.Doc();
    const provider = await runSpecLines(document, editor, doc);
    const closes: number[] = [];
    provider.on('connection-close', (event) => void closes.push(event?.code ?? 0));
    try {
      for (const word of ['one ', 'two ', 'three ']) {
        await until(() => provider.synced, { what: 'it to sync', timeout: 10_000 });
        doc.getText('text').insert(doc.getText('text').length, word);
        await until(() => desk.text.endsWith(word), { what: 'the device to read it' });
        proxy.cut();
        await until(() => !provider.wsconnected, { what: 'it to notice' });
        doc.getText('text').insert(doc.getText('text').length, 'offline ');
        proxy.mend();
      }
      await until(() => desk.text === 'one offline two offline three offline ', {
        what: 'the last words',
        timeout: 10_000,
      });
      await same(doc, desk.doc);
      expect(closes.filter((code) => code >= 4400 && code < 4500)).toEqual([]);
    } finally {
      provider.destroy();
      provider.awareness.destroy();
    }
  });
});
