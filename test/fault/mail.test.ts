import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '@clapper/protocol';
import { createDelivery } from '@clapper/server/src/notify/delivery.ts';
import { givenProject, givenUser, open } from '@clapper/server/src/storage/conformance/given.ts';
import { startMailServer, type MailServer } from '../harness/mail-server.ts';
import { newProject, signUp } from '../harness/people.ts';
import { startServer, type RunningServer } from '../harness/server.ts';
import { until } from '../harness/wait.ts';

/** Long enough that the full hour, at which mails go, is over. */
const A_WHILE_MS = 2 * 3_600_000;

let dataDir: string;
let server: RunningServer | undefined;
let mail: MailServer;

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'clapper-mail-'));
  mail = await startMailServer();
});
afterEach(async () => {
  await server?.stop();
  await mail.close();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Somebody is to be told something; the server that is to tell it runs. */
async function start(): Promise<RunningServer> {
  const storage = await open(`file:${join(dataDir, 'clapper.db')}`);
  const mina = await givenUser(storage, { email: 'mina@studio.example' });
  const project = await givenProject(storage, mina.id);
  const channels = { mail: true, push: false };
  await createDelivery({ deliveries: storage.deliveries, channels }).tell([
    {
      id: newId(),
      user: mina.id,
      type: 'mention',
      project: { id: project.id, name: '밤 촬영', language: 'ko' },
      who: '준호\r\nBcc: all@studio.example',
      what: '기획',
      count: 1,
      link: `/p/${project.id}/plan`,
      at: Date.now() - A_WHILE_MS,
    },
  ]);
  await storage.close();
  server = await startServer({ dataDir, env: mail.env });
  return server;
}

async function nothingWaits(): Promise<boolean> {
  await server!.kill();
  const storage = await open(`file:${join(dataDir, 'clapper.db')}`);
  const { deliveries } = storage;
  const ever = Number.MAX_SAFE_INTEGER;
  const left = [...(await deliveries.due('mail', ever, 10)), ...(await deliveries.mails(ever, 10))];
  await storage.close();
  return left.length === 0;
}

test('[ML1] [ML2] a server that is killed before it sent the mail sends it exactly once after its restart', async () => {
  let killed: Promise<unknown> | undefined;
  mail.beforeData = () => {
    killed ??= server!.kill('SIGKILL');
  };
  await start();
  await until(() => killed !== undefined, { what: 'the mail server to be asked', timeout: 20_000 });
  await killed;
  expect(mail.taken).toHaveLength(0);
  await server!.restart();
  await until(() => /mail\.sent/.test(server!.log()), { what: 'the mail to be sent', timeout: 20_000 });
  expect(await nothingWaits()).toBe(true);
  expect(mail.taken).toHaveLength(1);

  const letter = await PostalMime.parse(mail.taken[0]!);
  const header = (key: string) => letter.headers.find((one) => one.key === key)?.value;
  expect(letter.subject).toBe('준호 Bcc: all@studio.example님이 회원님을 언급했습니다: 기획 – 밤 촬영');
  expect(letter.text).toContain('https://clapper.studio.example/p/');
  expect(letter.to).toEqual([{ name: '', address: 'mina@studio.example' }]);
  expect(new Set(mail.recipients)).toEqual(new Set(['mina@studio.example']));
  expect([letter.bcc, letter.cc]).toEqual([undefined, undefined]);
  expect(header('list-unsubscribe')).toMatch(
    /^<https:\/\/clapper\.studio\.example\/api\/v1\/mail\/unsubscribe\/[\w.-]+>$/,
  );
  expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
});

test('[ML1] [ML2] a server that is killed when the mail was taken sends it at most once more, under the same Message-ID', async () => {
  let stopped = false;
  // It stands still before the answer leaves, so that it can never have read it.
  mail.beforeTaken = () => {
    if (stopped) return;
    stopped = true;
    process.kill(server!.pid, 'SIGSTOP');
  };
  await start();
  await until(() => mail.taken.length === 1, { what: 'the mail to be taken', timeout: 20_000 });
  await server!.kill('SIGKILL');
  await server!.restart();
  await until(() => /mail\.sent/.test(server!.log()), { what: 'the mail to be sent', timeout: 20_000 });
  expect(await nothingWaits()).toBe(true);
  const [first, second, ...more] = await Promise.all(mail.taken.map((bytes) => PostalMime.parse(bytes)));
  expect(more).toEqual([]);
  expect(first!.messageId).toMatch(/^<[\w-]+@studio\.example>$/);
  expect(second!.messageId).toBe(first!.messageId);
});

test('[ML1] [ML2] an invitation is sent exactly once after the restart of a server that was killed before, to nobody else', async () => {
  let killed: Promise<unknown> | undefined;
  mail.beforeData = () => {
    killed ??= server!.kill('SIGKILL');
  };
  server = await startServer({ dataDir, env: { ...mail.env, REGISTRATION: 'open' } });
  const mina = await signUp(server.url, '민아');
  const project = await newProject(mina, { name: '밤 촬영' });
  const body = {
    project_id: project,
    emails: ['jun@studio.example'],
    message: 'a\r\nBcc: all@studio.example',
  };
  expect(await mina.call('POST', '/invitations', body)).toMatchObject({ status: 202, body: { queued: 1 } });
  await until(() => killed !== undefined, { what: 'the mail server to be asked', timeout: 20_000 });
  await killed;
  await server.restart();
  await until(() => /mail\.sent/.test(server!.log()), { what: 'the mail to be sent', timeout: 20_000 });
  expect(await nothingWaits()).toBe(true);
  expect(mail.taken).toHaveLength(1);
  expect(new Set(mail.recipients)).toEqual(new Set(['jun@studio.example']));
  const letter = await PostalMime.parse(mail.taken[0]!);
  expect([letter.to, letter.bcc, letter.cc]).toEqual([
    [{ name: '', address: 'jun@studio.example' }],
    undefined,
    undefined,
  ]);
  expect(letter.messageId).toMatch(/^<[\w-]+@studio\.example>$/);
  expect(letter.text).toMatch(/https:\/\/clapper\.studio\.example\/join\/[0-9a-z]{32}\s/);
  expect(letter.headers.map(({ key }) => key)).not.toContain('list-unsubscribe');
});
