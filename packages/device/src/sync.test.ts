import 'fake-indexeddb/auto';
import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Channel } from './environment.ts';
import { Browser } from './testing/browser.ts';
import {
  closeAll,
  closeTab,
  killTab,
  openTab,
  PROJECT,
  ready,
  SCRATCH,
  textOf,
  type,
  until,
} from './testing/people.ts';
import { ScriptedServer } from './testing/scripted-server.ts';

// Real timers and real waiting: a busy machine takes its time.
vi.setConfig({ testTimeout: 20_000 });

afterEach(closeAll);

const serverText = (server: ScriptedServer, id = SCRATCH) =>
  server.document(id).doc.getText('text').toString();
const pushes = (server: ScriptedServer) => server.said.filter((message) => message.type === 'push').length;

describe('two devices', () => {
  test('offline and back, converge', async () => {
    const server = new ScriptedServer();
    const here = new Browser(server.net);
    const there = new Browser(server.net);
    const a = await openTab(here);
    const b = await openTab(there);
    await Promise.all([a.handle.ready(), b.handle.ready()]);
    type(a, 'start ');
    await until(() => textOf(b) === 'start ');
    here.setOnline(false);
    there.setOnline(false);
    type(a, 'A', 0);
    type(b, 'B');
    here.setOnline(true);
    there.setOnline(true);
    await until(() => textOf(a) === textOf(b) && textOf(a) === 'Astart B');
    await until(() => a.device.status.get().state === 'saved' && b.device.status.get().state === 'saved');
    expect(serverText(server)).toBe('Astart B');
  });

  test('an answer lost after the commit changes nothing twice', async () => {
    const server = new ScriptedServer();
    const jin = await openTab(new Browser(server.net));
    await jin.handle.ready();
    server.loseAnswers = true;
    type(jin, 'once');
    await until(() => serverText(server) === 'once');
    server.loseAnswers = false;
    server.net.cut();
    await until(() => jin.device.status.get().state === 'saved');
    expect(serverText(server)).toBe('once');
    expect(textOf(jin)).toBe('once');
    expect(server.document(SCRATCH).rows).toHaveLength(1);
  });

  test('rows that lack the ones in front of them make it ask again, from where it stands', async () => {
    const server = new ScriptedServer();
    const a = await openTab(new Browser(server.net));
    await a.handle.ready();
    await until(() => ready(a).live);
    server.write(SCRATCH, (doc) => doc.getText('text').insert(0, 'first '));
    await until(() => textOf(a) === 'first ');
    // The connection stays, and what the server says meanwhile does not arrive.
    server.net.frozen = true;
    server.write(SCRATCH, (doc) => doc.getText('text').insert(6, 'second '));
    await Promise.resolve();
    server.net.frozen = false;
    server.write(SCRATCH, (doc) => doc.getText('text').insert(13, 'third'));
    await until(() => textOf(a) === 'first second third');
    expect(server.connections).toBe(1);
    expect(server.said.filter(({ type }) => type === 'join')).toHaveLength(2);
    type(a, '.');
    await until(() => a.device.status.get().state === 'saved' && serverText(server) === textOf(a));
  });

  test('[DV7] opening and syncing writes nothing, ever', async () => {
    const server = new ScriptedServer();
    server.write(SCRATCH, (doc) => {
      const text = doc.getText('text');
      text.insert(0, 'bold and plain');
      text.format(0, 4, { bold: true });
    });
    const browser = new Browser(server.net);
    for (let i = 0; i < 3; i++) {
      const jin = await openTab(browser);
      await jin.handle.ready();
      await until(() => ready(jin).live);
      server.write(SCRATCH, (doc) =>
        doc.getText('text').format(0, 4 + i, { bold: i % 2 === 0 ? true : null }),
      );
      await until(
        () =>
          Y.encodeStateVector(ready(jin).doc).join() ===
          Y.encodeStateVector(server.document(SCRATCH).doc).join(),
      );
      await closeTab(jin);
    }
    expect(pushes(server)).toBe(0);
  });

  test('[DV1] 500 documents of which 3 changed reconnect with two frames', async () => {
    const server = new ScriptedServer();
    const browser = new Browser(server.net);
    const jin = await openTab(browser);
    const ids = Array.from({ length: 500 }, (_, i) => `${PROJECT}/scratch/d${i}`);
    const handles = ids.map((id) => jin.device.open(id));
    await Promise.all(handles.map((handle) => handle.ready()));
    const live = () =>
      handles.every((handle) => {
        const state = handle.state.get();
        return state.phase === 'ready' && state.live;
      });
    await until(live);
    server.net.cut();
    for (const i of [7, 77, 377])
      server.write(ids[i]!, (doc) => doc.getText('text').insert(0, `changed ${i}`));
    const before = server.net.received.length;
    await until(live, 10_000);
    const frames = server.net.received.slice(before);
    // The provider's step 1, and one JOIN.
    expect(frames.map((frame) => decoding.readVarUint(decoding.createDecoder(frame)))).toEqual([0, 100]);
    const state = handles[77]!.state.get();
    expect(state.phase === 'ready' && state.doc.getText('text').toString()).toBe('changed 77');
  }, 30_000);
});

