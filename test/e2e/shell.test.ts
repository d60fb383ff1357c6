import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appendContent, readStages, stageContent } from '@clapper/documents';
import { fillSignIn } from '../harness/app.ts';
import { newVisitor, type Visitor } from '../harness/browser.ts';
import { Desk } from '../harness/desk.ts';
import { newDevice } from '../harness/devices.ts';
import { newProject, signUp as person } from '../harness/people.ts';
import { startServer, type RunningServer } from '../harness/server.ts';
import { until } from '../harness/wait.ts';
import { borrowBrowser, giveBack, LAN_HOST } from '../harness/worker-browser.ts';

// The frame that every page stands in: coming in, inviting, roles, the pill, leaving; through what people see.
const PASSWORD = 'golmok coffee 0640';
/** Chromium says so for every request, and every slice of letters, that it cannot have while it is offline. */
const OFFLINE_NOISE = /net::ERR_(INTERNET_DISCONNECTED|FAILED)/;

let server: RunningServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), borrowBrowser()]);
}, 60_000);
afterAll(async () => {
  await giveBack(browser);
  await server.stop();
});

let people = 0;

/** Fills the form that a page shows; the account is a new one. */
async function signUp(page: Page, name: string, button: string): Promise<{ email: string }> {
  const username = `person${++people}`;
  const email = `${username}@example.com`;
  await page.getByLabel('Your name').fill(name);
  await page.getByLabel('Username').fill(username);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: button }).click();
  return { email };
}

const pill = (page: Page, words: string) => page.getByRole('button', { name: words, exact: true }).waitFor();
/** How many changes a slow machine makes of what is typed is not the test's. */
const unsent = (page: Page) =>
  page.getByRole('button', { name: /^Offline – saved on this device \(\d+ changes?\)$/ }).waitFor();
/** Leaving would ask nothing: no edit is in memory alone. */
const stored = (page: Page) =>
  page.waitForFunction(() => window.dispatchEvent(new Event('beforeunload', { cancelable: true })));
const go = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Project' }).getByRole('link', { name }).first().click();

async function createInvite(page: Page): Promise<string> {
  await go(page, 'Members');
  await page.getByRole('button', { name: 'Invite', exact: true }).click();
  await page.getByRole('button', { name: 'Create link' }).click();
  const link = await page.getByLabel('Invite link').inputValue();
  await page.keyboard.press('Escape');
  return link;
}

