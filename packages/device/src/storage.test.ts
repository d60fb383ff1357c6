import 'fake-indexeddb/auto';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { newId } from '@clapper/protocol';
import { Browser } from './testing/browser.ts';
import {
  closeAll,
  closeTab,
  killTab,
  openTab,
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

const serverText = (server: ScriptedServer) => server.document(SCRATCH).doc.getText('text').toString();

describe('a disk that does not work', () => {
  test('IndexedDB is forbidden: it runs in memory and says so, edits still reach the server', async () => {
    const server = new ScriptedServer();
    const indexedDB = {
      open: () => {
        throw new DOMException('The operation is insecure.', 'SecurityError');
      },
    };
    const jin = await openTab(new Browser(server.net), { environment: { indexedDB: indexedDB as never } });
    expect(jin.device.status.get()).toEqual({ state: 'notSaved', reason: 'blocked', changes: 0 });
    await jin.handle.ready();
    type(jin, 'in memory');
    await until(() => serverText(server) === 'in memory');
    await until(() => !jin.device.onlyInMemory());
    expect(jin.device.status.get()).toMatchObject({ state: 'notSaved', reason: 'blocked', changes: 0 });
  });

  test('[DV14] one that does not answer is gone on without, aloud: what it holds is there the next time, and reaches the server', async () => {
    const server = new ScriptedServer();
    const browser = new Browser(server.net);
    const jin = await openTab(browser);
    await until(() => ready(jin).live);
    browser.setOnline(false);
    type(jin, 'not sent yet');
    await closeTab(jin);
    browser.setOnline(true);

    const disk = lateDisk(browser.indexedDB);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const opening = openTab(browser, { environment: { indexedDB: disk.indexedDB } });
    vi.advanceTimersByTime(8_000);
    // In the same turn: what the device does from here on is timed as ever.
    vi.useRealTimers();
    const late = await opening;
    await until(() => ready(late).live);
    expect(late.device.status.get()).toEqual({ state: 'notSaved', reason: 'unread', changes: 0 });
    expect(textOf(late)).toBe('');
    // It answers after all: nobody holds it open, or another tab could neither upgrade nor delete it.
    expect(await disk.answer()).toBe('closed');
    await closeTab(late);

    const again = await openTab(browser);
    await until(() => serverText(server) === 'not sent yet');
    expect(textOf(again)).toBe('not sent yet');
    expect(again.device.status.get()).not.toMatchObject({ state: 'notSaved' });
  });

  test('[DV10] without IndexedDB and offline, leaving would lose the edits', async () => {
    const server = new ScriptedServer();
    const browser = new Browser(server.net, { storage: true });
    const jin = await openTab(browser);
    await jin.handle.ready();
    expect(jin.device.onlyInMemory()).toBe(false);
    browser.setOnline(false);
    type(jin, 'only here');
    await until(() => jin.device.onlyInMemory());
    await until(() =>
      expect(jin.device.status.get()).toEqual({ state: 'notSaved', reason: 'blocked', changes: 1 }),
    );
    // Also when whatever would have stored it has had its turn.
    for (let turns = 0; turns < 50; turns++) {
      expect(jin.device.onlyInMemory()).toBe(true);
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
  });

  test.each([
    ['full', 'full'],
    ['broken', 'failed'],
  ] as const)(
    '[RP5] a %s disk is loud, keeps the edit and stores it as soon as it can',
    async (disk, reason) => {
      const server = new ScriptedServer();
      const browser = new Browser(server.net);
      const jin = await openTab(browser);
      await jin.handle.ready();
      await until(() => ready(jin).live);
      browser.setOnline(false);
      jin.tab.disk = disk;
      type(jin, 'does not fit');
      await until(() => jin.device.status.get().state === 'notSaved');
      expect(jin.device.status.get()).toEqual({ state: 'notSaved', reason, changes: 1 });
      expect(jin.device.onlyInMemory()).toBe(true);
      jin.tab.disk = 'works';
      await until(() => jin.device.status.get().state === 'offline');
      expect(jin.device.onlyInMemory()).toBe(false);
      await killTab(jin);
      const again = await openTab(browser);
      await again.handle.ready();
      expect(textOf(again)).toBe('does not fit');
      browser.setOnline(true);
      await until(() => serverText(server) === 'does not fit');
    },
  );

  test('while the disk is full an edit goes to the server from memory, once', async () => {
    const server = new ScriptedServer();
    const browser = new Browser(server.net);
    const jin = await openTab(browser);
    await jin.handle.ready();
    type(jin, 'stored ');
    await until(() => jin.device.status.get().state === 'saved' && serverText(server) !== '');
    jin.tab.disk = 'full';
    type(jin, 'straight on');
    await until(() => serverText(server) === 'stored straight on');
    expect(jin.device.status.get().state).toBe('notSaved');
    type(jin, ', and more');
    await until(() => serverText(server) === 'stored straight on, and more');
    jin.tab.disk = 'works';
    await until(() => jin.device.status.get().state === 'saved', 12_000);
    type(jin, '.');
    await until(() => serverText(server) === 'stored straight on, and more.');
    await until(() => jin.device.status.get().state === 'saved');
    await closeTab(jin);
    const rows = server.document(SCRATCH).rows.length;
    const again = await openTab(browser);
    await again.handle.ready();
    await until(() => ready(again).live);
    expect(textOf(again)).toBe('stored straight on, and more.');
    expect(server.document(SCRATCH).rows).toHaveLength(rows);
  }, 20_000);

  test('the browser deletes the database under a running tab: the next edit is stored again', async () => {
    const server = new ScriptedServer();
    const browser = new Browser(server.net);
    const jin = await openTab(browser);
    await jin.handle.ready();
    type(jin, 'before. ');
    await until(() => jin.device.status.get().state === 'saved' && serverText(server) !== '');
    const [database] = await browser.indexedDB.databases();
    await new Promise((resolve, reject) => {
      const request = browser.indexedDB.deleteDatabase(database!.name!);
      request.onsuccess = resolve;
      request.onerror = reject;
    });
    type(jin, 'after.');
    await until(() => serverText(server) === 'before. after.');
    await until(() => jin.device.status.get().state === 'saved');
    await closeTab(jin);
    const again = await openTab(browser);
    await again.handle.ready();
    await until(() => textOf(again) === 'before. after.');
  });

  test('[DV9] two people in one browser never see each other’s words, nor push them', async () => {
    const server = new ScriptedServer();
    server.document(SCRATCH).access = { read: true, write: true, role: 'editor' };
    const browser = new Browser(server.net);
    const jin = await openTab(browser);
    await jin.handle.ready();
    await until(() => ready(jin).live);
    browser.setOnline(false);
    type(jin, 'jin’s own');
    await until(() => !jin.device.onlyInMemory());
    const mina = await openTab(browser, { user: { id: newId(), name: 'Mina' } });
    expect(mina.device.status.get()).not.toMatchObject({ changes: 1 });
    await closeTab(jin);
    browser.setOnline(true);
    await mina.handle.ready();
    await until(() => ready(mina).live);
    type(mina, 'mina’s');
    await until(() => mina.device.status.get().state === 'saved');
    expect([textOf(mina), serverText(server)]).toEqual(['mina’s', 'mina’s']);
  });

  test('signing out removes the database', async () => {
    const server = new ScriptedServer();
    const browser = new Browser(server.net);
    const jin = await openTab(browser);
    await jin.handle.ready();
    expect(await jin.device.localDocuments()).toEqual([SCRATCH]);
    await jin.device.wipe();
    expect(await browser.indexedDB.databases()).toEqual([]);
  });
});

describe('the local copy', () => {
  test('[DV11] is opened under a client id that nobody had, in every tab and each time', async () => {
    const server = new ScriptedServer();
    const browser = new Browser(server.net);
    const ids: number[] = [];
    for (let i = 0; i < 3; i++) {
      const [jin, other] = [await openTab(browser), await openTab(browser)];
      for (const tab of [jin, other]) {
        await tab.handle.ready();
        ids.push(ready(tab).doc.clientID);
        await closeTab(tab);
      }
    }
    expect(new Set(ids).size).toBe(6);
  });

  test('grows by what is written and not by being opened', async () => {
    const server = new ScriptedServer();
    const browser = new Browser(server.net);
    for (let i = 0; i < 250; i++) server.write(SCRATCH, (doc) => doc.getText('text').insert(0, 'x'));
    const sizes: number[] = [];
    for (let i = 0; i < 3; i++) {
      const jin = await openTab(browser);
      await jin.handle.ready();
      await until(() => ready(jin).live);
      await closeTab(jin);
      sizes.push(await countRows(browser, 'confirmed'));
    }
    expect(sizes).toEqual([1, 1, 1]);
  });

  test('is folded when many rows were added, and stays whole', async () => {
    const server = new ScriptedServer();
    const browser = new Browser(server.net);
    const jin = await openTab(browser);
    await jin.handle.ready();
    await until(() => ready(jin).live);
    const text = 'x'.repeat(20_000);
    for (let i = 0; i < 30; i++) {
      server.write(SCRATCH, (doc) => {
        doc.getText('text').delete(0, doc.getText('text').length);
        doc.getText('text').insert(0, `${i}${text}`);
      });
      await until(() => textOf(jin).startsWith(`${i}x`));
    }
    await closeTab(jin);
    expect(await countRows(browser, 'confirmed')).toBeLessThan(20);
    browser.setOnline(false);
    const again = await openTab(browser);
    await again.handle.ready();
    expect(textOf(again)).toBe(`29${text}`);
  });
});

async function countRows(browser: Browser, table: string): Promise<number> {
  const [database] = await browser.indexedDB.databases();
  return new Promise((resolve, reject) => {
    const request = browser.indexedDB.open(database!.name!);
    request.onerror = reject;
    request.onsuccess = () => {
      const count = request.result.transaction(table).objectStore(table).count();
      count.onsuccess = () => {
        request.result.close();
        resolve(count.result);
      };
    };
  });
}

/** A disk that opens nothing until it is told to answer; then it says what became of what it opened. */
function lateDisk(real: IDBFactory): { indexedDB: IDBFactory; answer(): Promise<'closed' | 'held'> } {
  const asked: { late: Partial<IDBOpenDBRequest>; name: string; version: number }[] = [];
  const open = (name: string, version: number) => {
    const late: Partial<IDBOpenDBRequest> = {};
    asked.push({ late, name, version });
    return late;
  };
  const answer = ({ late, name, version }: (typeof asked)[number]) =>
    new Promise<'closed' | 'held'>((resolve, reject) => {
      const request = real.open(name, version);
      request.onerror = () => reject(request.error!);
      request.onsuccess = (event) => {
        const close = vi.spyOn(request.result, 'close');
        Object.assign(late, { result: request.result });
        late.onsuccess!.call(request, event);
        resolve(close.mock.calls.length > 0 ? 'closed' : 'held');
      };
    });
  return { indexedDB: { open } as never, answer: () => answer(asked[0]!) };
}
