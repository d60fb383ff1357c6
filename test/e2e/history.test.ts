import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  openBoard,
  openPlan,
  pillSays,
  shotCard,
  signInAs,
  stageEditor,
  stageReads,
  stageText,
  titleShot,
  typeInStage,
  type User,
} from '../harness/app.ts';
import { violationsOf } from '../harness/axe.ts';
import { inviteCode, signUp, type Account } from '../harness/people.ts';
import { until } from '../harness/wait.ts';
import { openStudio, type Studio } from './studio.ts';

let studio: Studio;
let mina: User;
let jun: User;
let viewer: Account;

beforeAll(async () => {
  studio = await openStudio();
  const { server, owner, project, browser } = studio;
  const join = async (name: string, role: 'editor' | 'viewer') =>
    signUp(server.url, name, await inviteCode(owner, project, role));
  const editor = await join('Jun', 'editor');
  viewer = await join('Vera', 'viewer');
  [mina, jun] = await Promise.all([
    signInAs(browser, server.url, owner),
    signInAs(browser, server.url, editor),
  ]);
}, 60_000);
afterAll(() => studio.close());

const panelOf = (page: Page) => page.getByRole('dialog', { name: 'History' });

async function openHistory(page: Page) {
  await page.getByRole('button', { name: 'History' }).first().click();
  const panel = panelOf(page);
  await panel.waitFor();
  return panel;
}

async function axeFinds(page: Page): Promise<string[]> {
  const violations = await violationsOf(page, { within: '[role="dialog"]' });
  return violations.map(({ id, html }) => `${id}: ${html}`);
}

test('[HI5] [HI6] a stage is named, changed, looked at and restored while somebody types in another', async () => {
  const { page } = mina;
  await openPlan(page, studio.project);
  await typeInStage(page, 'The kettle sings in the alley');
  await pillSays(page, 'Saved on server');
  let panel = await openHistory(page);
  await panel.getByLabel('Name this moment').fill('First cut');
  await page.keyboard.press('Enter');
  await panel.getByRole('article', { name: 'First cut' }).getByText('Nothing differs from now.').waitFor();
  await page.keyboard.press('Escape');
  await panel.waitFor({ state: 'detached' });

  await stageEditor(page).click();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('The radio sings in the rain');
  await pillSays(page, 'Saved on server');

  // Jun works in another stage, and goes on while Mina restores.
  await openPlan(jun.page, studio.project);
  await jun.page.getByRole('button', { name: /Turn/ }).first().click();
  await jun.page.getByRole('textbox', { name: /Turn/ }).or(stageEditor(jun.page)).first().waitFor();
  await typeInStage(jun.page, 'Rain begins');

  panel = await openHistory(page);
  await panel.getByRole('button', { name: /First cut/ }).click();
  const stage = panel.getByRole('region', { name: /Setup/ });
  await stage.getByRole('deletion').filter({ hasText: 'radio' }).waitFor();
  await stage.getByRole('insertion').filter({ hasText: 'kettle' }).waitFor();
  expect(await axeFinds(page)).toEqual([]);
  await stage.getByRole('button', { name: 'Restore this stage' }).click();
  await stage
    .getByRole('group', { name: /Go back to “First cut”/ })
    .getByText(/words? come/)
    .waitFor();
  const typing = typeInStage(jun.page, ' and does not stop');
  await page.keyboard.press('Enter');
  await page.getByText('Restored to “First cut”').waitFor();
  await typing;
  await stage.getByText('paragraph the same').or(stage.getByText('The kettle sings')).first().waitFor();
  await page.keyboard.press('Escape');
  await panel.waitFor({ state: 'detached' });

  expect(await stageText(page)).toBe('The kettle sings in the alley');
  for (const who of [mina, jun]) await pillSays(who.page, 'Saved on server');
  expect(await stageText(jun.page)).toBe('Rain begins and does not stop');
  await openPlan(jun.page, studio.project);
  await jun.page.getByRole('button', { name: /Setup/ }).first().click();
  await stageReads(
    jun.page,
    (text) => text === 'The kettle sings in the alley',
    'the restored stage at Jun’s',
  );

  // [HI8] How it was is there to go back to; and it is an edit like any other: undone by a key.
  panel = await openHistory(page);
  await panel.getByRole('button', { name: /Before a restore/ }).waitFor();
  await page.keyboard.press('Escape');
  await panel.waitFor({ state: 'detached' });
  await stageEditor(page).click();
  await page.keyboard.press('Control+z');
  await stageReads(page, (text) => text === 'The radio sings in the rain', 'the restore to be undone');
  expect(mina.complaints).toEqual([]);
  expect(jun.complaints).toEqual([]);
});

