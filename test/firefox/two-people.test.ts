import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { firefoxPath } from '../machine.mjs';
import { inviteCode, newProject, signUp, type Account } from '../harness/people.ts';
import { startServer, type RunningServer } from '../harness/server.ts';
import { until } from '../harness/wait.ts';

// The story of two people once more, in Firefox over WebDriver BiDi. Puppeteer and not Playwright: at every new
// context Playwright 1.65 sends `emulation.setMediaFeaturesOverride`, which Debian's Firefox ESR does not know.

let server: RunningServer;
/** One each: in Firefox a page in the background of its window draws no frames. */
const browsers: Browser[] = [];
let project: string;
let mina: Page;
let jun: Page;
const complaints: string[] = [];

/** What the driver itself does to the page, and what a server that is away looks like. */
const PROVOKED = /blocked a JavaScript eval|can’t establish a connection to the server/;

beforeAll(async () => {
  server = await startServer({ env: { REGISTRATION: 'open' } });
  const owner = await signUp(server.url, 'Mina');
  project = await newProject(owner, { language: 'en' });
  const editor = await signUp(server.url, 'Jun', await inviteCode(owner, project, 'editor'));
  mina = await signedIn(owner);
  jun = await signedIn(editor);
}, 120_000);
afterAll(async () => {
  await Promise.all(browsers.map((browser) => browser.close()));
  await server.stop();
});

async function signedIn(account: Account): Promise<Page> {
  const executablePath = firefoxPath();
  if (executablePath === undefined) throw new Error('No Firefox here: install Debian’s package firefox-esr.');
  const browser = await puppeteer.launch({ browser: 'firefox', executablePath, headless: true });
  browsers.push(browser);
  const page = await browser.newPage();
  page.on('pageerror', (error) => {
    if (!PROVOKED.test(String(error))) complaints.push(String(error));
  });
  await page.setViewport({ width: 1440, height: 900 });
  await page.goto(`${server.url}/sign-in`);
  await page.locator('input[name="username"]').fill(account.login);
  await page.locator('input[name="password"]').fill(account.password);
  await page.locator('button[type="submit"]').click();
  await page.waitForFunction(() => location.pathname !== '/sign-in');
  return page;
}

async function openPlan(page: Page): Promise<void> {
  await page.goto(`${server.url}/p/${project}/plan`);
  await page.waitForSelector('.plan-prose');
}

/** Puts the caret at the end, waits until the editor has read it, and types. */
async function type(page: Page, words: string): Promise<void> {
  await page.click('.plan-prose');
  await page.keyboard.down('Control');
  await page.keyboard.press('End');
  await page.keyboard.up('Control');
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
  await page.keyboard.type(words);
}

/** The words of the open stage without other people's names. */
function words(page: Page): Promise<string> {
  return page.evaluate(() => {
    const copy = document.querySelector('.plan-prose')?.cloneNode(true) as Element;
    for (const caret of copy.querySelectorAll('.plan-caret')) caret.remove();
    return copy.textContent ?? '';
  });
}

function order(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('[data-shot]')].map((card) => card.getAttribute('data-shot') ?? ''),
  );
}

async function saved(page: Page): Promise<void> {
  await page.waitForFunction(
    () => document.querySelector('button[data-tone]')?.textContent?.includes('Saved on server') === true,
  );
}

test('both type in one stage at once, see each other’s caret and end with the same words', async () => {
  await openPlan(mina);
  await openPlan(jun);
  await type(mina, 'A kettle starts to sing');
  await until(async () => (await words(jun)) === 'A kettle starts to sing', {
    what: 'Mina’s words at Jun’s',
  });
  await Promise.all([type(mina, ' at dawn'), type(jun, ' in the alley')]);
  const length = 'A kettle starts to sing at dawn in the alley'.length;
  await until(
    async () => (await words(mina)).length === length && (await words(mina)) === (await words(jun)),
    {
      what: 'the same words at both',
    },
  );
  await mina.waitForFunction(() => document.querySelector('.plan-caret-name')?.textContent === 'Jun');
  await Promise.all([mina, jun].map(saved));
  expect(complaints).toEqual([]);
});

test('one goes on while the server is away, and what was typed arrives when it is back', async () => {
  await server.kill();
  await type(mina, ', then it stops.');
  await mina.waitForFunction(
    () => document.querySelector('button[data-tone]')?.textContent?.includes('saved on this device') === true,
  );
  await server.restart();
  await until(async () => (await words(jun)).endsWith(', then it stops.'), {
    what: 'the words typed meanwhile',
    timeout: 30_000,
  });
  await Promise.all([mina, jun].map(saved));
});

test('both move the same shots at once, and both boards end equal', async () => {
  for (const page of [mina, jun]) {
    await page.goto(`${server.url}/p/${project}/board`);
    await page.waitForSelector('[data-shot]');
  }
  const before = await order(mina);
  const [first = '', second = ''] = before;
  const move = async (page: Page, id: string, key: 'ArrowLeft' | 'ArrowRight') => {
    await page.click(`[data-shot="${id}"]`);
    await page.keyboard.down('Alt');
    await page.keyboard.press(key);
    await page.keyboard.up('Alt');
  };
  await Promise.all([
    move(mina, first, 'ArrowRight').then(() => move(mina, second, 'ArrowRight')),
    move(jun, second, 'ArrowLeft').then(() => move(jun, first, 'ArrowRight')),
  ]);
  await Promise.all([mina, jun].map(saved));
  await until(async () => JSON.stringify(await order(mina)) === JSON.stringify(await order(jun)), {
    what: 'both boards to be equal',
  });
  expect((await order(mina)).toSorted()).toEqual(before.toSorted());
  expect(complaints).toEqual([]);
});
