import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Device, Environment } from '@clapper/device';
import {
  appendContent,
  fragmentText,
  readBoard,
  readStages,
  setShotText,
  stageContent,
} from '@clapper/documents';
import { ClapperError, type ApiSignedIn } from '@clapper/protocol';
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
let proxy: Proxy;
const devices: Device[] = [];

beforeAll(async () => {
  server = await startServer();
  proxy = await startProxy(server.url);
  owner = await signUp(server.url, 'Jin');
});
afterEach(async () => {
  for (const device of devices.splice(0)) await device.close();
  proxy.mend();
});
afterAll(async () => {
  await proxy.close();
  await server.stop();
});

interface Setup {
  disk?: Disk;
  /** Behind the network that can be cut. */
  travelling?: boolean;
  environment?: Partial<Environment>;
}

async function open(
  account: Account,
  { disk, travelling = false, environment }: Setup = {},
): Promise<Device> {
  const device = await newDevice({
    server: travelling ? proxy.url : server.url,
    account,
    ...(disk === undefined ? {} : { disk }),
    ...(environment === undefined ? {} : { environment }),
  });
  devices.push(device);
  return device;
}

async function close(device: Device): Promise<void> {
  devices.splice(devices.indexOf(device), 1);
  await device.close();
}

const YEAR_MS = 365 * 86_400_000;

describe.each([
  ['ahead', YEAR_MS],
  ['behind', -YEAR_MS],
])('a device whose clock is a year %s', (_name, skew) => {
  test('connects once, saves, tells the server’s time, and keeps its edits over a reload without a network', async () => {
    const document = `${await newProject(owner)}/scratch/x`;
    const disk = new Disk();
    const environment = { now: () => Date.now() + skew };
    let tokens = 0;
    const account = { ...owner, token: () => (tokens++, owner.token()) };
    const device = await open(account, { disk, travelling: true, environment });
    const desk = await Desk.open(device, document);
    await desk.live();
    desk.type('online. ');
    await desk.saved();
    expect(Math.abs(device.serverTime() - Date.now())).toBeLessThan(5_000);
    // A token that seems to have run out long ago, or never to run out, is not renewed in a loop.
    expect(tokens).toBe(1);

    proxy.cut();
    desk.type('offline. ');
    await until(() => !device.onlyInMemory(), { what: 'the edit to be on the disk' });
    await close(device);
    // The clock was set right in between.
    const again = await Desk.open(await open(owner, { disk, travelling: true }), document);
    expect(again.text).toBe('online. offline. ');
    proxy.mend();
    again.device.reconnect();
    await again.saved();
    const other = await Desk.open(await open(owner), document);
    await until(() => other.text === 'online. offline. ', { what: 'the other device to have both' });
  });
});

test('two devices of one account, both typing, are two writers: everything is there once', async () => {
  const document = `${await newProject(owner)}/scratch/x`;
  const desks = [await Desk.open(await open(owner), document), await Desk.open(await open(owner), document)];
  for (let i = 0; i < 50; i++) desks[i % 2]!.type(`w${i} `, 0);
  for (const desk of desks) await desk.saved();
  await until(() => JSON.stringify(replicaOf(desks[0]!.doc)) === JSON.stringify(replicaOf(desks[1]!.doc)), {
    what: 'both to hold the same',
  });
  const words = desks[0]!.text.trim().split(' ').toSorted();
  expect(words).toEqual(Array.from({ length: 50 }, (_, i) => `w${i}`).toSorted());
  expect(storedRows(server, document)).toBe(50);
  expect(desks[0]!.device.id).not.toBe(desks[1]!.device.id);
});

