import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  addShot,
  addThread,
  appendContent,
  deleteShots,
  readStages,
  setShotText,
  stageContent,
} from '@clapper/documents';
import { keptEdits, openPlan, pillSays, signInAs, stageEditor, type User } from '../harness/app.ts';
import { Desk } from '../harness/desk.ts';
import { newDevice } from '../harness/devices.ts';
import { newMember, newProject, signUp, type Account } from '../harness/people.ts';
import { until } from '../harness/wait.ts';
import { borrowBrowser, giveBack } from '../harness/worker-browser.ts';
import { openServer } from './studio.ts';

// Finding anything and doing anything: an owner, an editor who writes from a device, and a reviewer who goes offline.
const server = openServer();
let browser: Browser;
let bo: Account;
let mina: User;
let jun: User;
let project: string;
let writing: { board: Desk; plan: Desk; talk: Desk; close: () => Promise<void> };

beforeAll(async () => {
  browser = await borrowBrowser();
  const owner = await signUp(server.url, '박도윤');
  project = await newProject(owner);
  const reviewer = await newMember(server.url, owner, project, 'reviewer', '김하늘');
  bo = await newMember(server.url, owner, project, 'editor', '이서진');
  const device = await newDevice({ server: server.url, account: bo });
  const [board, plan, talk] = await Promise.all(
    ['board', 'plan', 'talk'].map((kind) => Desk.open(device, `${project}/${kind}`)),
  );
  writing = { board: board!, plan: plan!, talk: talk!, close: () => device.close() };
  [mina, jun] = await Promise.all([
    signInAs(browser, server.url, owner),
    signInAs(browser, server.url, reviewer, { opensOffline: true }),
  ]);
  await Promise.all([openPlan(mina.page, project), openPlan(jun.page, project)]);
}, 60_000);
afterAll(async () => {
  await writing.close();
  await giveBack(browser);
});

const dialog = (page: Page): Locator => page.getByRole('dialog', { name: 'Search and commands' });
const option = (page: Page, name: string | RegExp): Locator => dialog(page).getByRole('option', { name });

async function look(page: Page, query: string): Promise<void> {
  if (!(await dialog(page).isVisible())) await page.keyboard.press('Control+k');
  await dialog(page).getByRole('combobox').fill(query);
}

/** Chooses the row that is active; the list goes before anything else is looked for. */
async function enter(page: Page): Promise<void> {
  await page.keyboard.press('Enter');
  await dialog(page).waitFor({ state: 'detached' });
}

/** Resolves when an element of these is marked for a moment: listens before it happens. */
function flashed(page: Page, selector: string): Promise<unknown> {
  return page.waitForFunction((wanted) => {
    const marked = document.getAnimations().map(({ effect }) => (effect as KeyframeEffect | null)?.target);
    return marked.some((element) => element?.matches(wanted));
  }, selector);
}

test('[FI1] [FI2] offline everything of the project is found as it is typed, and Enter goes there', async () => {
  const { board, plan, talk } = writing;
  const act = { by: bo.id, at: Date.now() };
  const [, second] = readStages(plan.doc).stages;
  const at = { stage: second!.id, before: null };
  const pour = addShot(board.doc, { ...at, ...act, fields: { title: '물줄기' } }, 'typing');
  const sign = addShot(board.doc, { ...at, ...act, fields: { title: '골목 커피 간판' } }, 'typing');
  appendContent(
    stageContent(plan.doc, second!.id)!,
    [{ type: 'paragraph', content: [{ type: 'text', text: '음악은 첫 방울 뒤에 들어온다.' }] }],
    'typing',
  );
  const anchor = { type: 'shot', shot: pour } as const;
  const thread = addThread(
    talk.doc,
    { anchor, words: '김이 더 오래 머물게', mentions: [], ...act },
    'typing',
  );
  await until(() => board.isSaved && plan.isSaved && talk.isSaved, { what: 'the words to be on the server' });

  const { page, context } = jun;
  await look(page, '머물게');
  await option(page, /김이 더 오래 머물게/).waitFor();
  await look(page, '첫방울');
  await option(page, /첫 방울/).waitFor();
  await page.keyboard.press('Escape');
  await dialog(page).waitFor({ state: 'detached' });
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await context.setOffline(true);
  await pillSays(page, /Offline/);

  // By initial consonants; the board was never open here.
  await look(page, 'ㅁㅈㄱ');
  await option(page, /물줄기/).waitFor();
  expect(await option(page, /물줄기/).getAttribute('aria-selected')).toBe('true');
  const atShot = flashed(page, `[data-shot="${pour}"]`);
  await enter(page);
  await page.waitForURL(`**/board?shot=${pour}`);
  await atShot;

  // What is written in a folded stage, spaces or not.
  await look(page, '첫방울');
  await option(page, /첫 방울 뒤에/).waitFor();
  const atWords = flashed(page, '.plan-prose p');
  await enter(page);
  await page.waitForURL(`**/plan?stage=${second!.id}`);
  await atWords;
  await stageEditor(page).getByText('음악은 첫 방울 뒤에 들어온다.').waitFor();

  // What is said of a shot.
  await look(page, '머물');
  const atThread = flashed(page, `[data-thread-card="${thread}"]`);
  await option(page, /김이 더 오래/).waitFor();
  await enter(page);
  await page.waitForURL(`**/board?thread=${thread}`);
  await atThread;

  // The Enter that ends a composition chooses nothing, Escape goes back.
  await look(page, '간판');
  await option(page, /간판/).waitFor();
  await dialog(page)
    .getByRole('combobox')
    .evaluate((field) =>
      field.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true, cancelable: true }),
      ),
    );
  expect(await dialog(page).isVisible()).toBe(true);

  // What others did meanwhile is there with the network, in the list that is open.
  deleteShots(board.doc, [sign], { by: bo.id, at: Date.now() }, 'typing');
  setShotText(board.doc, pour, 'title', '간판 아래', 'typing');
  await until(() => board.isSaved, { what: 'the shot to be deleted' });
  await context.setOffline(false);
  await option(page, /간판 아래/).waitFor();
  await option(page, /골목 커피 간판/).waitFor({ state: 'detached' });
  await page.keyboard.press('Escape');
  await dialog(page).waitFor({ state: 'detached' });
  expect(await keptEdits(mina, jun)).toEqual([]);
  expect(jun.complaints.filter((line) => !/ERR_(INTERNET_DISCONNECTED|FAILED)/.test(line))).toEqual([]);
});

