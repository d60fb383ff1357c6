import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Device } from '@clapper/device';
import { addShot, readBoard, readStages, renameStage, setShotText } from '@clapper/documents';
import { ClapperError } from '@clapper/protocol';
import { Desk } from '../harness/desk.ts';
import { Disk, newDevice } from '../harness/devices.ts';
import { newMember, newProject, signUp, type Account } from '../harness/people.ts';
import { startProxy, type Proxy } from '../harness/proxy.ts';
import { replicaOf } from '../harness/replica.ts';
import { startServer, type RunningServer } from '../harness/server.ts';
import { until } from '../harness/wait.ts';
import { storedRows } from './stored-rows.ts';

let server: RunningServer;
let owner: Account;
let project: string;
let colleague: Account;
let proxy: Proxy;
/** False: the token cannot be renewed either, as in a browser without a network. */
let reachable: boolean;
const devices: Device[] = [];

beforeAll(async () => {
  server = await startServer();
  owner = await signUp(server.url, 'Jin');
  project = await newProject(owner);
  colleague = await newMember(server.url, owner, project, 'editor', 'Mina');
});
afterAll(() => server.stop());
beforeEach(async () => {
  proxy = await startProxy(server.url);
  reachable = true;
});
afterEach(async () => {
  for (const device of devices.splice(0)) await device.close();
  await proxy.close();
});

/** The owner's device, behind the bad network. */
async function travelling(disk = new Disk()): Promise<Device> {
  const token = async () => {
    if (!reachable) throw new ClapperError('UNAVAILABLE', 'There is no network.');
    return owner.token();
  };
  const device = await newDevice({ server: proxy.url, account: { ...owner, token }, disk });
  devices.push(device);
  return device;
}

async function atHome(): Promise<Device> {
  const device = await newDevice({ server: server.url, account: colleague });
  devices.push(device);
  return device;
}

async function close(device: Device): Promise<void> {
  devices.splice(devices.indexOf(device), 1);
  await device.close();
}

function loseNetwork(): void {
  reachable = false;
  proxy.cut();
}

function findNetwork(device: Device): void {
  reachable = true;
  proxy.mend();
  device.reconnect(); // what a browser's `online` event does
}

function openProject(device: Device): Promise<Desk[]> {
  return Promise.all(['plan', 'board', 'scratch/x'].map((name) => Desk.open(device, `${project}/${name}`)));
}

/** Long enough for a machine that is busy; the promise is made of a person's wait, and measured. */
const CONVERGED_MS = 3_000;

test('what was edited offline, across a reload without a network, is everywhere within 3 s of coming back', async () => {
  const disk = new Disk();
  const before = await travelling(disk);
  const [plan, board] = await openProject(before);
  const home = await openProject(await atHome());
  await plan!.live();
  loseNetwork();

  const [first] = readStages(plan!.doc).stages;
  renameStage(plan!.doc, first!.id, 'Written on a train', 'typing');
  const shot = addShot(
    board!.doc,
    { stage: first!.id, before: null, by: owner.id, at: Date.now() },
    'typing',
  );
  await until(() => before.status.get().state === 'offline', { what: 'the pill to say offline' });
  expect(before.status.get()).toMatchObject({ state: 'offline', changes: 2 });
  await until(() => !before.onlyInMemory(), { what: 'the edits to be on the disk' });
  await close(before);

  const after = await travelling(disk);
  const again = await openProject(after);
  expect(readStages(again[0]!.doc).stages[0]?.title).toBe('Written on a train');
  setShotText(again[1]!.doc, shot, 'action', 'She looks out of the window.', 'typing');
  again[2]!.type('typed after the reload.');
  home[2]!.type('typed at home meanwhile.');
  await home[2]!.saved();
  await until(() => after.status.get().state === 'offline', { what: 'the pill to say offline again' });

  const returned = performance.now();
  findNetwork(after);
  await until(() => again.every((desk, i) => isSame(desk, home[i]!) && desk.isSaved), {
    what: 'both to hold the same',
    timeout: 10_000,
  });
  expect(performance.now() - returned).toBeLessThan(CONVERGED_MS);
  for (const [i, desk] of again.entries()) expect(replicaOf(desk.doc)).toEqual(replicaOf(home[i]!.doc));
  expect(readStages(home[0]!.doc).stages[0]?.title).toBe('Written on a train');
  const { shots } = readBoard(home[1]!.doc, readStages(home[0]!.doc).stages);
  expect(shots.find(({ id }) => id === shot)?.action).toBe('She looks out of the window.');
  // Both typed at the same place: which comes first is Yjs's to say, that both are whole is ours.
  expect(home[2]!.text.split('.').toSorted()).toEqual([
    '',
    'typed after the reload',
    'typed at home meanwhile',
  ]);
  await until(() => after.status.get().state === 'saved', { what: 'the pill to say saved' });
});

function isSame(a: Desk, b: Desk): boolean {
  return JSON.stringify(replicaOf(a.doc)) === JSON.stringify(replicaOf(b.doc));
}

test('[DU4] an acknowledgement lost after the commit is asked for again, and makes no second row', async () => {
  const document = `${project}/scratch/lost-answer`;
  const device = await travelling();
  const desk = await Desk.open(device, document);
  const reader = await Desk.open(await atHome(), document);
  desk.type('kept');
  await desk.saved();
  const rows = storedRows(server, document);

  proxy.freeze('toClient');
  desk.type(' twice');
  desk.edit((doc) => doc.getText('text').delete(0, 1));
  await until(() => reader.text === 'ept twice', { what: 'the server to store it' });
  const stored = storedRows(server, document);
  expect(stored).toBeGreaterThan(rows);
  expect(device.status.get()).toMatchObject({ state: 'saving', changes: 1 });

  proxy.drop();
  await desk.saved();
  expect(storedRows(server, document)).toBe(stored);
  expect(replicaOf(desk.doc)).toEqual(replicaOf(reader.doc));
});

test('a device that was killed before its acknowledgement arrived sends the edit once more, and it stands there once', async () => {
  const document = `${project}/scratch/killed-device`;
  const disk = new Disk();
  const device = await travelling(disk);
  const desk = await Desk.open(device, document);
  const reader = await Desk.open(await atHome(), document);
  await desk.live();
  proxy.freeze('toClient');
  desk.type('once');
  await until(() => reader.text === 'once', { what: 'the server to store it' });
  loseNetwork();
  proxy.drop();
  await close(device);
  const stored = storedRows(server, document);

  const reloaded = await travelling(disk);
  const again = await Desk.open(reloaded, document);
  await until(() => reloaded.ledger.get()[0], { what: 'the ledger' });
  expect(reloaded.ledger.get()).toMatchObject([{ document, state: 'pending', changes: 1 }]);
  findNetwork(reloaded);
  await again.saved();
  expect(reader.text).toBe('once');
  expect(storedRows(server, document)).toBe(stored);
});

test('on a slow network nothing is sent twice and nothing waits for the answer before', async () => {
  const document = `${project}/scratch/slow`;
  proxy.latency(150);
  const device = await travelling();
  const desk = await Desk.open(device, document);
  const reader = await Desk.open(await atHome(), document);
  await desk.live();
  const words = Array.from({ length: 20 }, (_, i) => `w${i} `);
  const started = performance.now();
  for (const word of words) desk.type(word);
  await desk.saved();
  // One after the other it would be 20 round trips of 300 ms.
  expect(performance.now() - started).toBeLessThan(words.length * 150);
  await until(() => reader.text === words.join(''), { what: 'the reader to see every word once' });
  expect(storedRows(server, document)).toBe(words.length);
});
