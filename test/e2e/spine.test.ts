import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  boardOrder,
  keptEdits,
  openBoard,
  openPlan,
  pillSays,
  shotCard,
  signInAs,
  stageEditor,
  stageReads,
  titleShot,
  typeInStage,
  type User,
} from '../harness/app.ts';
import { caretRead } from '../harness/browser.ts';
import { newMember, newProject, signUp, type Account } from '../harness/people.ts';
import { borrowBrowser, giveBack } from '../harness/worker-browser.ts';
import { openServer } from './studio.ts';

// Plan and board as one spine: an owner who makes shots of words, an editor, and a reviewer who reads along.
const server = openServer();
let browser: Browser;
let mina: User;
let bo: User;
let jun: User;
let project: string;

beforeAll(async () => {
  browser = await borrowBrowser();
  const owner: Account = await signUp(server.url, '박도윤');
  project = await newProject(owner);
  const editor = await newMember(server.url, owner, project, 'editor', '이서진');
  const reviewer = await newMember(server.url, owner, project, 'reviewer', '김하늘');
  [mina, bo, jun] = (await Promise.all(
    [owner, editor, reviewer].map((account) => signInAs(browser, server.url, account)),
  )) as [User, User, User];
  await Promise.all([mina, bo, jun].map(({ page }) => openPlan(page, project)));
}, 60_000);
afterAll(() => giveBack(browser));

const WORDS = 'Water meets paper. Steam rises and stays.';

/** The mark beside the words a shot was made of. */
const mark = (page: Page, name: RegExp) =>
  page.getByRole('list', { name: 'Shots made of these words' }).getByRole('link', { name });

/** Selects all words of the first line, as dragging over them does. */
async function selectWords(page: Page): Promise<void> {
  await stageEditor(page).evaluate((editor) => {
    const line = document.createTreeWalker(editor, NodeFilter.SHOW_TEXT).nextNode();
    if (line === null) throw new Error('there are no words');
    (editor as HTMLElement).focus();
    document.getSelection()?.setBaseAndExtent(line, 0, line, line.textContent?.length ?? 0);
  });
  await caretRead(page);
}

test('[SP1] [SP2] a shot made of text offline stays with its words; changed meanwhile by somebody else they are taken over', async () => {
  await typeInStage(mina.page, WORDS);
  await stageReads(bo.page, (text) => text === WORDS, 'the words');
  await stageReads(jun.page, (text) => text === WORDS, 'the words');

  // Who may not write the board is offered no shot to make.
  await selectWords(jun.page);
  await jun.page.getByRole('button', { name: 'Comment' }).waitFor();
  expect(await jun.page.getByRole('button', { name: 'Make shot' }).count()).toBe(0);

  await mina.context.setOffline(true);
  await pillSays(mina.page, /Offline/);
  await selectWords(mina.page);
  await mina.page.getByRole('toolbar').getByRole('button', { name: 'Make shot' }).click();
  await mina.page.getByText('Shot 4 is on the board').waitFor();
  await mark(mina.page, /^Shot 4: Water meets paper/).waitFor();

  await stageEditor(bo.page).click();
  await bo.page.keyboard.press('Control+Home');
  for (let letter = 0; letter < 'Water'.length; letter++) await bo.page.keyboard.press('ArrowRight');
  await bo.page.keyboard.type(' slowly');
  await stageReads(jun.page, (text) => text.startsWith('Water slowly meets'), 'the edit');
  await mina.context.setOffline(false);
  await pillSays(mina.page, 'Saved on server');
  for (const { page } of [mina, bo, jun]) await mark(page, /^Shot 4: Water meets paper.*changed/).waitFor();

  // The board says so on the card, and in its details what to do.
  await mark(bo.page, /^Shot 4/).click();
  const card = bo.page.locator('[data-shot]', { hasText: 'Water meets paper' });
  await card.getByText('the words in the plan changed').waitFor({ state: 'attached' });
  const details = bo.page.getByRole('complementary', { name: 'Details' });
  if (!(await details.isVisible())) await bo.page.getByRole('button', { name: 'Details' }).click();
  await details.getByRole('button', { name: 'Take over the new words' }).click();
  await details.getByRole('button', { name: 'Take over the new words' }).waitFor({ state: 'detached' });
  await bo.page.locator('[data-shot]', { hasText: 'Water slowly meets paper' }).first().waitFor();
  await mark(mina.page, /^Shot 4: Water slowly meets paper$/).waitFor();

  // Removed words leave their quote.
  await selectWords(mina.page);
  await mina.page.keyboard.press('Delete');
  await details.getByText('Text removed').waitFor();
  await details.getByText('Water slowly meets paper. Steam rises and stays.').first().waitFor();
  await mark(mina.page, /^Shot 4/).waitFor({ state: 'detached' });

  // And come back with undo, there too.
  await mina.page.keyboard.press('Control+z');
  await mark(mina.page, /^Shot 4/).waitFor();
  await openBoard(jun.page, project);
  await jun.page.locator('[data-shot]', { hasText: 'Water slowly meets paper' }).first().waitFor();
  for (const { page } of [mina, bo, jun]) await pillSays(page, 'Saved on server');
});