describe.each([
  ['with locks and a channel', {}],
  ['without locks, as on plain http', { locks: true }],
  ['without a channel', { locks: true, channel: true }],
])('two tabs %s', (_name, without) => {
  test('both edit offline, both hold everything, one copy each; a reload keeps it', async () => {
    const server = new ScriptedServer();
    const browser = new Browser(server.net, without);
    const a = await openTab(browser);
    await a.handle.ready();
    const b = await openTab(browser);
    await b.handle.ready();
    await until(() => ready(a).live && ready(b).live);
    browser.setOnline(false);
    type(a, 'from a. ');
    await until(() => a.device.status.get().state === 'offline');
    await until(() => !a.device.onlyInMemory());
    const wake = () => [a, b].forEach(({ tab }) => tab.visible.forEach((listener) => listener()));
    wake();
    await until(() => textOf(b) === 'from a. ');
    type(b, 'from b. ');
    await until(() => !b.device.onlyInMemory());
    wake();
    await until(() => textOf(a) === 'from a. from b. ');
    await until(() => {
      for (const tab of [a, b])
        expect(tab.device.status.get()).toMatchObject({ state: 'offline', changes: 2 });
    });
    await closeTab(a);
    await closeTab(b);
    const c = await openTab(browser);
    await c.handle.ready();
    expect(textOf(c)).toBe('from a. from b. ');
    browser.setOnline(true);
    await until(() => c.device.status.get().state === 'saved');
    expect(serverText(server)).toBe('from a. from b. ');
  });

  test('[TB13] what the disk did not take no other tab has; it has it when the disk does', async () => {
    const server = new ScriptedServer();
    const browser = new Browser(server.net, without);
    const [a, b] = [await openTab(browser), await openTab(browser)];
    for (const tab of [a, b]) {
      await tab.handle.ready();
      await until(() => ready(tab).live);
    }
    browser.setOnline(false);
    a.tab.disk = 'broken';
    type(a, 'kept in memory alone. ');
    await until(() => a.device.status.get().state === 'notSaved');
    // Told in the same breath, it would be there: what the other tab does next comes behind it.
    type(b, 'on disk. ');
    await until(() => !b.device.onlyInMemory());
    expect(textOf(b)).toBe('on disk. ');
    a.tab.disk = 'works';
    await until(() => !a.device.onlyInMemory());
    b.tab.visible.forEach((listener) => listener());
    await until(() => textOf(b).includes('kept in memory alone. '));
  });

  test('a tab dies with pending rows: another pushes them', async () => {
    const server = new ScriptedServer();
    const browser = new Browser(server.net, without);
    const a = await openTab(browser);
    await a.handle.ready();
    await until(() => ready(a).live);
    browser.setOnline(false);
    type(a, 'last words');
    await until(() => !a.device.onlyInMemory());
    await killTab(a);
    const b = await openTab(browser);
    await b.handle.ready();
    expect(textOf(b)).toBe('last words');
    browser.setOnline(true);
    await until(() => serverText(server) === 'last words');
    await until(() => b.device.status.get().state === 'saved');
  });
});

/** A tab that hears of the others' edits, and nothing of who leads. */
function withoutLead(Channel: new (name: string) => Channel): new (name: string) => Channel {
  return class extends Channel {
    constructor(name: string) {
      if (name.includes('-lead-')) throw new Error('no channel');
      super(name);
    }
  };
}

describe('tabs', () => {
  test('undo in one tab does not touch what the other typed', async () => {
    const server = new ScriptedServer();
    const browser = new Browser(server.net);
    const a = await openTab(browser);
    await a.handle.ready();
    const b = await openTab(browser);
    await b.handle.ready();
    browser.setOnline(false);
    const { doc } = ready(b);
    const undo = new Y.UndoManager(doc.getText('text'), { trackedOrigins: new Set(['typing']) });
    const locals: boolean[] = [];
    doc.on('update', (_update: Uint8Array, _origin: unknown, _doc: Y.Doc, { local }: Y.Transaction) =>
      locals.push(local),
    );
    type(b, 'mine. ');
    type(a, 'theirs. ');
    await until(() => textOf(b).includes('theirs. ') && textOf(b).includes('mine. '));
    expect(locals).toEqual([true, false]);
    undo.undo();
    expect(textOf(b)).toBe('theirs. ');
  });

  test('a repair in one tab reaches the other', async () => {
    const server = new ScriptedServer();
    const browser = new Browser(server.net);
    const a = await openTab(browser);
    await a.handle.ready();
    const b = await openTab(browser);
    await b.handle.ready();
    await until(() => ready(a).live && ready(b).live);
    server.judge = () => ({ code: 'REFUSED', retry: false });
    const { generation } = ready(b);
    type(a, 'refused');
    await until(() => ready(b).generation > generation && textOf(b) === '' && textOf(a) === '');
    await until(() => b.device.kept.get().length === 1);
    server.judge = () => null;
    type(b, 'good');
    await until(() => textOf(a) === 'good' && serverText(server) === 'good');
    await until(() => a.device.status.get().state === 'saved' && b.device.status.get().state === 'saved');
  });

  test('an edit that builds on another tab’s, which cannot connect, takes that one along', async () => {
    const server = new ScriptedServer();
    const browser = new Browser(server.net);
    let plugged = true;
    const WebSocket = server.net.socketClass(() => plugged);
    // A tab with a connection of its own, as one that still runs an older app.
    const a = await openTab(browser, {
      environment: { WebSocket, BroadcastChannel: withoutLead(browser.tab().environment.BroadcastChannel!) },
    });
    await a.handle.ready();
    const b = await openTab(browser);
    await b.handle.ready();
    await until(() => ready(a).live && ready(b).live);
    // The first tab lives on, but its socket does not come back.
    plugged = false;
    server.net.cut();
    type(a, 'base ');
    await until(() => textOf(b) === 'base ');
    type(b, 'on top');
    await until(() => serverText(server) === 'base on top');
    await until(() => a.device.ledger.get()[0]?.changes === 0 && b.device.status.get().state === 'saved');
    plugged = true;
    a.device.reconnect();
    await until(() => a.device.status.get().state === 'saved' && ready(a).live);
    expect(textOf(a)).toBe('base on top');
    expect(server.document(SCRATCH).rows).toHaveLength(2);
  });
});
