import type { Browser, Page } from 'playwright-core';
import type { Awareness } from 'y-protocols/awareness';
import { readBoard, readStages } from '@clapper/documents';
import type { Device } from '@clapper/device';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  NETWORK_AWAY,
  keptEdits,
  openBoard,
  openPlan,
  pillSays,
  signInAs,
  stageEditor,
  typeInStage,
  unprovoked,
  type User,
} from '../harness/app.ts';
import { newDevice } from '../harness/devices.ts';
import { newMember, newProject, signUp, type Account } from '../harness/people.ts';
import { countReactCommits, reactAtRest, reactCommits } from '../harness/react-commits.ts';
import { until } from '../harness/wait.ts';
import { borrowBrowser, giveBack } from '../harness/worker-browser.ts';
import { openServer } from './studio.ts';

// Who is where: two people at browsers, and a third whose device says whatever a test wants.
const server = openServer();
let browser: Browser;
let mina: User;
let jun: User;
let device: Device;
let sora: Account;
/** What Sora's tab says. */
let says: Awareness;
let project: string;

beforeAll(async () => {
  browser = await borrowBrowser();
  const owner = await signUp(server.url, 'Mina');
  project = await newProject(owner, { language: 'en' });
  const editor = await newMember(server.url, owner, project, 'editor', 'Jun');
  sora = await newMember(server.url, owner, project, 'reviewer', 'Sora');
  [mina, jun] = await Promise.all([
    signInAs(browser, server.url, owner),
    signInAs(browser, server.url, editor),
  ]);
  await countReactCommits(mina.context);
  device = await newDevice({ server: server.url, account: sora });
  ({ awareness: says } = await device.open(`${project}/info`).ready());
}, 60_000);
afterAll(async () => {
  await device.close();
  await giveBack(browser);
});
beforeEach(() => says.setLocalState({ page: 'members' }));

const face = (page: Page, words: string | RegExp) => page.getByRole('button', { name: words });
const cursor = (page: Page) => page.locator(`[data-cursor="${sora.id}"]`);
const scrolled = (page: Page) =>
  page.evaluate(() => {
    const card = document.querySelector('[data-presence-id^="shot:"]');
    for (let at = card; at !== null && at !== undefined; at = at.parentElement)
      if (at.scrollTop > 0) return at.scrollTop;
    return 0;
  });

test('one follows another from page to page, to the stage they open and where they scroll, until one moves oneself', async () => {
  const { page } = mina;
  await jun.context.setOffline(false); // when it is tried again
  await page.setViewportSize({ width: 1440, height: 600 });
  await jun.page.setViewportSize({ width: 1440, height: 600 });
  await openPlan(page, project);
  await openBoard(jun.page, project);
  await face(page, 'Jun · Board: follow').click();
  await page.getByText('Following Jun').waitFor();
  await page.waitForURL('**/board');
  await jun.page.getByText('Mina is following you').waitFor();
  await face(jun.page, /Mina/).waitFor();

  const shots = jun.page.locator('[data-presence-id^="shot:"]');
  await shots.last().hover();
  await jun.page.mouse.wheel(0, 2_000);
  await until(async () => (await scrolled(jun.page)) > 0, { what: 'Jun’s board to scroll' });
  await until(async () => Math.abs((await scrolled(page)) - (await scrolled(jun.page))) < 40, {
    what: 'Mina’s board to scroll along',
  });

  await openPlan(jun.page, project);
  await page.waitForURL('**/plan');
  await jun.page.keyboard.press('Alt+3');
  await jun.page
    .getByRole('region', { name: /Stage 3|^3/ })
    .first()
    .waitFor();
  await page.locator('section[data-stage="3"]').waitFor();
  await face(page, 'Jun · Stage 3: follow').waitFor();

  await page.keyboard.press('Escape');
  await page.getByText('Following Jun').waitFor({ state: 'detached' });
  await openBoard(jun.page, project);
  await face(page, 'Jun · Board: follow').waitFor();
  expect(new URL(page.url()).pathname).toBe(`/p/${project}/plan`);
  // A press on the page ends it as well.
  await face(page, /^Jun/).click();
  await page.waitForURL('**/board');
  await page.getByText('Following Jun').waitFor();
  await page.locator('[data-presence-id^="shot:"]').first().click();
  await page.getByText('Following Jun').waitFor({ state: 'detached' });

  // A reviewer is followed like anybody, and follows.
  await face(page, 'Sora · Members: follow').click();
  await page.waitForURL('**/members');
  await page.getByText('Following Sora').waitFor();
  says.setLocalState({ page: 'activity', following: jun.account.id });
  await jun.page.getByText('Sora is following you').waitFor();
  // Whoever follows somebody who follows is where the first of them is.
  await page.waitForURL('**/board');
  await page.keyboard.press('Escape');
  says.setLocalState({ page: 'members' });
  await jun.page.getByText('Sora is following you').waitFor({ state: 'detached' });

  // Who was away is where they went meanwhile.
  await jun.context.setOffline(true);
  await pillSays(jun.page, /Offline/);
  await jun.page.getByRole('link', { name: 'Plan' }).first().click();
  await jun.page.waitForURL('**/plan');
  await jun.context.setOffline(false);
  await face(page, /^Jun · Stage/).click();
  await page.waitForURL('**/plan');
  await page.keyboard.press('Escape');
  await page.getByText('Following Jun').waitFor({ state: 'detached' });
});