test('[HI11] a version is given another name, loses it, and gets it back', async () => {
  const { page } = mina;
  await openPlan(page, studio.project);
  const panel = await openHistory(page);
  await panel.getByLabel('Name this moment').fill('For the client');
  await page.keyboard.press('Enter');
  await panel.getByRole('article', { name: 'For the client' }).waitFor();
  await panel.getByRole('button', { name: 'Rename' }).click();
  const field = panel.getByRole('textbox', { name: /^Name of the version of/ });
  await field.fill('Not this');
  await page.keyboard.press('Escape');
  await field.waitFor({ state: 'detached' });
  await panel.getByRole('button', { name: 'Rename' }).click();
  await field.fill('For the agency');
  await page.keyboard.press('Enter');
  await panel.getByRole('article', { name: 'For the agency' }).waitFor();
  await panel.getByRole('button', { name: /^For the agency/ }).waitFor();

  await panel.getByRole('button', { name: 'Remove the name' }).click();
  await panel.getByRole('button', { name: 'Give it a name' }).waitFor();
  expect(await panel.getByRole('button', { name: /^For the agency/ }).count()).toBe(0);
  const toast = page.getByRole('alert').filter({ hasText: 'is no longer kept for good' });
  await toast.getByRole('button', { name: 'Undo' }).click();
  await panel.getByRole('article', { name: 'For the agency' }).waitFor();
  await panel.getByRole('button', { name: 'Rename' }).click();
  expect(await axeFinds(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await panel.waitFor({ state: 'detached' });
});

test('[HI9] says who wrote each paragraph', async () => {
  const { page } = mina;
  await openPlan(page, studio.project);
  await pillSays(page, 'Saved on server');
  const panel = await openHistory(page);
  await panel.getByText('Who wrote this').click();
  const turn = panel.getByRole('region', { name: /Turn/ });
  await turn
    .getByRole('listitem')
    .filter({ hasText: 'Rain begins' })
    .getByText('Jun', { exact: true })
    .waitFor();
  await panel
    .getByRole('region', { name: /Setup/ })
    .getByRole('listitem')
    .first()
    .getByText('Mina', { exact: true })
    .waitFor();
  expect(await axeFinds(page)).toEqual([]);
});

test('[HI5] [HI7] a shot is restored, and a newer one leaves with all', async () => {
  const { page } = mina;
  await openBoard(page, studio.project);
  const id = (await page.locator('[data-shot]').first().getAttribute('data-shot'))!;
  const shots = await page.locator('[data-shot]').count();
  await titleShot(page, id, 'Steam');
  await pillSays(page, 'Saved on server');
  let panel = await openHistory(page);
  await panel.getByLabel('Name this moment').fill('Board one');
  await panel.getByRole('button', { name: 'Keep' }).click();
  await panel.getByText('Nothing differs from now.').waitFor();
  await page.keyboard.press('Escape');
  await panel.waitFor({ state: 'detached' });
  await titleShot(page, id, 'Smoke');
  await page.getByRole('button', { name: 'Add shot' }).click();
  await page.keyboard.press('Escape');
  await until(async () => (await page.locator('[data-shot]').count()) === shots + 1, { what: 'a shot more' });
  await pillSays(page, 'Saved on server');

  panel = await openHistory(page);
  await panel.getByRole('button', { name: /Board one/ }).click();
  const shot = panel.getByRole('region', { name: /Smoke/ });
  await shot.getByRole('insertion').filter({ hasText: 'Steam' }).waitFor();
  expect(await axeFinds(page)).toEqual([]);
  await shot.getByRole('button', { name: 'Restore this shot' }).click();
  await page.keyboard.press('Enter');
  await shotCard(page, id).getByText('Steam').waitFor({ state: 'attached' });
  await panel.getByText('Goes', { exact: true }).waitFor();
  await panel.getByRole('button', { name: 'Restore all' }).click();
  await panel.getByText('1 shot goes').waitFor();
  await page.keyboard.press('Enter');
  await panel.getByText('Nothing differs from now.').waitFor();
  expect(await page.locator('[data-shot]').count()).toBe(shots);
  expect(mina.complaints).toEqual([]);
});

test('[HI4] who only reads looks and restores nothing', async () => {
  const vera = await signInAs(studio.browser, studio.server.url, viewer);
  await openPlan(vera.page, studio.project);
  const panel = await openHistory(vera.page);
  await panel.getByRole('button', { name: /First cut/ }).click();
  await panel.getByText('Editors can restore.').waitFor();
  expect(await panel.getByRole('button', { name: /Restore/ }).count()).toBe(0);
  expect(await panel.getByLabel('Name this moment').count()).toBe(0);
  expect(vera.complaints).toEqual([]);
  await vera.context.close();
});

test('what a page fetches later has its styles, also when the network was away when they were asked for', async () => {
  const page = await mina.context.newPage();
  await openPlan(page, studio.project);
  await page.route('**/*.css', (route) => route.abort());
  const failed = page.waitForEvent('requestfailed', (request) => request.url().endsWith('.css'));
  await page.getByRole('button', { name: 'History' }).first().click();
  await failed;
  await page.unroute('**/*.css');
  await panelOf(page).waitFor();
  const withoutStyles = await page.evaluate(() => {
    const isThere = ({ sheet }: HTMLLinkElement): boolean => {
      try {
        return sheet !== null && sheet.cssRules.length > 0;
      } catch {
        // What did not come shows no rules to anybody.
        return false;
      }
    };
    const links = [...document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')];
    return links.filter((link) => !isThere(link)).map(({ href }) => href);
  });
  expect(withoutStyles).toEqual([]);
  await page.close();
});
