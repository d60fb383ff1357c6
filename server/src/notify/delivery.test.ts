import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '@clapper/protocol';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { givenUser, NOW, open } from '../storage/conformance/given.ts';
import type { Storage } from '../storage/storage.ts';
import { createDelivery, GRACE_MS, type Notice } from './delivery.ts';

let folder: string;
let storage: Storage;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'clapper-delivery-'));
  storage = await open(`file:${join(folder, 'test.db')}`);
});
afterAll(async () => {
  await storage.close();
  rmSync(folder, { recursive: true });
});

async function givenNotice(rest: Partial<Notice> = {}): Promise<Notice> {
  const { id: user } = await givenUser(storage);
  const project = { id: newId(), name: '밤 촬영', language: 'ko' as const };
  return {
    id: newId(),
    user,
    type: 'mention',
    project,
    who: '민아',
    what: '기획',
    count: 1,
    link: `/p/${project.id}/plan`,
    at: NOW,
    ...rest,
  };
}

const due = (user: string, channel: 'mail' | 'push', now: number) =>
  storage.deliveries
    .due(channel, now, 1_000)
    .then((waiting) => waiting.filter((one) => one.user === user).map(({ body }) => JSON.parse(body)));

it('wakes devices at once, and mails only who has not read it within the grace time', async () => {
  const notice = await givenNotice();
  const delivery = createDelivery({
    deliveries: storage.deliveries,
    channels: { mail: true, push: true },
  });
  await delivery.tell([notice]);
  expect(await due(notice.user, 'push', NOW)).toEqual([notice]);
  expect(await due(notice.user, 'mail', NOW + GRACE_MS - 1)).toEqual([]);
  expect(await due(notice.user, 'mail', NOW + GRACE_MS)).toEqual([notice]);
});

it('tells once what it is handed twice, with the last count', async () => {
  const notice = await givenNotice();
  const delivery = createDelivery({
    deliveries: storage.deliveries,
    channels: { mail: true, push: false },
  });
  const burst = { ...notice, count: 14, at: NOW + 5_000 };
  await delivery.tell([notice]);
  await delivery.tell([burst]);
  await delivery.tell([burst]);
  expect(await due(notice.user, 'mail', NOW + GRACE_MS)).toEqual([burst]);
});

it('lets nothing wait for a way that there is not', async () => {
  const notice = await givenNotice();
  const delivery = createDelivery({
    deliveries: storage.deliveries,
    channels: { mail: false, push: false },
  });
  await delivery.tell([notice]);
  const later = NOW + 10 * GRACE_MS;
  expect(await Promise.all([due(notice.user, 'push', later), due(notice.user, 'mail', later)])).toEqual([
    [],
    [],
  ]);
});