test('somebody’s cursor stands at the same words in any window, moves without React, and is not drawn out of sight', async () => {
  const { page } = mina;
  await page.setViewportSize({ width: 1200, height: 800 });
  await openPlan(page, project);
  await page.keyboard.press('Alt+1');
  await typeInStage(page, 'First.\nSecond.\nThird.');
  const { doc } = await device.open(`${project}/plan`).ready();
  await until(() => readStages(doc).stages.length > 0, { what: 'the plan' });
  const [stage] = readStages(doc).stages;
  const on = `stage:${stage?.id}`;
  const at = (block: number, x: number) =>
    says.setLocalState({ page: 'plan', at: null, cursor: { on, block, x, y: 0.5 } });
  at(1, 0.25);
  await cursor(page).waitFor();
  expect(await cursor(page).textContent()).toBe('Sora');
  const second = stageEditor(page).locator('p').nth(1);
  const off = async () => {
    const [words, shown] = [await second.boundingBox(), await cursor(page).boundingBox()];
    if (words === null || shown === null) return Infinity;
    return Math.abs(shown.x - words.x - words.width / 4) + Math.abs(shown.y - words.y - words.height / 2);
  };
  await until(async () => (await off()) < 4, { what: 'the cursor to stand at the second line' });
  await page.setViewportSize({ width: 1440, height: 900 });
  await until(async () => (await off()) < 4, { what: 'the cursor to stand there in a wider window' });

  await page.mouse.move(600, 300);
  await face(page, 'Sora · Plan: follow').waitFor();
  await reactAtRest(page);
  const before = await reactCommits(page);
  let moves = 0;
  while (moves < 60) {
    at(2, (moves++ % 10) / 10);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  at(2, 0.75);
  const third = stageEditor(page).locator('p').nth(2);
  await until(
    async () => {
      const [words, shown] = [await third.boundingBox(), await cursor(page).boundingBox()];
      return words !== null && shown !== null && Math.abs(shown.x - words.x - words.width * 0.75) < 4;
    },
    { what: 'the last move to be shown' },
  );
  // What else goes on may be drawn once or twice, a cursor is never.
  expect((await reactCommits(page)) - before).toBeLessThan(moves / 10);
  expect(before).toBeGreaterThan(0);

  says.setLocalState({ page: 'plan', cursor: { on, block: null, x: 0.5, y: 2 } });
  await cursor(page).waitFor({ state: 'detached' });
  at(0, 0.5);
  await cursor(page).waitFor();
  says.setLocalState({ page: 'board', cursor: { on, block: 0, x: 0.5, y: 0.5 } });
  await cursor(page).waitFor({ state: 'detached' });
});

test('one’s own cursor is told where it points, and not when one hides it, also after a reload', async () => {
  const { page } = mina;
  await openBoard(page, project);
  await face(page, /^Sora/).waitFor();
  const { doc } = await device.open(`${project}/board`).ready();
  const shot = page.locator('[data-presence-id^="shot:"]').first();
  const told = () =>
    [...says.getStates().values()].find((state) => state['user']?.id === mina.account.id)?.['cursor'];
  await shot.hover();
  await until(() => told()?.on?.startsWith('shot:') === true, { what: 'Sora’s device to hear of it' });
  const shots = readBoard(doc, readStages((await device.open(`${project}/plan`).ready()).doc).stages).shots;
  expect(told()).toEqual({
    on: `shot:${shots[0]?.id}`,
    block: null,
    x: expect.closeTo(0.5, 1),
    y: expect.closeTo(0.5, 1),
  });

  await page.getByRole('button', { name: /^Account/ }).click();
  await page.getByRole('switch', { name: 'Hide my cursor from others' }).check();
  await until(() => told() === null, { what: 'the cursor to be hidden' });
  await page.reload();
  await face(page, /^Sora/).waitFor();
  await shot.hover();
  await page.mouse.move(500, 400);
  await shot.click();
  await until(
    () =>
      [...says.getStates().values()].some(
        (state) => state['user']?.id === mina.account.id && state['at']?.type === 'shot',
      ),
    { what: 'the shot Mina is at' },
  );
  expect(told() ?? null).toBeNull();
});

test('nobody’s page complained, and no edit was refused', async () => {
  expect(await keptEdits(mina, jun)).toEqual([]);
  expect(unprovoked([...mina.complaints, ...jun.complaints], NETWORK_AWAY)).toEqual([]);
});
