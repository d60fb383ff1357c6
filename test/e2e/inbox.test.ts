import { readInbox } from '@clapper/documents';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  NETWORK_AWAY,
  keptEdits,
  openPlan,
  pillSays,
  signInAs,
  stageEditor,
  typeInStage,
  unprovoked,
  type User,
} from '../harness/app.ts';
import { caretRead } from '../harness/browser.ts';
import { newDevice } from '../harness/devices.ts';
import { newMember, newProject, signUp, type Account } from '../harness/people.ts';
import { borrowBrowser, giveBack } from '../harness/worker-browser.ts';
import { openServer } from './studio.ts';

// What concerns somebody reaches them: an owner who is away for a while, a reviewer who looks at something else, an editor
// whom it does not concern, and a stranger.
const server = openServer();
let browser: Browser;
let mina: User;
let jun: User;
let stranger: User;
let project: string;
let bo: Account;
/** Where it stands what Mina said to all. */
let thread: string;

beforeAll(async () => {
  browser = await borrowBrowser();
  const owner = await signUp(server.url, 'Mina');
  project = await newProject(owner);
  const reviewer = await newMember(server.url, owner, project, 'reviewer', '김하늘');
  bo = await newMember(server.url, owner, project, 'editor', '이서진');
  const outsider = await signUp(server.url, 'Nobody');
  [mina, jun, stranger] = (await Promise.all(
    [owner, reviewer, outsider].map((account) => signInAs(browser, server.url, account)),
  )) as [User, User, User];
}, 60_000);
afterAll(() => giveBack(browser));

/** It opens the inbox beside the page; on the page of the inbox itself, and on a phone, it is a link to it. */
const bell = (page: Page, name: string | RegExp) =>
  page.locator('#inbox-bell').and(page.getByLabel(name, { exact: true }));
const panel = (page: Page) => page.getByRole('complementary', { name: 'Inbox' });

async function commentOnAll(page: Page, said: string): Promise<void> {
  await stageEditor(page).evaluate((editor) => {
    const words = document.createTreeWalker(editor, NodeFilter.SHOW_TEXT).nextNode()!;
    (editor as HTMLElement).focus();
    document.getSelection()?.setBaseAndExtent(words, 0, words, words.textContent!.length);
  });
  await caretRead(page);
  await page.getByRole('button', { name: 'Comment' }).click();
  await page.getByRole('textbox', { name: 'Write a comment' }).fill(said);
}

test('[NT1] a mention reaches who is named and in the project; who is not is told nothing, and the author knows', async () => {
  const { page } = mina;
  await mina.context.setOffline(false); // when it is tried again
  await jun.page.goto('/');
  await stranger.page.goto('/inbox');
  await openPlan(page, project);
  await typeInStage(page, 'We stay on the hands.');
  await commentOnAll(page, '@김하늘 and @Nobody, look at this');
  await page.getByText('@Nobody: nobody in this project, and told nothing').waitFor();
  await pillSays(page, 'Saved on server');
  await mina.context.setOffline(true);
  await pillSays(page, /Offline/);
  await page.keyboard.press('Enter');
  await page.getByText('Sends when online').waitFor();
  await mina.context.setOffline(false);

  await bell(jun.page, 'Inbox, 1 unread').waitFor();
  await jun.page.getByRole('img', { name: '1 unread' }).waitFor();
  await bell(jun.page, 'Inbox, 1 unread').click();
  const row = panel(jun.page).getByRole('link', { name: /Mina mentioned you in/ });
  await row.getByText('@김하늘 and @Nobody, look at this').waitFor();
  await row.click();
  await jun.page.waitForURL(/\/plan\?.*thread=/);
  // What it led to stands beside it, and the panel stays where it was.
  await panel(jun.page).getByRole('heading', { name: 'Today' }).waitFor();
  thread = jun.page.url();
  await jun.page.locator('[data-thread-card]', { hasText: 'look at this' }).waitFor();
  await bell(jun.page, 'Inbox').waitFor();
  await panel(jun.page).getByRole('button', { name: 'Close' }).click();
  await panel(jun.page).waitFor({ state: 'detached' });

  const device = await newDevice({ server: server.url, account: bo });
  try {
    const { doc } = await device.open(`user/${bo.id}/home`).ready();
    expect(readInbox(doc).filter(({ type }) => type === 'mention')).toEqual([]);
  } finally {
    await device.close();
  }
  expect(await stranger.page.locator('li[data-state]').count()).toBe(0);
  await stranger.page.getByText('Nothing has concerned you yet.', { exact: false }).waitFor();
});

