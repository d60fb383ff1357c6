import 'fake-indexeddb/auto';
import { afterEach, expect, test, vi } from 'vitest';
import { projectDocuments } from '@clapper/documents';
import { Browser } from '../testing/browser.ts';
import {
  closeAll,
  closeTab,
  openTab,
  PROJECT,
  ready,
  SCRATCH,
  textOf,
  until,
  type Person,
} from '../testing/people.ts';
import { ScriptedServer } from '../testing/scripted-server.ts';
import { RESERVE_BYTES } from '../room.ts';

// Real timers and real waiting: a busy machine takes its time.
vi.setConfig({ testTimeout: 20_000 });

afterEach(closeAll);

const OTHER = '01900000-0000-7000-8000-000000000002';
/** What every project has. */
const WHOLE = projectDocuments(OTHER);

const copyOf = ({ device }: Person, project = OTHER) => device.offline.copies.get().get(project);
const asked = (server: ScriptedServer) =>
  server.said
    .flatMap((message) => (message.type === 'join' ? message.documents : []))
    .map((join) => join.document);

/** A server whose other project has words in each of its documents. */
function servedProject(): ScriptedServer {
  const server = new ScriptedServer();
  for (const id of WHOLE) server.write(id, (doc) => doc.getText('text').insert(0, `words of ${id}`));
  return server;
}

async function isWhole(person: Person): Promise<void> {
  await until(() => expect(copyOf(person)).toMatchObject({ state: 'available', here: WHOLE.length }));
}

test('[OF2] a project that was never opened is brought whole, and opens without the network', async () => {
  const server = servedProject();
  const browser = new Browser(server.net);
  const jin = await openTab(browser);
  await jin.handle.ready();
  await jin.device.offline.keep(OTHER, true);
  await isWhole(jin);
  const bytes = WHOLE.reduce(
    (sum, id) => sum + server.document(id).rows.reduce((rows, row) => rows + row.update.byteLength, 0),
    0,
  );
  expect(copyOf(jin)).toMatchObject({ keptBy: 'person', documents: WHOLE.length, bytes });
  await closeTab(jin);

  browser.setOnline(false);
  for (const document of WHOLE) {
    const away = await openTab(browser, { document });
    await away.handle.ready();
    expect(textOf(away)).toBe(`words of ${document}`);
    await closeTab(away);
  }
});

test('[OF2] so is what the server names beside what every project has', async () => {
  const server = servedProject();
  const extra = `${OTHER}/scratch/extra`;
  server.write(extra, (doc) => doc.getText('text').insert(0, 'more'));
  const jin = await openTab(new Browser(server.net), { listDocuments: () => Promise.resolve([extra]) });
  await jin.handle.ready();
  await jin.device.offline.keep(OTHER, true);
  await until(() =>
    expect(copyOf(jin)).toMatchObject({
      state: 'available',
      documents: WHOLE.length + 1,
      here: WHOLE.length + 1,
    }),
  );
});

test('[OF3] one document at a time, each when the page is idle', async () => {
  const server = servedProject();
  const idle = vi.fn(() => Promise.resolve());
  const jin = await openTab(new Browser(server.net), { environment: { idle } });
  await jin.handle.ready();
  await jin.device.offline.keep(OTHER, true);
  await isWhole(jin);
  const joins = server.said
    .flatMap((message) =>
      message.type === 'join' ? [message.documents.map(({ document }) => document)] : [],
    )
    .filter(([first = '']) => first.startsWith(OTHER));
  expect(joins).toEqual(WHOLE.map((document) => [document]));
  expect(idle.mock.calls.length).toBeGreaterThanOrEqual(WHOLE.length);
});

test('[OF3] what the person looks at comes first', async () => {
  const server = servedProject();
  const joins: (() => void)[] = [];
  server.waitingJoins = joins;
  const idle = vi.fn(() => Promise.resolve());
  const jin = await openTab(new Browser(server.net), { environment: { idle } });
  await until(() => asked(server).includes(SCRATCH));
  await jin.device.offline.keep(OTHER, true);
  await until(() => idle.mock.calls.length > 0);
  jin.device.offline.refresh();
  await until(() => idle.mock.calls.length > 1);
  expect(asked(server)).toEqual([SCRATCH]);
  expect(copyOf(jin)).toMatchObject({ state: 'fetching', here: 0 });
  server.waitingJoins = null;
  for (const join of joins) join();
  await isWhole(jin);
});

test('[OF3] goes on where a lost connection and a closed tab left it', async () => {
  const server = servedProject();
  let refused = true;
  server.refuseJoin = (document) =>
    refused && document === `${OTHER}/board` ? { code: 'UNAVAILABLE', retryAfterMs: 60_000 } : null;
  const browser = new Browser(server.net);
  const jin = await openTab(browser);
  await jin.handle.ready();
  await jin.device.offline.keep(OTHER, true);
  await until(() =>
    expect(copyOf(jin)).toMatchObject({ state: 'waiting', for: 'server', here: WHOLE.length - 1 }),
  );
  browser.setOnline(false);
  await until(() =>
    expect(copyOf(jin)).toMatchObject({ state: 'waiting', for: 'connection', here: WHOLE.length - 1 }),
  );
  await closeTab(jin);

  refused = false;
  const before = asked(server).length;
  const again = await openTab(browser);
  await until(() =>
    expect(copyOf(again)).toMatchObject({ state: 'waiting', for: 'connection', here: WHOLE.length - 1 }),
  );
  browser.setOnline(true);
  await isWhole(again);
  expect(
    asked(server)
      .slice(before)
      .filter((document) => document.startsWith(OTHER)),
  ).toEqual([`${OTHER}/board`]);
});

