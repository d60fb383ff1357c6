import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '@clapper/protocol';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { givenProject, givenUser, NOW, open } from '../../storage/conformance/given.ts';
import type { Mail, ProjectRow, Storage, User } from '../../storage/storage.ts';
import { createDelivery, GRACE_MS, type Notice } from '../delivery.ts';
import { UNTOUCHED_DESK, type Desk } from '../desk.ts';
import { mailBundler } from './bundler.ts';

const LATER = NOW + GRACE_MS;
let folder: string;
let storage: Storage;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'clapper-bundler-'));
  storage = await open(`file:${join(folder, 'test.db')}`);
});
afterAll(async () => {
  await storage.close();
  rmSync(folder, { recursive: true });
});

const desks = new Map<string, Desk>();

async function given(desk: Partial<Desk> = {}): Promise<{ mina: User; project: ProjectRow }> {
  const mina = await givenUser(storage, { nickname: '민아' });
  desks.set(mina.id, { ...UNTOUCHED_DESK, mail: 'instant', ...desk });
  return { mina, project: await givenProject(storage, mina.id, { name: '밤 촬영' }) };
}

const noticeTo = (user: User, project: ProjectRow, rest: Partial<Notice> = {}): Notice => ({
  id: newId(),
  user: user.id,
  type: 'mention',
  project: { id: project.id, name: project.name, language: 'ko' },
  who: '준호',
  what: '기획',
  count: 1,
  link: `/p/${project.id}/plan`,
  at: NOW,
  ...rest,
});

async function mailed(user: User, notices: Notice[], now = LATER): Promise<Mail[]> {
  await createDelivery({
    deliveries: storage.deliveries,
    channels: { mail: true, push: false },
  }).tell(notices);
  await mailBundler({
    ...storage,
    deskOf: async (id) => desks.get(id) ?? { ...UNTOUCHED_DESK, mail: 'off' },
    publicUrl: 'https://clapper.studio.example',
    unsubscribeUrl: (id) => `https://clapper.studio.example/stop/${id}`,
    domain: 'studio.example',
    zone: 'Asia/Seoul',
    now: () => now,
  })();
  return (await storage.deliveries.mails(now, 1_000)).filter((mail) => mail.user === user.id);
}

it('makes one mail of what is to be told by now, oldest first, and tells none of it again', async () => {
  const { mina, project } = await given();
  const two = noticeTo(mina, project, { what: '<b>예산</b>', at: NOW - 1 });
  const [mail, ...more] = await mailed(mina, [noticeTo(mina, project), two]);
  expect(more).toEqual([]);
  expect(mail).toMatchObject({ subject: '확인할 알림 2개 – 밤 촬영', createdAt: LATER });
  expect(mail!.messageId).toBe(`<${mail!.id}@studio.example>`);
  expect(mail!.text.indexOf('예산')).toBeLessThan(mail!.text.indexOf('기획'));
  expect(mail!.text).toContain(`https://clapper.studio.example/p/${project.id}/plan`);
  expect(mail!.text).toContain(`https://clapper.studio.example/stop/${mina.id}`);
  expect(mail!.html).toContain('&lt;b&gt;예산&lt;/b&gt;');
  expect(await mailed(mina, [two])).toEqual([mail]);
});

it('keeps what waits for the full hour until then', async () => {
  const { mina, project } = await given({ mail: 'hourly' });
  const hour = Math.ceil(LATER / 3_600_000) * 3_600_000;
  expect(await mailed(mina, [noticeTo(mina, project)])).toEqual([]);
  expect(await mailed(mina, [], hour - 1)).toEqual([]);
  expect(await mailed(mina, [], hour)).toHaveLength(1);
});

it('[ML4] mails nothing that was read here meanwhile', async () => {
  const { mina, project } = await given({ isSettled: ({ at }) => at <= NOW });
  const read = noticeTo(mina, project);
  expect(await mailed(mina, [read])).toEqual([]);
  const [mail] = await mailed(mina, [{ ...read, count: 2, at: NOW + 1 }], LATER + 1);
  expect(mail!.subject).toContain('(2번)');
});

it('[ML4] mails nothing about a project to who has left it', async () => {
  const { mina, project } = await given();
  const { mina: stranger } = await given();
  expect(await mailed(stranger, [noticeTo(stranger, project)])).toEqual([]);
  expect(await mailed(mina, [noticeTo(mina, project)])).toHaveLength(1);
});

it('[ML3] mails nothing after somebody ended their mails', async () => {
  const { mina, project } = await given();
  await storage.deliveries.stopMail(mina.id, NOW);
  expect(await mailed(mina, [noticeTo(mina, project)])).toEqual([]);
  await storage.deliveries.resumeMail(mina.id);
  expect(await mailed(mina, [noticeTo(mina, project, { at: NOW + 1 })], LATER + 1)).toHaveLength(1);
});
