import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Device } from '@clapper/device';
import { addThread } from '@clapper/documents';
import { newDevice } from '../harness/devices.ts';
import { newMember, newProject, signUp, type Account } from '../harness/people.ts';
import {
  sender,
  startPushService,
  type PushBrowser,
  type Pushed,
  type PushService,
} from '../harness/push-service.ts';
import { startServer, type RunningServer } from '../harness/server.ts';
import { until } from '../harness/wait.ts';

const PATIENCE_MS = 20_000;

let service: PushService;
let server: RunningServer;
let jun: Account;
let project: string;
let device: Device;
/** Each test has somebody new who wants to be woken. */
let mina: Account;
let browser: PushBrowser;

beforeAll(async () => {
  service = await startPushService();
  server = await startServer({ env: { REGISTRATION: 'open', LOG_LEVEL: 'debug', ...service.env } });
  jun = await signUp(server.url, 'Jun');
  project = await newProject(jun, { name: '밤 촬영', language: 'ko' });
  device = await newDevice({ server: server.url, account: jun });
}, 60_000);
afterAll(async () => {
  await device.close();
  await server.stop();
  await service.close();
});
beforeEach(async () => {
  service.onConnection = () => undefined;
  service.answer = () => 201;
  mina = await newMember(server.url, jun, project, 'reviewer', 'Mina');
  browser = service.newBrowser();
});

interface Settings {
  available: boolean;
  public_key: string;
  on: boolean;
}

async function subscribe(): Promise<Settings> {
  const { endpoint, keys } = browser;
  const { status, body } = await mina.call<Settings>('PUT', '/users/push', { endpoint, keys });
  expect([status, body.on]).toEqual([200, true]);
  return body;
}

/** Gives the thread in which Mina is named. */
async function mention(): Promise<string> {
  const { doc } = await device.open(`${project}/talk`).ready();
  const mentions = [{ user: mina.id, name: 'Mina' }];
  const anchor = { type: 'project' as const };
  const words = '@Mina, 이 장면 좀 봐 줘';
  return addThread(doc, { anchor, words, mentions, by: jun.id, at: Date.now() }, 'test');
}

/** What came for this test's browser. */
const received = () => service.received.filter(({ path }) => browser.endpoint.endsWith(path));
async function pushed(count: number): Promise<Pushed[]> {
  const what = `push ${count} to be taken`;
  return until(() => received().length >= count && received(), { what, timeout: PATIENCE_MS });
}

/** What is said next comes next: what still waited would have come with it. */
async function nothingWaits(): Promise<void> {
  const before = received().length;
  const thread = await mention();
  const last = (await pushed(before + 1)).at(-1)!;
  expect(browser.read(last)).toMatchObject({ link: expect.stringContaining(thread) as string });
  expect(received()).toHaveLength(before + 1);
}

test('[PU1] [PU3] who is named is woken once, and the one browser alone can read by whom', async () => {
  const { public_key } = await subscribe();
  const thread = await mention();
  const [push] = await pushed(1);
  expect(browser.read(push!)).toEqual({
    title: '밤 촬영',
    body: 'Jun님이 회원님을 언급했습니다: 밤 촬영',
    language: 'ko',
    tag: expect.stringMatching(/^[\w-]{36}$/) as string,
    link: expect.stringContaining(thread) as string,
  });
  expect(() => service.newBrowser().read(push!)).toThrow(/authenticate/);
  expect(push!.headers).toMatchObject({
    'content-encoding': 'aes128gcm',
    ttl: '86400',
    topic: expect.stringMatching(/^[\w-]{32}$/) as string,
  });
  const { key, claims } = sender(push!);
  expect(key).toBe(public_key);
  expect(claims).toMatchObject({ aud: service.origin, sub: 'https://clapper.studio.example' });
  const lifeMs = (claims['exp'] as number) * 1_000 - Date.now();
  expect([lifeMs > 0, lifeMs < 24 * 3_600_000]).toEqual([true, true]);

  await nothingWaits();
});

test('[PU1] a server that is killed before it woke anybody does so exactly once after its restart', async () => {
  await subscribe();
  let killed: Promise<unknown> | undefined;
  // The handshake is not answered yet: it can have said nothing.
  service.onConnection = () => {
    killed ??= server.kill('SIGKILL');
  };
  await mention();
  await until(() => killed !== undefined, { what: 'the push service to be called', timeout: PATIENCE_MS });
  await killed;
  expect(received()).toEqual([]);
  await server.restart();
  await pushed(1);
  await nothingWaits();
});

test('[PU1] a server that is killed when it was taken says at most once more, in the place of the first', async () => {
  await subscribe();
  let stopped = false;
  service.answer = () => {
    // It stands still before the answer leaves, so that it can never have read it.
    if (!stopped) process.kill(server.pid, 'SIGSTOP');
    stopped = true;
    return 201;
  };
  await mention();
  await pushed(1);
  await server.kill('SIGKILL');
  await server.restart();
  const [first, second] = await pushed(2);
  await nothingWaits();
  expect(second!.headers['topic']).toBe(first!.headers['topic']);
  expect(browser.read(second!)).toEqual(browser.read(first!));
});

test('[PU2] an answer that leads elsewhere is not followed', async () => {
  await subscribe();
  service.answer = () => 307;
  await mention();
  await until(() => /push\.refused.*status=307/.test(server.log()), {
    what: 'the answer to be read',
    timeout: PATIENCE_MS,
  });
  expect(service.received.map(({ path }) => path)).not.toContain('/elsewhere');
});

test('[PU2] [PU4] a browser that is gone is forgotten, and another door than the push services’ is not kept', async () => {
  const elsewhere = await startPushService();
  try {
    await subscribe();
    service.answer = () => 410;
    await mention();
    await pushed(1);
    await until(async () => !(await mina.call<Settings>('GET', '/users/push')).body.on, {
      what: 'the browser to be forgotten',
      timeout: PATIENCE_MS,
    });
    const { status, body } = await mina.call<{ error: unknown }>('PUT', '/users/push', {
      endpoint: elsewhere.newBrowser().endpoint,
      keys: browser.keys,
    });
    expect([status, body.error]).toMatchObject([
      422,
      { code: 'INVALID_FIELDS', details: [{ field: 'endpoint', code: 'invalid' }] },
    ]);
    expect([received().length, elsewhere.received.length]).toEqual([1, 0]);
  } finally {
    await elsewhere.close();
  }
});