test('[OF3] who signs out is brought nothing more, and leaves nothing behind', async () => {
  const server = servedProject();
  let idle: () => void = () => undefined;
  const browser = new Browser(server.net);
  const jin = await openTab(browser, {
    environment: { idle: () => new Promise((resolve) => (idle = resolve)) },
  });
  await jin.handle.ready();
  await jin.device.offline.keep(OTHER, true);
  await jin.device.wipe();
  idle();
  const again = await openTab(browser);
  await again.handle.ready();
  expect(copyOf(again)).toBeUndefined();
  expect(asked(server).filter((document) => document.startsWith(OTHER))).toEqual([]);
});

test('[OF1] the project on the screen is kept by itself; a no brings nothing more of it', async () => {
  const server = servedProject();
  const jin = await openTab(new Browser(server.net));
  await jin.handle.ready();
  jin.device.offline.looked(OTHER);
  await until(() => expect(copyOf(jin)).toMatchObject({ keptBy: 'recent', state: 'available' }));
  await jin.device.offline.keep(OTHER, false);
  expect(copyOf(jin)).toMatchObject({ keptBy: 'nobody', state: 'notKept', here: WHOLE.length });
});

test('[OF4] the browser is asked to keep it when a person says so, not before', async () => {
  const server = servedProject();
  const persist = vi.fn(() => Promise.resolve(true));
  const storageManager = { persist, persisted: () => Promise.resolve(false) };
  const jin = await openTab(new Browser(server.net), { environment: { storageManager } });
  await jin.handle.ready();
  jin.device.offline.looked(OTHER);
  await isWhole(jin);
  expect(persist).not.toHaveBeenCalled();
  await jin.device.offline.keep(OTHER, true);
  await until(() => expect(persist).toHaveBeenCalledOnce());
});

test('[OF5] nothing is brought where it would leave no room for what a person types', async () => {
  const server = servedProject();
  let usage = 100;
  const storageManager = {
    persist: () => Promise.resolve(true),
    persisted: () => Promise.resolve(true),
    estimate: () => Promise.resolve({ quota: 100 + RESERVE_BYTES, usage }),
  };
  const jin = await openTab(new Browser(server.net), { environment: { storageManager } });
  await jin.handle.ready();
  await jin.device.offline.keep(OTHER, true);
  await until(() => expect(copyOf(jin)).toMatchObject({ state: 'waiting', for: 'room', here: 0 }));
  expect(asked(server).filter((document) => document.startsWith(OTHER))).toEqual([]);
  usage = 0;
  jin.device.offline.refresh();
  await isWhole(jin);
});

test('[OF5] a disk that turns out to be full is told, and what is not on it is not called here', async () => {
  const server = servedProject();
  const jin = await openTab(new Browser(server.net));
  await jin.handle.ready();
  await until(() => ready(jin).live);
  const joins: (() => void)[] = [];
  server.waitingJoins = joins;
  await jin.device.offline.keep(OTHER, true);
  await until(() => joins.length === 1);
  jin.tab.disk = 'full';
  server.waitingJoins = null;
  joins[0]!();
  await until(() => expect(copyOf(jin)).toMatchObject({ state: 'waiting', for: 'room', here: 0 }));
  jin.tab.disk = 'works';
  await isWhole(jin);
});

test('[OF5] where nothing can be stored, nothing is promised', async () => {
  const server = servedProject();
  const jin = await openTab(new Browser(server.net, { storage: true }));
  await jin.handle.ready();
  await expect(jin.device.offline.keep(OTHER, true)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
});

test('[OF7] nothing is written by it, and the pill says nothing of it', async () => {
  const server = servedProject();
  for (const id of WHOLE) server.document(id).access = { read: true, write: true, role: 'editor' };
  server.document(SCRATCH).access = { read: true, write: false, role: 'viewer' };
  const jin = await openTab(new Browser(server.net));
  await jin.handle.ready();
  await until(() => jin.device.status.get().state === 'upToDate');
  const said: string[] = [];
  jin.device.status.subscribe(() => said.push(jin.device.status.get().state));
  await jin.device.offline.keep(OTHER, true);
  await isWhole(jin);
  expect(said.filter((state) => state !== 'upToDate')).toEqual([]);
  expect(server.said.filter(({ type }) => type === 'push' || type === 'presence')).toEqual([]);
});

test('[OF2] another project than the one on the screen is not touched by keeping this one', async () => {
  const server = servedProject();
  const jin = await openTab(new Browser(server.net));
  await jin.handle.ready();
  await jin.device.offline.keep(OTHER, true);
  await isWhole(jin);
  expect(copyOf(jin, PROJECT)).toBeUndefined();
});