describe('a paste', () => {
  test('of 5,000 characters into a stage and a shot arrives whole, as one change', async () => {
    const project = await newProject(owner);
    const colleague = await newMember(server.url, owner, project, 'editor', 'Mina');
    const [plan, board] = await openBoth(await open(owner), project);
    const [theirPlan, theirBoard] = await openBoth(await open(colleague), project);
    const text = '서울 골목 커피 👩‍👩‍👧 '.repeat(400).slice(0, 5_000);
    const [stage] = readStages(plan.doc).stages;
    appendContent(
      stageContent(plan.doc, stage!.id)!,
      [{ type: 'paragraph', content: [{ type: 'text', text }] }],
      'paste',
    );
    const { stages } = readStages(plan.doc);
    const [shot] = readBoard(board.doc, stages).shots;
    setShotText(board.doc, shot!.id, 'notes', text.slice(0, 2_000), 'paste');
    for (const desk of [plan, board]) await desk.saved();
    await until(() => fragmentText(stageContent(theirPlan.doc, stage!.id)!).includes(text), {
      what: 'the colleague to read all of the stage',
    });
    await until(() => readBoard(theirBoard.doc, stages).shots[0]?.notes === text.slice(0, 2_000), {
      what: 'the colleague to read all of the shot',
    });
    expect(theirPlan.device.kept.get()).toEqual([]);
  });

  test('[RP8] of more than 1 MiB is kept beside the document, which goes on as it was', async () => {
    const document = `${await newProject(owner)}/scratch/x`;
    const desk = await Desk.open(await open(owner), document);
    await desk.live();
    desk.type('before. ');
    await desk.saved();
    const rows = storedRows(server, document);
    desk.type('x'.repeat(1_100_000));
    await until(() => desk.device.kept.get()[0], { what: 'the paste to be kept' });
    expect(desk.device.kept.get()).toMatchObject([{ document, reason: 'TOO_LARGE' }]);
    expect(desk.device.kept.get()[0]?.text).toContain('x'.repeat(1_000));
    await desk.live();
    desk.type('after.');
    await desk.saved();
    expect(desk.text).toBe('before. after.');
    expect(storedRows(server, document)).toBe(rows + 1);
  });
});

async function openBoth(device: Device, project: string): Promise<[Desk, Desk]> {
  const both = [new Desk(device, `${project}/plan`), new Desk(device, `${project}/board`)] as [Desk, Desk];
  for (const desk of both) {
    await desk.handle.ready();
    await desk.live();
  }
  return both;
}

