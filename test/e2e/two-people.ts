import { expect } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import {
  boardOrder,
  fillSignUp,
  moveShot,
  openBoard,
  openPlan,
  pillSays,
  shotCard,
  stageEditor,
  stageReads,
  stageText,
  titleShot,
  typeInStage,
} from '../harness/app.ts';
import { moveCaret, newVisitor, type Visitor, type VisitorOptions } from '../harness/browser.ts';
import { until } from '../harness/wait.ts';

/** Two people, each at a browser of their own, in one project. */
export interface TwoPeople {
  mina: Visitor;
  jun: Visitor;
  project: string;
}

/** The first account of a new server names a project; a colleague comes by the link and signs up on the way. */
export async function twoPeopleMeet(
  browser: Browser,
  server: string,
  options: VisitorOptions = {},
): Promise<TwoPeople> {
  const mina = await newVisitor(browser, { baseURL: server, ...options });
  await mina.page.goto('/');
  await mina.page.waitForURL((url) => url.pathname === '/sign-up');
  await fillSignUp(mina.page, { name: 'Mina', username: 'mina' });
  await mina.page.waitForURL((url) => url.pathname === '/welcome');
  await mina.page.getByLabel('Name your first project').fill('Alley coffee');
  await mina.page.getByRole('button', { name: 'Create project' }).click();
  await mina.page.waitForURL((url) => url.pathname.endsWith('/plan'));
  const project = new URL(mina.page.url()).pathname.split('/')[2] ?? '';

  const link = await inviteLink(mina.page, project);
  const jun = await newVisitor(browser, { baseURL: server, ...options });
  await jun.page.goto(link);
  await jun.page.getByRole('heading', { name: 'Join Alley coffee' }).waitFor();
  await jun.page.getByText('You join as Editor.').waitFor();
  await fillSignUp(jun.page, { name: 'Jun', username: 'jun' });
  await jun.page.waitForURL((url) => url.pathname === `/p/${project}/plan`);
  await stageEditor(jun.page).waitFor();
  return { mina, jun, project };
}

/** Editor is offered first, so the link is two clicks away. */
async function inviteLink(page: Page, project: string): Promise<string> {
  await page.goto(`/p/${project}/members`);
  await page.getByRole('button', { name: 'Invite', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Create link' }).click();
  const link = await dialog.getByLabel('Invite link').inputValue();
  expect(new URL(link).pathname).toMatch(/^\/join\/./);
  return link;
}

/** Both type in the same stage at the same time and end with the same words. */
export async function bothTypeInOneStage({ mina, jun, project }: TwoPeople): Promise<void> {
  await openPlan(mina.page, project);
  await openPlan(jun.page, project);
  await typeInStage(mina.page, 'A kettle starts to sing');
  await stageReads(jun.page, (text) => text.includes('starts to sing'), 'Mina’s words to reach Jun');
  await Promise.all([typeInStage(mina.page, ' at dawn'), typeInStage(jun.page, ' in the alley')]);
  const letters = 'A kettle starts to sing'.length + ' at dawn'.length + ' in the alley'.length;
  for (const { page } of [mina, jun])
    await stageReads(page, (text) => text.length === letters, 'everything that both typed');
  expect(await stageText(mina.page)).toBe(await stageText(jun.page));
  for (const { page } of [mina, jun]) await pillSays(page, 'Saved on server');
}

/** The other one's caret stands there with the name, and what the other one selected is marked. */
export async function eachSeesTheOther({ mina, jun }: TwoPeople): Promise<void> {
  for (const [me, other, name] of [
    [mina, jun, 'Jun'],
    [jun, mina, 'Mina'],
  ] as const) {
    await stageEditor(other.page).click();
    await moveCaret(other.page, 'Control+End');
    const caret = me.page.locator('.plan-caret', { hasText: name });
    await caret.waitFor();
    expect((await caret.locator('.plan-caret-name').textContent()) ?? '').toBe(name);
    await other.page.keyboard.press('Shift+Control+ArrowLeft');
    await me.page.locator('.plan-selection').waitFor();
    expect(await me.page.locator('.plan-selection').innerText()).not.toBe('');
    await other.page.keyboard.press('ArrowRight');
    await me.page.locator('.plan-selection').waitFor({ state: 'detached' });
  }
}

/** Both move and rename the same shots at the same time; both boards end equal, no shot lost or doubled. */
export async function bothMoveTheSameShots({ mina, jun, project }: TwoPeople): Promise<void> {
  await openBoard(mina.page, project);
  await openBoard(jun.page, project);
  const before = await boardOrder(mina.page);
  expect(before.map((stage) => stage.length)).toEqual([3, 3, 3, 3]);
  const [first = '', second = ''] = before.flat();

  await shotCard(mina.page, first).click();
  await shotCard(jun.page, first).getByText('Mina').waitFor();
  await Promise.all([
    (async () => {
      await moveShot(mina.page, first, 'Alt+ArrowRight');
      await moveShot(mina.page, second, 'Alt+ArrowRight');
      await titleShot(mina.page, first, 'Kettle');
    })(),
    (async () => {
      await moveShot(jun.page, second, 'Alt+ArrowLeft');
      await moveShot(jun.page, first, 'Alt+ArrowRight');
      await titleShot(jun.page, second, 'Alley');
    })(),
  ]);
  for (const { page } of [mina, jun]) await pillSays(page, 'Saved on server');
  await until(
    async () => {
      const [hers, his] = await Promise.all([boardOrder(mina.page), boardOrder(jun.page)]);
      return JSON.stringify(hers) === JSON.stringify(his);
    },
    { what: 'both boards to be equal', timeout: 10_000 },
  );
  const after = await boardOrder(mina.page);
  expect(after.flat().toSorted()).toEqual(before.flat().toSorted());
  for (const { page } of [mina, jun]) {
    await shotCard(page, first).getByText('Kettle').waitFor();
    await shotCard(page, second).getByText('Alley').waitFor();
  }
}