describe('from an empty server to a team', () => {
  let owner: Visitor;
  let guest: Visitor;
  let project: string;

  beforeAll(async () => {
    [owner, guest] = [
      await newVisitor(browser, { opensOffline: true }),
      await newVisitor(browser, { opensOffline: true }),
    ];
  });
  afterAll(async () => {
    await owner.context.close();
    await guest.context.close();
  });

  test('the first visitor is greeted, asked one question, and stands in a project', async () => {
    const { page } = owner;
    await page.goto(server.url);
    await page.getByRole('heading', { name: 'Welcome to your new Clapper' }).waitFor();
    await signUp(page, '김하늘', 'Create account');
    await page.getByRole('heading', { name: 'How would you like to begin?' }).waitFor();
    await page.getByLabel('Name your first project').fill('Pilot');
    await page.getByRole('button', { name: 'Create project' }).click();
    await page.waitForURL('**/plan');
    await pill(page, 'Saved on server');
    project = page.url().replace(/\/plan$/, '');
  });

  test('who has a link joins with a new account, and both see each other', async () => {
    const link = await createInvite(owner.page);
    expect(new URL(link).pathname).toMatch(/^\/join\//);
    await guest.page.goto(link);
    await guest.page.getByRole('heading', { name: 'Join Pilot' }).waitFor();
    await signUp(guest.page, 'Yuna Choi', 'Create account and join');
    await guest.page.waitForURL('**/plan');
    await owner.page.getByRole('button', { name: /^Yuna Choi/ }).waitFor();
    await guest.page.getByRole('button', { name: /^김하늘/ }).waitFor();
  });

  test('a role taken away locks the page at once; asking gives it back', async () => {
    await owner.page.getByRole('combobox', { name: 'Role of Yuna Choi' }).click();
    await owner.page.getByRole('option', { name: 'Viewer', exact: true }).click();
    await guest.page.getByText('You can read here.').waitFor();
    await guest.page.getByRole('button', { name: 'Ask to edit' }).click();
    await guest.page.getByText('Asked. An owner or admin decides.').waitFor();
    await owner.page.reload();
    await owner.page.getByRole('button', { name: 'Make Editor' }).click();
    await guest.page.getByText('You can read here.').waitFor({ state: 'detached' });
  });

  test('offline the app opens at any address, keeps what is written and says so', async () => {
    const { page, context } = owner;
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await context.setOffline(true);
    await page.goto(`${project}/settings`);
    await page.getByText('You are offline. You can read the settings').waitFor();
    await page.goto(`${project}/plan`);
    await pill(page, 'Offline – saved on this device');
    await page.locator('.ProseMirror').first().click();
    await page.keyboard.type('Rain at dawn.');
    await unsent(page);
    await stored(page);
    await page.reload();
    await page.getByText('Rain at dawn.').first().waitFor();
    await unsent(page);
    await context.setOffline(false);
    await pill(page, 'Saved on server');
    await guest.page.getByText('Rain at dawn.').first().waitFor();
  });

  test('signing out with something unsent offers to keep it, and signing in again sends it', async () => {
    const { page, context } = guest;
    await page.goto(`${project}/plan`);
    await pill(page, 'Saved on server');
    await context.setOffline(true);
    await page.locator('.ProseMirror').first().click();
    await page.keyboard.type('Only here. ');
    await unsent(page);
    await stored(page);
    await page.getByRole('button', { name: /^Account/ }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('dialog', { name: 'Not everything is on the server yet' }).waitFor();
    await page.getByRole('button', { name: 'Keep on this device and sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await context.setOffline(false);
    await page.goto(`${project}/plan`);
    await page.getByLabel('E-mail or username').fill('person2');
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL(`${project}/plan`);
    await owner.page.getByText('Only here.').first().waitFor();
  });

  test('signing out with everything sent leaves nothing on the device', async () => {
    const { page } = owner;
    await pill(page, 'Saved on server');
    await page.getByRole('button', { name: /^Account/ }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(await page.evaluate(() => indexedDB.databases())).toEqual([]);
    await until(
      () =>
        page.evaluate(
          () =>
            localStorage.getItem('clapper.me') === null && localStorage.getItem('clapper.logout') === null,
        ),
      { what: 'the server to hear of it' },
    );
  });

  test('nobody’s page complained', () => {
    const complaints = [...owner.complaints, ...guest.complaints];
    expect(complaints.filter((text) => !OFFLINE_NOISE.test(text))).toEqual([]);
  });
});

test('on plain http the app works, says once what does not, and copies a link without the clipboard', async () => {
  const lan = await startServer({ env: { REGISTRATION: 'open' } });
  const { page, context, complaints } = await newVisitor(browser);
  try {
    await page.goto(`http://${LAN_HOST}:${lan.port}/`);
    await signUp(page, '이서진', 'Create account');
    await page.getByLabel('Name your first project').fill('On set');
    await page.getByRole('button', { name: 'Create project' }).click();
    await page.waitForURL('**/plan');
    await pill(page, 'Saved on server');
    const banner = page.getByText('This address is plain http');
    await banner.waitFor();
    await page.getByRole('complementary').getByRole('button', { name: 'Dismiss' }).click();
    await createInvite(page);
    await page.getByRole('button', { name: 'Invite', exact: true }).click();
    await page.getByRole('button', { name: 'Copy link' }).click();
    await page.getByText('Link copied').waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Members' }).waitFor();
    expect(await banner.count()).toBe(0);
    expect(complaints).toEqual([]);
  } finally {
    await context.close();
    await lan.stop();
  }
});

test('script until sign-in works, and until the plan shows text, stays within 300 KB each', async () => {
  const WORDS = 'Before the alley belongs to anyone';
  const open = await startServer({ env: { REGISTRATION: 'open' } });
  const account = await person(open.url, 'Mina');
  const plan = await newProject(account, { language: 'en' });
  const device = await newDevice({ server: open.url, account });
  const desk = await Desk.open(device, `${plan}/plan`);
  const content = stageContent(desk.doc, readStages(desk.doc).stages[0]!.id)!;
  appendContent(content, [{ type: 'paragraph', content: [{ type: 'text', text: WORDS }] }], 'test');
  await until(() => desk.isSaved, { what: 'the words to be on the server' });
  await device.close();

  // Without a service worker: it would have fetched some of it for later.
  const { page, context } = await newVisitor(browser, { baseURL: open.url });
  try {
    const weigh = await scriptScale(page);
    await page.goto(`/p/${plan}/plan`);
    await page.getByLabel('E-mail or username').waitFor();
    await page.waitForLoadState('networkidle');
    const signIn = await weigh();
    const shown = momentOf(page, WORDS);
    await fillSignIn(page, account);
    const text = (await weigh(await shown)) - signIn;
    expect({ signIn: signIn <= 300_000, text: text <= 300_000, measured: [signIn, text] }).toMatchObject({
      signIn: true,
      text: true,
    });
  } finally {
    await context.close();
    await open.stop();
  }
});

/** When these words come to stand on the page, by its clock: what is loaded because of them is loaded after that. */
function momentOf(page: Page, words: string): Promise<number> {
  return page.evaluate(
    (words) =>
      new Promise((resolve) => {
        const observer = new MutationObserver(() => {
          if (!document.body.textContent.includes(words)) return;
          observer.disconnect();
          resolve(performance.now());
        });
        observer.observe(document.body, { subtree: true, childList: true, characterData: true });
      }),
    words,
  );
}

/** Bytes over the network of the scripts that the page has had until the moment of asking, or an earlier one of its clock. */
async function scriptScale(page: Page): Promise<(latest?: number) => Promise<number>> {
  // A browser forgets what was loaded after the 250th thing, if nobody asks for more.
  await page.addInitScript(() => performance.setResourceTimingBufferSize(5_000));
  const network = await page.context().newCDPSession(page);
  await network.send('Network.enable');
  const urls = new Map<string, string>();
  const weights = new Map<string, number>();
  network.on('Network.responseReceived', ({ requestId, response }) => urls.set(requestId, response.url));
  network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const url = urls.get(requestId);
    if (url !== undefined) weights.set(url, (weights.get(url) ?? 0) + encodedDataLength);
  });
  const scripts = new Set<string>();
  return async (latest = Number.MAX_VALUE) => {
    const loaded = await page.evaluate(
      (latest) =>
        (performance.getEntriesByType('resource') as PerformanceResourceTiming[])
          .filter(({ responseEnd }) => responseEnd <= latest)
          .map(({ name }) => name)
          .filter((name) => new URL(name).pathname.endsWith('.js')),
      latest,
    );
    for (const url of loaded) scripts.add(url);
    // The page knows of a script before its weight has come here.
    await until(() => loaded.every((url) => weights.has(url)), { what: 'the weight of every script' });
    return [...scripts].reduce((sum, url) => sum + weights.get(url)!, 0);
  };
}