describe('with edits pending on a device that is offline', () => {
  /** Somebody who has typed `unsent` on a train. */
  async function onATrain() {
    const project = await newProject(owner);
    const document = `${project}/scratch/x`;
    const person = await newMember(server.url, owner, project, 'editor', 'Mina');
    const disk = new Disk();
    const desk = await Desk.open(await open(person, { disk, travelling: true }), document);
    await desk.live();
    desk.type('sent. ');
    await desk.saved();
    const rows = storedRows(server, document);
    proxy.cut();
    desk.type('unsent');
    await until(() => !desk.device.onlyInMemory(), { what: 'the edit to be on the disk' });
    return { project, document, person, disk, desk, rows };
  }

  function comeBack({ device }: Desk): void {
    proxy.mend();
    device.reconnect();
  }

  test('[RP6] [RP7] a person made a viewer meanwhile keeps the words, and the document is repaired', async () => {
    const { project, document, person, disk, desk, rows } = await onATrain();
    const path = `/projects/${project}/participants/${person.id}`;
    expect((await owner.call('PATCH', path, { role: 'viewer' })).status).toBe(200);
    comeBack(desk);
    await until(() => desk.device.kept.get()[0], { what: 'the words to be kept' });
    const expected = { document, reason: 'FORBIDDEN', roleThen: 'editor' };
    expect(desk.device.kept.get()).toMatchObject([expected]);
    expect(desk.device.kept.get()[0]?.text).toContain('unsent');
    await until(() => desk.text === 'sent. ', { what: 'the document to be repaired' });
    expect(desk.state.access).toEqual({ read: true, write: false, role: 'viewer' });
    expect(storedRows(server, document)).toBe(rows);

    // They are there after a reload too, until the person lets go of them.
    await close(desk.device);
    const again = await open(person, { disk });
    await until(() => again.kept.get()[0], { what: 'the words after a reload' });
    expect(again.kept.get()).toMatchObject([expected]);
    await again.dismissKept(again.kept.get()[0]!.id);
    expect(again.kept.get()).toEqual([]);
  });

  test('[J2] [RP7] a person removed from the project keeps the words and a copy to read', async () => {
    const { project, document, person, desk, rows } = await onATrain();
    expect((await owner.call('DELETE', `/projects/${project}/participants/${person.id}`)).status).toBe(204);
    comeBack(desk);
    await until(() => desk.device.kept.get()[0]?.text.includes('unsent'), { what: 'the words to be kept' });
    await until(() => desk.state.refused === 'NOT_FOUND', { what: 'the refusal' });
    expect(desk.text).toBe('sent. ');
    expect(desk.state.access.write).toBe(false);
    expect(storedRows(server, document)).toBe(rows);
  });

  test('[J2] [ST21] a project deleted meanwhile stays deleted: the words and the copy stay readable, also after a reload', async () => {
    const { project, document, person, disk, desk } = await onATrain();
    expect((await owner.call('DELETE', `/projects/${project}`)).status).toBe(204);
    comeBack(desk);
    await until(() => desk.device.kept.get()[0]?.text.includes('unsent'), { what: 'the words to be kept' });
    expect(desk.device.kept.get()).toMatchObject([{ document, reason: 'NOT_FOUND' }]);
    await until(() => desk.state.refused === 'NOT_FOUND', { what: 'the refusal' });
    expect(storedRows(server, document)).toBe(0);

    await close(desk.device);
    const again = await Desk.open(await open(person, { disk }), document);
    await until(() => again.state.refused === 'NOT_FOUND', { what: 'the refusal after a reload' });
    expect(again.text).toBe('sent. ');
    expect(again.device.kept.get()[0]?.text).toContain('unsent');
    expect(storedRows(server, document)).toBe(0);
  });

  test('a device that is never told, because its network stays away, still shows everything', async () => {
    const { document, person, disk, desk } = await onATrain();
    await close(desk.device);
    const again = await Desk.open(await open(person, { disk, travelling: true }), document);
    expect(again.text).toBe('sent. unsent');
    expect(again.device.kept.get()).toEqual([]);
  });
});

test('[HS9] [RP9] a session revoked while its person types ends at once, and what was pending is pushed after signing in again', async () => {
  const project = await newProject(owner);
  const document = `${project}/scratch/x`;
  const person = await newMember(server.url, owner, project, 'editor', 'Mina');
  const disk = new Disk();
  let revoked = false;
  const account: Account = {
    ...person,
    token: () =>
      revoked ? Promise.reject(new ClapperError('UNAUTHENTICATED', 'Signed out.')) : person.token(),
  };
  const desk = await Desk.open(await open(account, { disk }), document);
  await desk.live();
  desk.type('before. ');
  await desk.saved();

  const { body } = await person.call<{ sessions: { id: string }[] }>('GET', '/auth/sessions');
  revoked = true;
  const at = performance.now();
  for (const { id } of body.sessions) await person.call('DELETE', `/auth/sessions/${id}`);
  for (let i = 0; desk.device.connection.get().state !== 'signedOut'; i++) {
    desk.type(`w${i} `);
    await until(() => !desk.device.onlyInMemory(), { what: 'the word to be on the disk', interval: 1 });
    expect(performance.now() - at).toBeLessThan(5_000);
  }
  desk.type('after. ');
  const typed = desk.text;
  expect(desk.device.kept.get()).toEqual([]);
  await until(() => !desk.device.onlyInMemory(), { what: 'the edits to be on the disk' });
  await close(desk.device);

  const token = await signIn(person);
  const again = await Desk.open(
    await open({ ...person, token: () => Promise.resolve(token) }, { disk }),
    document,
  );
  await again.saved();
  expect(again.text).toBe(typed);
  const reader = await Desk.open(await open(owner), document);
  await until(() => reader.text === typed, { what: 'the others to read all of it' });
});

async function signIn({ login, password }: Account): Promise<string> {
  const response = await fetch(`${server.url}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login, password }),
  });
  return ((await response.json()) as ApiSignedIn).access_token;
}