test('[SP1] the board leads to the words of a shot, and one goes on from there; a stage makes a shot of the paragraph at hand', async () => {
  const { page } = bo;
  const details = page.getByRole('complementary', { name: 'Details' });
  await details.getByRole('link', { name: /^Stage 1/ }).click();
  await mark(page, /^Shot 4/).waitFor();
  await page.keyboard.press('Alt+3');
  await page.locator('section[data-stage="3"]').waitFor();
  // The address still names the first stage, and the one that was unfolded stays unfolded.
  await typeInStage(page, 'Rain. A stranger under the awning.');
  const made = page.locator('section[data-stage="3"]');
  await made.getByRole('button', { name: 'Make shot' }).click();
  await mark(page, /^Shot 11: Rain$/).waitFor();
  await page.keyboard.press('Enter');
  await made.getByRole('button', { name: 'Make shot' }).click();
  await page.getByText('There are no words here').waitFor();
  await pillSays(page, 'Saved on server');
});

test('[SP4] a shot is named in the plan by a chip: composed in Korean, renamed, deleted and brought back by another, followed by a reader', async () => {
  for (const { page } of [mina, jun]) {
    await openPlan(page, project);
    await page.keyboard.press('Alt+4');
    await page.locator('section[data-stage="4"]').waitFor();
  }
  await openBoard(bo.page, project);
  const shot = (await boardOrder(bo.page)).flat()[1] ?? '';
  await titleShot(bo.page, shot, '물이 종이에 닿는다');
  await shotCard(bo.page, shot).getByText('물이 종이에 닿는다').waitFor();

  // A second try finds what the first one left.
  await stageEditor(mina.page).click();
  await mina.page.keyboard.press('Control+a');
  await mina.page.keyboard.press('Backspace');
  await stageReads(jun.page, (text) => text === '', 'an empty stage');

  // The Enter that ends a composition is the input method's: it chooses nothing.
  await typeInStage(mina.page, 'Then #');
  const shots = mina.page.getByRole('listbox', { name: 'Shots' });
  await shots.getByRole('option', { name: '물이 종이에 닿는다' }).waitFor();
  const input = await mina.context.newCDPSession(mina.page);
  const compose = (text: string) =>
    input.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
  await compose('ㅈ');
  await compose('조');
  await shots.locator('b', { hasText: '종' }).waitFor();
  await compose('종');
  await input.send('Input.dispatchKeyEvent', {
    type: 'rawKeyDown',
    windowsVirtualKeyCode: 229,
    key: 'Enter',
    code: 'Enter',
  });
  await input.send('Input.insertText', { text: '종' });
  await stageReads(jun.page, (text) => text === 'Then #종', 'what was composed');
  expect(await chips(mina.page).count()).toBe(0);
  await mina.page.keyboard.press('Enter');

  // It says what the shot is called, to everybody and whatever becomes of it.
  for (const { page } of [mina, jun]) await chipSays(page, '#2 물이 종이에 닿는다');
  await mina.page.keyboard.type('까지');
  await stageReads(jun.page, (text) => text.endsWith('까지'), 'what goes on behind it');
  await titleShot(bo.page, shot, '김이 오른다');
  for (const { page } of [mina, jun]) await chipSays(page, '#2 김이 오른다');
  await shotCard(bo.page, shot).click();
  await bo.page.keyboard.press('Delete');
  await shotCard(bo.page, shot).waitFor({ state: 'detached' });
  for (const { page } of [mina, jun]) await chips(page).and(page.locator('[data-gone]')).waitFor();
  await bo.page.keyboard.press('Control+z');
  await shotCard(bo.page, shot).waitFor();
  for (const { page } of [mina, jun]) await chips(page).and(page.locator(':not([data-gone])')).waitFor();

  // Taken back it is what was typed to find it; and who reads goes where it leads.
  await stageEditor(mina.page).focus();
  await mina.page.keyboard.press('Control+z');
  await stageReads(jun.page, (text) => !text.includes('까지'), 'the words behind it');
  await mina.page.keyboard.press('Control+z');
  await stageReads(jun.page, (text) => text === 'Then #종', 'what stood there before');
  await mina.page.keyboard.press('Control+Shift+z');
  await chipSays(jun.page, '#2 김이 오른다');

  // Put elsewhere with a drag, it is the same chip there, and nowhere else.
  const [from, line] = await Promise.all([
    chips(mina.page).boundingBox(),
    stageEditor(mina.page)
      .locator('p', { has: mina.page.locator('.plan-chip') })
      .boundingBox(),
  ]);
  await mina.page.mouse.move(from!.x + from!.width / 2, from!.y + from!.height / 2);
  await mina.page.mouse.down();
  await mina.page.mouse.move(line!.x + 12, line!.y + line!.height / 2, { steps: 5 });
  await mina.page.mouse.move(line!.x + 1, line!.y + line!.height / 2);
  await mina.page.mouse.up();
  await stageReads(jun.page, (text) => /^#2.*Then/.test(text), 'the chip before the words');
  await chipSays(jun.page, '#2 김이 오른다');

  // Dragged into another stage it is there, and here no more; an undo takes it back.
  await mina.page.getByText('Side by side', { exact: true }).click();
  const inStage = (page: Page, stage: number) => page.locator(`[data-stage="${stage}"] .plan-chip`);
  const third = mina.page.locator('[data-stage="3"] .plan-prose');
  const [chip, words] = await Promise.all([inStage(mina.page, 4).boundingBox(), third.boundingBox()]);
  await mina.page.mouse.move(chip!.x + chip!.width / 2, chip!.y + chip!.height / 2);
  await mina.page.mouse.down();
  await mina.page.mouse.move(words!.x + 30, words!.y + 20, { steps: 5 });
  await mina.page.mouse.move(words!.x + 31, words!.y + 20);
  await mina.page.mouse.up();
  await inStage(mina.page, 3).waitFor();
  await inStage(mina.page, 4).waitFor({ state: 'detached' });
  await stageReads(jun.page, (text) => text === 'Then ', 'the chip to be gone from its stage');
  await jun.page.keyboard.press('Alt+3');
  await jun.page.locator('section[data-stage="3"]').waitFor();
  await chipSays(jun.page, '#2 김이 오른다');
  await mina.page.keyboard.press('Control+z');
  await inStage(mina.page, 4).waitFor();
  await inStage(mina.page, 3).waitFor({ state: 'detached' });
  await jun.page.keyboard.press('Alt+4');
  await jun.page.locator('section[data-stage="4"]').waitFor();
  await chipSays(jun.page, '#2 김이 오른다');
  await chips(jun.page).click();
  await jun.page.waitForURL(
    (url) => url.pathname.endsWith('/board') && url.searchParams.get('shot') === shot,
  );
  for (const { page } of [mina, bo, jun]) await pillSays(page, 'Saved on server');
  expect(await keptEdits(mina, bo, jun)).toEqual([]);
});

const chips = (page: Page) => stageEditor(page).locator('.plan-chip');

async function chipSays(page: Page, words: string): Promise<void> {
  await chips(page)
    .and(page.getByRole('link', { name: words, exact: true }))
    .waitFor();
}