test('what is put away offline is put away on the other device', async () => {
  const { page, context } = jun;
  await page.goto('/inbox');
  const elsewhere = await signInAs(browser, server.url, jun.account);
  await elsewhere.page.goto('/inbox');
  const row = (of: Page) => of.locator('li[data-state]', { hasText: 'Mina mentioned you' });
  await Promise.all([row(page).waitFor(), row(elsewhere.page).waitFor()]);
  await context.setOffline(true);
  await row(page)
    .getByRole('button', { name: /^Archive/ })
    .click();
  await row(page).waitFor({ state: 'detached' });
  await row(elsewhere.page).waitFor();
  await context.setOffline(false);
  await row(elsewhere.page).waitFor({ state: 'detached' });
});

test('a thread that is opened where it stands is read in the inbox too', async () => {
  await jun.page.goto('/');
  await bell(jun.page, 'Inbox').waitFor();
  const answer = mina.page.getByRole('textbox', { name: 'Write a reply' });
  await answer.fill('@김하늘 and the window?');
  await mina.page.keyboard.press('Enter');
  await bell(jun.page, /^Inbox, \d+ unread$/).waitFor();
  await jun.page.goto(thread);
  await jun.page.getByText('and the window?').waitFor();
  await bell(jun.page, 'Inbox').waitFor();
});

test('by keys one goes through the panel, reads, puts away and takes back, while the page beside it keeps its own', async () => {
  const { page } = jun;
  await page.goto(`/p/${project}/calendar`);
  await page.getByRole('button', { name: 'Today' }).waitFor();
  const month = await page.getByRole('heading', { level: 1 }).textContent();
  await bell(page, /^Inbox/).press('Enter');
  const rows = panel(page).locator('li[data-state]');
  await rows.first().waitFor();
  const count = await rows.count();
  await page.keyboard.press('j');
  await expect.poll(() => rows.first().evaluate((row) => row.contains(document.activeElement))).toBe(true);
  await page.keyboard.press('u');
  await bell(page, 'Inbox, 1 unread').waitFor();
  await page.keyboard.press('u');
  await bell(page, 'Inbox').waitFor();
  await page.keyboard.press('e');
  await expect.poll(() => rows.count()).toBe(count - 1);
  await panel(page).getByText('Archived', { exact: true }).click();
  await panel(page).locator('li[data-state="archived"]').first().waitFor();
  const archived = await rows.count();
  // With the Hangul keyboard on, it is the key's place that counts.
  await rows.first().locator('a').focus();
  await page.keyboard.press('KeyE');
  await expect.poll(() => rows.count()).toBe(archived - 1);
  // Nothing of it reached the calendar, which knows J and E too.
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(month);
  await page.keyboard.press('Escape');
  await panel(page).waitFor({ state: 'detached' });
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('inbox-bell');
});

test('who is named by somebody offline, and removed meanwhile, is told nothing; the author reads that they left', async () => {
  const { page, context } = mina;
  const sora = await newMember(server.url, mina.account, project, 'reviewer', 'Sora');
  await page.goto(`/p/${project}/overview`);
  await page.getByRole('button', { name: 'Write about the project' }).click();
  await page.getByRole('textbox', { name: 'Write a comment' }).fill('@Sora what do you say?');
  await page.getByText('Tells Sora').waitFor();
  await pillSays(page, 'Saved on server');
  await context.setOffline(true);
  await pillSays(page, /^Offline/);
  await page.keyboard.press('Enter');
  await page.getByText('Sends when online').waitFor();
  const removed = await mina.account.call('DELETE', `/projects/${project}/participants/${sora.id}`);
  expect(removed.status).toBe(204);
  await context.setOffline(false);
  await page.getByText('@Sora is not in this project any more').waitFor();
  await page.getByText('Sends when online').waitFor({ state: 'detached' });
  const device = await newDevice({ server: server.url, account: sora });
  try {
    const { doc } = await device.open(`user/${sora.id}/home`).ready();
    expect(readInbox(doc).filter(({ type }) => type === 'mention')).toEqual([]);
  } finally {
    await device.close();
  }
});

test('nobody’s console complained, and no edit was refused', async () => {
  expect(await keptEdits(mina, jun, stranger)).toEqual([]);
  expect([mina, jun, stranger].flatMap(({ complaints }) => unprovoked(complaints, NETWORK_AWAY))).toEqual([]);
});
