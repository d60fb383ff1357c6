import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '@clapper/protocol';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SILENT } from '../../log.ts';
import { givenProject, givenUser, NOW, open } from '../../storage/conformance/given.ts';
import type { ProjectRow, PushSubscription, Storage, User } from '../../storage/storage.ts';
import { createDelivery, type Notice } from '../delivery.ts';
import { UNTOUCHED_DESK, type Desk } from '../desk.ts';
import { createPusher, type PushMessage } from './pusher.ts';
import type { PushAnswer } from './transport.ts';

const DAY_MS = 24 * 3_600_000;

let folder: string;
let storage: Storage;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'clapper-pusher-'));
  storage = await open(`file:${join(folder, 'test.db')}`);
});
afterAll(async () => {
  await storage.close();
  rmSync(folder, { recursive: true });
});

const desks = new Map<string, Desk>();

/** Somebody with so many devices. */
async function given(count: number, desk: Partial<Desk> = {}) {
  const mina = await givenUser(storage, { nickname: '민아' });
  desks.set(mina.id, { ...UNTOUCHED_DESK, ...desk });
  const devices: PushSubscription[] = [];
  for (let i = 0; i < count; i++) {
    const session: string = newId();
    const life = { createdAt: NOW, lastUsedAt: NOW, expiresAt: NOW + 28 * DAY_MS };
    await storage.accounts.createSession({ id: session, user: mina.id, ...life, userAgent: '' }, newId());
    const endpoint = `https://push.example/${newId()}`;
    devices.push({ session, endpoint, p256dh: 'public', auth: 'secret', createdAt: NOW + i });
    await storage.pushSubscriptions.keep(devices.at(-1)!);
  }
  return { mina, devices, project: await givenProject(storage, mina.id, { name: '밤 촬영' }) };
}

const noticeTo = (user: User, project: ProjectRow, rest: Partial<Notice> = {}): Notice => ({
  id: newId(),
  user: user.id,
  type: 'mention',
  project: { id: project.id, name: project.name, language: 'ko' },
  who: '준호\n',
  what: '기획',
  count: 1,
  link: `/p/${project.id}/plan`,
  at: NOW,
  ...rest,
});

/** A server that runs: what it sends where, and what the push services make of it. */
function running(answer: (endpoint: string) => PushAnswer = () => ({ is: 'taken' })) {
  const sent: { endpoint: string; message: PushMessage }[] = [];
  const stopping = new AbortController();
  let now = NOW;
  const push = createPusher({
    ...storage,
    subscriptions: storage.pushSubscriptions,
    deskOf: async (id) => desks.get(id) ?? { ...UNTOUCHED_DESK, push: false },
    transport: {
      async send({ endpoint }, message) {
        sent.push({ endpoint, message: JSON.parse(Buffer.from(message).toString()) as PushMessage });
        return answer(endpoint);
      },
    },
    stopped: stopping.signal,
    log: SILENT,
    now: () => now,
  });
  const { tell } = createDelivery({
    deliveries: storage.deliveries,
    channels: { mail: false, push: true },
  });
  return {
    tell,
    stop: () => stopping.abort(),
    /** Where it has sent to at that time. */
    async at(time: number): Promise<string[]> {
      now = time;
      const before = sent.length;
      await push();
      return sent.slice(before).map(({ endpoint }) => endpoint);
    },
    sent,
  };
}

it('wakes all devices of its person, once, with names and titles and nobody’s words', async () => {
  const { mina, devices, project } = await given(2);
  const server = running();
  const notice = noticeTo(mina, project);
  await server.tell([notice]);
  expect(await server.at(NOW)).toEqual(devices.map(({ endpoint }) => endpoint));
  expect(server.sent[0]!.message).toEqual({
    title: '밤 촬영',
    body: '준호님이 회원님을 언급했습니다: 기획',
    language: 'ko',
    tag: notice.id,
    link: notice.link,
  });
  await server.tell([notice]);
  expect(await server.at(NOW + DAY_MS / 2)).toEqual([]);
});

it('[PU1] tries again where there was no answer, less and less often, for a day', async () => {
  const { mina, devices, project } = await given(2);
  let away = true;
  const [there, gone] = devices.map(({ endpoint }) => endpoint) as [string, string];
  const server = running((endpoint) =>
    endpoint === gone && away ? { is: 'later', status: 503 } : { is: 'taken' },
  );
  await server.tell([noticeTo(mina, project)]);
  expect(await server.at(NOW)).toEqual([there, gone]);
  expect(await server.at(NOW + 59_999)).toEqual([]);
  // Who has it already is not woken again.
  expect(await server.at(NOW + 60_000)).toEqual([gone]);
  expect(await server.at(NOW + 179_999)).toEqual([]);
  away = false;
  expect(await server.at(NOW + 180_000)).toEqual([gone]);
  expect(await server.at(NOW + DAY_MS)).toEqual([]);

  away = true;
  await server.tell([noticeTo(mina, project, { at: NOW + 1 })]);
  expect(await server.at(NOW + 1)).toEqual([there, gone]);
  away = false;
  expect(await server.at(NOW + 2 + DAY_MS)).toEqual([]);
});

it('[PU1] leaves what is under way when it stops for the next one', async () => {
  const { mina, devices, project } = await given(1);
  const stopped = running(() => {
    stopped.stop();
    return { is: 'later', status: null };
  });
  await stopped.tell([noticeTo(mina, project)]);
  const [endpoint] = devices.map((device) => device.endpoint);
  expect(await stopped.at(NOW)).toEqual([endpoint]);
  expect(await running().at(NOW)).toEqual([endpoint]);
});

it.each([
  ['wants none', { push: false }],
  ['has read it', { isSettled: () => true }],
])('[PU4] wakes nobody who %s', async (_who, desk) => {
  const { mina, project } = await given(1, desk);
  const server = running();
  await server.tell([noticeTo(mina, project)]);
  expect(await server.at(NOW)).toEqual([]);
});

it('[PU4] wakes nobody about a project they have left', async () => {
  const { mina, devices } = await given(1);
  const { project } = await given(0);
  const server = running();
  const left = noticeTo(mina, project);
  await server.tell([left, noticeTo(mina, await givenProject(storage, mina.id))]);
  expect(await server.at(NOW)).toEqual(devices.map(({ endpoint }) => endpoint));
  expect(server.sent[0]!.message.tag).not.toBe(left.id);
});

it('[PU4] forgets a browser that is gone, and wakes no device that signed out', async () => {
  const { mina, devices, project } = await given(3);
  const [gone, out, here] = devices as [PushSubscription, PushSubscription, PushSubscription];
  const server = running((endpoint) => ({ is: endpoint === gone.endpoint ? 'gone' : 'taken' }));
  await storage.accounts.revokeSession(out.session, NOW);
  await server.tell([noticeTo(mina, project)]);
  expect(await server.at(NOW)).toEqual([gone.endpoint, here.endpoint]);
  await server.tell([noticeTo(mina, project)]);
  expect(await server.at(NOW)).toEqual([here.endpoint]);
});

it('says a refusal once, and no more of it', async () => {
  const { mina, project } = await given(1);
  const server = running(() => ({ is: 'refused', status: 413 }));
  await server.tell([noticeTo(mina, project)]);
  expect(await server.at(NOW)).toHaveLength(1);
  expect(await server.at(NOW + DAY_MS / 2)).toEqual([]);
});
