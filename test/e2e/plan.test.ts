import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { projectDocument } from '@clapper/protocol';
import { readStages, stageContent } from '@clapper/documents';
import type * as Y from 'yjs';
import { moveCaret, newVisitor, type Visitor } from '../harness/browser.ts';
import { newDevice } from '../harness/devices.ts';
import { inviteCode, newProject, signUp, type Account } from '../harness/people.ts';
import { until } from '../harness/wait.ts';
import { borrowBrowser, giveBack } from '../harness/worker-browser.ts';
import { openServer } from './studio.ts';

// Two people at the real app: one server, two browsers, one plan.
const server = openServer();
let browser: Browser;
let owner: Account;
let project: string;
let haneul: Visitor;
let seojin: Visitor;

beforeAll(async () => {
  browser = await borrowBrowser();
  owner = await signUp(server.url, '김하늘');
  project = await newProject(owner, { language: 'en' });
  const editor = await signUp(server.url, '이서진', await inviteCode(owner, project, 'editor'));
  [haneul, seojin] = await Promise.all([openPlan(owner), openPlan(editor)]);
});
afterAll(() => giveBack(browser));

async function openPlan(account: Account): Promise<Visitor> {
  const visitor = await newVisitor(browser);
  const { page } = visitor;
  await page.goto(`${server.url}/sign-in`);
  await page.locator('input').first().fill(account.login);
  await page.locator('input[type=password]').fill(account.password);
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname !== '/sign-in');
  await page.goto(`${server.url}/p/${project}/plan`);
  await page.locator('.plan-prose').waitFor();
  return visitor;
}

const sheet = (visitor: Visitor, stage: number) =>
  visitor.page.locator(`section[data-stage="${stage}"] .plan-prose`);

async function open(visitor: Visitor, stage: number): Promise<void> {
  await visitor.page.keyboard.press(`Alt+Digit${stage}`);
  await sheet(visitor, stage).waitFor();
}

/** What a fresh device reads from the server. */
async function onServer(stage: number): Promise<string> {
  const device = await newDevice({ server: server.url, account: owner });
  try {
    const { doc } = await device.open(projectDocument(project, 'plan')).ready();
    const id = readStages(doc).stages[stage - 1]?.id ?? '';
    const content: Y.XmlFragment | null = stageContent(doc, id);
    return String(content).replaceAll(/<[^>]+>/g, '');
  } finally {
    await device.close();
  }
}

test('two people in one stage see each other’s words, caret, name and selection', async () => {
  await sheet(haneul, 1).click();
  await haneul.page.keyboard.type('The shutter is half up. ');
  await seojin.page.getByText('The shutter is half up.').waitFor();
  const caret = seojin.page.locator('.plan-caret');
  await caret.waitFor();
  expect((await caret.innerText()).replaceAll('\u2060', '').trim()).toBe('김하늘');

  await sheet(seojin, 1).click();
  await moveCaret(seojin.page, 'Control+End');
  await seojin.page.keyboard.type('And the alley is blue.');
  await haneul.page.getByText('And the alley is blue.').waitFor();
  await seojin.page.keyboard.press('Shift+Home');
  await haneul.page.locator('.plan-selection').first().waitFor();
  await until(async () => (await onServer(1)) === 'The shutter is half up. And the alley is blue.', {
    what: 'both sentences on the server',
  });
});

test('who is in another stage stands on its column', async () => {
  await open(seojin, 3);
  await haneul.page
    .locator('article[data-stage="3"]')
    .getByRole('img', { name: /이서진/ })
    .waitFor();
});

test('undo takes back one’s own words only, in whichever stage they are', async () => {
  await open(haneul, 2);
  await sheet(haneul, 2).click();
  await haneul.page.keyboard.type('mine in two');
  await open(seojin, 2);
  await sheet(seojin, 2).getByText('mine in two').waitFor();
  await sheet(seojin, 2).click();
  await moveCaret(seojin.page, 'Control+End');
  await seojin.page.keyboard.press('Enter');
  await seojin.page.keyboard.type('theirs in two');
  await sheet(haneul, 2).getByText('theirs in two').waitFor();
  await open(haneul, 1);
  await haneul.page.keyboard.press('Control+z');
  await sheet(haneul, 2).waitFor();
  await until(async () => (await onServer(2)) === 'theirs in two', { what: 'only their words to stay' });
});

test('a title and a status go to everybody', async () => {
  const title = haneul.page.getByRole('textbox', { name: 'Title of stage 2' });
  await title.fill('The pour');
  await title.press('Enter');
  await seojin.page.getByRole('heading', { name: 'The pour' }).waitFor();
  await haneul.page.getByRole('button', { name: 'Status: Draft' }).click();
  await haneul.page.getByRole('menuitemradio', { name: 'In review' }).click();
  await seojin.page.getByRole('button', { name: 'Status: In review' }).waitFor();
});

test('what is written offline arrives when the network is back, between what others wrote', async () => {
  await open(haneul, 4);
  await sheet(haneul, 4).click();
  await haneul.page.keyboard.type('online, ');
  await until(async () => (await onServer(4)).includes('online'), { what: 'the first words on the server' });
  await haneul.context.setOffline(true);
  await haneul.page.keyboard.type('offline, ');
  await open(seojin, 4);
  await sheet(seojin, 4).click();
  await moveCaret(seojin.page, 'Control+Home');
  await seojin.page.keyboard.type('(theirs) ');
  await haneul.context.setOffline(false);
  await sheet(haneul, 4).getByText('(theirs)').waitFor();
  await until(async () => (await onServer(4)) === '(theirs) online, offline, ', {
    what: 'both on the server',
  });
});

test('nothing complained', () => {
  expect(haneul.complaints.filter((line) => !line.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([]);
  expect(seojin.complaints).toEqual([]);
});
