import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signInAs, type User } from '../harness/app.ts';
import { newMember } from '../harness/people.ts';
import { openStudio, type Studio } from './studio.ts';

// What one says of oneself, where others see it.
let studio: Studio;
let browser: Browser;
let mina: User;
let jun: User;

beforeAll(async () => {
  // Who comes first to a server is its admin: this one is nobody else's.
  studio = await openStudio({});
  ({ browser } = studio);
  const { server, owner, project } = studio;
  const colleague = await newMember(server.url, owner, project, 'editor', 'Jun');
  [mina, jun] = await Promise.all([
    signInAs(browser, server.url, owner),
    signInAs(browser, server.url, colleague),
  ]);
}, 60_000);
afterAll(() => studio?.close());

const PICTURE = fileURLToPath(new URL('../screens/pictures/alley.webp', import.meta.url));

/** How many people are shown by a picture, and not by their initials. */
const pictured = (page: Page) => page.locator('main [data-picture]');

test('a picture of oneself takes the place of one’s initials, with everybody and offline, until it is removed', async () => {
  await jun.page.goto(`/p/${studio.project}/members`);
  await jun.page.getByRole('main').getByText('Mina').first().waitFor();
  expect(await pictured(jun.page).count()).toBe(0);

  await mina.page.goto('/account');
  const choosing = mina.page.waitForEvent('filechooser');
  await mina.page.getByRole('button', { name: 'Choose a picture…' }).click();
  await (await choosing).setFiles(PICTURE);
  const remove = mina.page.getByRole('button', { name: 'Remove picture' });
  await remove.waitFor();
  await pictured(mina.page).waitFor();
  await pictured(jun.page).first().waitFor();
  const painted = await pictured(jun.page)
    .first()
    .evaluate((face) => getComputedStyle(face).backgroundImage.slice(0, 27));
  expect(painted).toBe('url("data:image/webp;base64');

  await remove.click();
  await remove.waitFor({ state: 'detached' });
  await pictured(jun.page).first().waitFor({ state: 'detached' });
});

test('what is no picture is refused in a sentence', async () => {
  await mina.page.goto('/account');
  const choosing = mina.page.waitForEvent('filechooser');
  await mina.page.getByRole('button', { name: 'Choose a picture…' }).click();
  await (
    await choosing
  ).setFiles({ name: 'me.png', mimeType: 'image/png', buffer: Buffer.from('<svg><script/></svg>') });
  await mina.page
    .getByRole('main')
    .getByRole('alert')
    .filter({ hasText: 'Files of this kind are not taken' })
    .waitFor();
  expect(await pictured(mina.page).count()).toBe(0);
});

test('the system admin closes an account by keyboard: its person is asked to sign in where they are, and cannot until it is opened again', async () => {
  await jun.page.goto('/account');
  await jun.page.getByRole('heading', { name: 'Account' }).waitFor();
  expect(await jun.page.getByRole('link', { name: 'Accounts, projects and figures' }).count()).toBe(0);
  await mina.page.goto('/account');
  await mina.page.getByRole('link', { name: 'Accounts, projects and figures' }).press('Enter');
  await mina.page.getByRole('button', { name: 'Close the account of Jun' }).press('Enter');
  await mina.page.getByText('The account of Jun is closed').waitFor();
  const { login, password } = jun.account;
  const signsIn = async () =>
    (await mina.context.request.post('/api/v1/auth/login', { data: { login, password } })).status();
  expect(await signsIn()).toBe(401);
  // What they have on their device stays there: they are asked to sign in, not thrown out.
  await jun.page.getByText('You were signed out.').first().waitFor();
  await mina.page.getByRole('button', { name: 'Open again: the account of Jun' }).press('Enter');
  await mina.page.getByText('Jun can sign in again').waitFor();
  expect(await signsIn()).toBe(200);
});
