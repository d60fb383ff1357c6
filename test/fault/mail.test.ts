import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '@clapper/protocol';
import { createDelivery } from '@clapper/server/src/notify/delivery.ts';
import { givenProject, givenUser, open } from '@clapper/server/src/storage/conformance/given.ts';
import { startServer, type RunningServer } from '../harness/server.ts';
import { until } from '../harness/wait.ts';

/** Long enough that the full hour, at which mails go, is over. */
const A_WHILE_MS = 2 * 3_600_000;

let dataDir: string;
let server: RunningServer | undefined;
/** What the mail server has taken, whole. */
let taken: Buffer[];
/** Called before it answers, so that a test may choose the moment. */
let beforeData: () => void;
let beforeTaken: () => void;
let recipients: string[];
let smtp: SMTPServer;

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'clapper-mail-'));
  taken = [];
  recipients = [];
  beforeData = beforeTaken = () => undefined;
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo({ address }, _session, answer) {
      recipients.push(address);
      beforeData();
      answer();
    },
    onData(stream, _session, answer) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        taken.push(Buffer.concat(chunks));
        beforeTaken();
        answer();
      });
    },
  });
  // A sender that is killed leaves a connection behind; that is what is tested.
  smtp.on('error', () => undefined);
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  await server?.stop();
  await new Promise<void>((resolve) => smtp.close(() => resolve()));
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
  const { port } = smtp.server.address() as AddressInfo;
  server = await startServer({
    dataDir,
    env: {
      SMTP_URL: `smtp://127.0.0.1:${port}`,
      MAIL_FROM: 'Clapper <clapper@studio.example>',
      PUBLIC_URL: 'https://clapper.studio.example',
    },
  });
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
  beforeData = () => {
    killed ??= server!.kill('SIGKILL');
  };
  await start();
  await until(() => killed !== undefined, { what: 'the mail server to be asked', timeout: 20_000 });
  await killed;
  expect(taken).toHaveLength(0);
  await server!.restart();
  await until(() => /mail\.sent/.test(server!.log()), { what: 'the mail to be sent', timeout: 20_000 });
  expect(await nothingWaits()).toBe(true);
  expect(taken).toHaveLength(1);

  const mail = await PostalMime.parse(taken[0]!);
  const header = (key: string) => mail.headers.find((one) => one.key === key)?.value;
  expect(mail.subject).toBe('준호 Bcc: all@studio.example님이 회원님을 언급했습니다: 기획 – 밤 촬영');
  expect(mail.text).toContain('https://clapper.studio.example/p/');
  expect(mail.to).toEqual([{ name: '', address: 'mina@studio.example' }]);
  expect(new Set(recipients)).toEqual(new Set(['mina@studio.example']));
  expect([mail.bcc, mail.cc]).toEqual([undefined, undefined]);
  expect(header('list-unsubscribe')).toMatch(
    /^<https:\/\/clapper\.studio\.example\/api\/v1\/mail\/unsubscribe\/[\w.-]+>$/,
  );
  expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
});

test('[ML1] [ML2] a server that is killed when the mail was taken sends it at most once more, under the same Message-ID', async () => {
  let stopped = false;
  // It stands still before the answer leaves, so that it can never have read it.
  beforeTaken = () => {
    if (stopped) return;
    stopped = true;
    process.kill(server!.pid, 'SIGSTOP');
  };
  await start();
  await until(() => taken.length === 1, { what: 'the mail to be taken', timeout: 20_000 });
  await server!.kill('SIGKILL');
  await server!.restart();
  await until(() => /mail\.sent/.test(server!.log()), { what: 'the mail to be sent', timeout: 20_000 });
  expect(await nothingWaits()).toBe(true);
  const [first, second, ...more] = await Promise.all(taken.map((bytes) => PostalMime.parse(bytes)));
  expect(more).toEqual([]);
  expect(first!.messageId).toMatch(/^<[\w-]+@studio\.example>$/);
  expect(second!.messageId).toBe(first!.messageId);
});
