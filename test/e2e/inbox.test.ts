import { readInbox } from '@clapper/documents';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  NETWORK_AWAY,
  openPlan,
  pillSays,
  signInAs,
  stageEditor,
  typeInStage,
  unprovoked,
  type User,
} from '../harness/app.ts';
import { caretRead, launchChromium } from '../harness/browser.ts';
import { newDevice } from '../harness/devices.ts';
import { newMember, newProject, signUp, type Account } from '../harness/people.ts';
import { startServer, type RunningServer } from '../harness/server.ts';

// What concerns somebody reaches them: an owner who is away for a while, a reviewer who looks at something else, an editor
// whom it does not concern, and a stranger.
let server: RunningServer;
let browser: Browser;
let mina: User;
let jun: User;
let stranger: User;
let project: string;
let bo: Account;
/** Where it stands what Mina said to all. */
let thread: string;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer({ env: { REGISTRATION: 'open' } }), launchChromium()]);
  const owner = await signUp(server.url, 'Mina');
  project = await newProject(owner);
  const reviewer = await newMember(server.url, owner, project, 'reviewer', '김하늘');
  bo = await newMember(server.url, owner, project, 'editor', '이서진');
  const outsider = await signUp(server.url, 'Nobody');
  [mina, jun, stranger] = (await Promise.all(
    [owner, reviewer, outsider].map((account) => signInAs(browser, server.url, account)),
  )) as [User, User, User];
}, 60_000);
afterAll(async () => {
  await browser.close();
  await server.stop();
});

const bell = (page: Page, name: string | RegExp) => page.getByRole('link', { name, exact: true });

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
  const row = jun.page.getByRole('link', { name: /Mina mentioned you/ });
  await row.click();
  await jun.page.waitForURL(/\/plan\?.*thread=/);
  thread = jun.page.url();
  await jun.page.getByText('look at this').waitFor();
  await bell(jun.page, 'Inbox').waitFor();

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

test('nobody’s console complained', () => {
  expect([mina, jun, stranger].flatMap(({ complaints }) => unprovoked(complaints, NETWORK_AWAY))).toEqual([]);
});
