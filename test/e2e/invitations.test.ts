import PostalMime from 'postal-mime';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fillSignUp, signInAs } from '../harness/app.ts';
import { violationsOf } from '../harness/axe.ts';
import { newVisitor } from '../harness/browser.ts';
import { startMailServer, type MailServer } from '../harness/mail-server.ts';
import { newProject, signUp, type Account } from '../harness/people.ts';
import { startServer, type RunningServer } from '../harness/server.ts';
import { until } from '../harness/wait.ts';
import { borrowBrowser, giveBack } from '../harness/worker-browser.ts';

const PATIENCE_MS = 20_000;

let mail: MailServer;
let server: RunningServer;
let browser: Browser;
let mina: Account;
let project: string;

beforeAll(async () => {
  mail = await startMailServer();
  [server, browser] = await Promise.all([
    startServer({ env: { ...mail.env, REGISTRATION: 'invited' } }),
    borrowBrowser(),
  ]);
  mina = await signUp(server.url, 'Mina');
  project = await newProject(mina, { name: 'Alley coffee', language: 'en' });
}, 60_000);
afterAll(async () => {
  await giveBack(browser);
  await server.stop();
  await mail.close();
});

test('people are asked in by mail, come by their own link, and are on the list until then', async () => {
  const { page } = await signInAs(browser, server.url, mina, { viewport: { width: 390, height: 800 } });
  await page.goto(`/p/${project}/members`);
  await page.getByRole('button', { name: 'Invite', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('E-mail addresses').fill('Jun <jun@studio.example>, nobody\nhana@studio.example');
  await dialog.getByLabel('A message to them').fill('Until Friday');
  await dialog.getByRole('button', { name: 'Send invitations' }).press('Enter');
  await dialog.getByText('nobody is no e-mail address.').waitFor({ timeout: PATIENCE_MS });
  expect(await dialog.getByLabel('E-mail addresses').inputValue()).toBe('nobody');
  expect(await violationsOf(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await page.keyboard.press('Escape');
  const list = page.getByRole('region', { name: 'Invited by mail' });
  await list.getByText('jun@studio.example').waitFor();

  await until(() => mail.taken.length === 2, { what: 'the mails', timeout: PATIENCE_MS });
  const letters = await Promise.all(mail.taken.map((bytes) => PostalMime.parse(bytes)));
  const toJun = letters.find(({ to }) => to?.[0]?.address === 'jun@studio.example')!;
  expect(toJun.text).toContain('> Until Friday');
  const path = /\/join\/\w+/.exec(toJun.text!)![0];
  const jun = await newVisitor(browser, { baseURL: server.url });
  await jun.page.goto(path);
  await jun.page.getByRole('heading', { name: /Alley coffee/ }).waitFor({ timeout: PATIENCE_MS });
  await fillSignUp(jun.page, { name: 'Jun', username: 'jun' });
  await jun.page.waitForURL(`**/p/${project}/plan`, { timeout: PATIENCE_MS });
  await list.getByText('jun@studio.example').waitFor({ state: 'detached', timeout: PATIENCE_MS });

  await list.getByRole('button', { name: 'Take back the invitation to hana@studio.example' }).press('Enter');
  await list.waitFor({ state: 'detached', timeout: PATIENCE_MS });
});