test('commands are offered by right and done from any page; with words selected the key makes a link', async () => {
  // A reviewer makes no shots.
  await openPlan(jun.page, project);
  await look(jun.page, 'new shot');
  await dialog(jun.page).getByText('Nothing found').waitFor();
  await look(jun.page, 'add a video');
  await dialog(jun.page).getByText('Nothing found').waitFor();
  await look(jun.page, 'account');
  await option(jun.page, 'Account settings').click();
  await jun.page.waitForURL('**/account');

  await openPlan(jun.page, project);
  await look(jun.page, '의견 쓰기');
  await option(jun.page, 'Comment on the project').waitFor();
  await jun.page.keyboard.press('Enter');
  await jun.page.waitForURL('**/overview');
  await jun.page.getByRole('textbox', { name: 'Write a comment' }).waitFor();

  const { page } = mina;
  await look(page, 'subscribe');
  await option(page, 'Subscribe to the calendar').click();
  await page.waitForURL('**/calendar');
  await page.getByRole('dialog').getByRole('button', { name: 'Make an address' }).waitFor();
  await page.keyboard.press('Escape');
  await until(async () => (await page.getByRole('dialog').count()) === 0, { what: 'the dialog to be gone' });
  await look(page, 'invite');
  await option(page, 'Invite people').waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL('**/members');
  await page.getByRole('dialog', { name: 'Invite people' }).waitFor();
  await page.keyboard.press('Escape');
  // The palette may still be fading behind it.
  await until(async () => (await page.getByRole('dialog').count()) === 0, { what: 'both to be gone' });

  await look(page, '영상 추가');
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), enter(page)]);
  expect(await chooser.element().getAttribute('accept')).toContain('video/mp4');
  await page.waitForURL('**/review');
  await look(page, 'where your work');
  await enter(page);
  const ledger = page.getByRole('dialog', { name: 'Saved on server' });
  await ledger.waitFor();
  await until(() => ledger.evaluate((it) => it.contains(document.activeElement)), {
    what: 'the focus in it',
  });
  await page.keyboard.press('Escape');
  await ledger.waitFor({ state: 'detached' });

  await look(page, 'ㅅㅅ');
  await option(page, 'New shot').click();
  await dialog(page).waitFor({ state: 'detached' });
  await page.waitForURL('**/board');
  await page.locator('[data-shot] input').first().waitFor();

  await openPlan(page, project);
  await stageEditor(page).click();
  await page.keyboard.type('words');
  await page.keyboard.press('Control+k');
  await dialog(page).waitFor();
  // Chosen lately stands first.
  expect(await dialog(page).getByRole('option').first().textContent()).toContain('New shot');
  await page.keyboard.press('Escape');
  await dialog(page).waitFor({ state: 'detached' });
  await page.waitForFunction(() => document.activeElement?.closest('.plan-prose') !== null);
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+k');
  await page.getByLabel('Address of the link').waitFor();
  expect(await dialog(page).count()).toBe(0);
});
