import { addReply, readTalk, resolveThread, type Thread } from '@clapper/documents';
import type { Device } from '@clapper/device';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  NETWORK_AWAY,
  goWithin,
  keptEdits,
  openBoard,
  openPlan,
  pillSays,
  signInAs,
  stageEditor,
  stageReads,
  typeInStage,
  unprovoked,
  type User,
} from '../harness/app.ts';
import { caretRead, moveCaret } from '../harness/browser.ts';
import { Desk } from '../harness/desk.ts';
import { newDevice } from '../harness/devices.ts';
import { newMember, newProject, signUp, type Account } from '../harness/people.ts';
import { until } from '../harness/wait.ts';
import { borrowBrowser, giveBack } from '../harness/worker-browser.ts';
import { openServer } from './studio.ts';

// Threads in the whole app: an owner, a reviewer who reads the plan and talks about it, and an editor's device.
const server = openServer();
let browser: Browser;
let mina: User;
let jun: User;
let project: string;
let bo: Account;
let device: Device;
/** What Bo's device has of the talk. */
let talk: Desk;

const WORDS = 'We stay on the hands. No face until the first drop lands.';

beforeAll(async () => {
  browser = await borrowBrowser();
  const owner: Account = await signUp(server.url, '박도윤');
  project = await newProject(owner);
  const reviewer = await newMember(server.url, owner, project, 'reviewer', '김하늘');
  [mina, jun] = await Promise.all([
    signInAs(browser, server.url, owner),
    signInAs(browser, server.url, reviewer),
  ]);
  bo = await newMember(server.url, owner, project, 'editor', '이서진');
  device = await newDevice({ server: server.url, account: bo });
  talk = await Desk.open(device, `${project}/talk`);
  await Promise.all([openPlan(mina.page, project), openPlan(jun.page, project)]);
}, 60_000);
afterAll(async () => {
  await device.close();
  await giveBack(browser);
});

beforeEach(async () => {
  const { page } = mina;
  for (const user of [mina, jun]) {
    await user.context.setOffline(false);
    if (!new URL(user.page.url()).pathname.endsWith('/plan')) await openPlan(user.page, project);
  }
  await page.keyboard.press('Escape');
  await stageEditor(page).click();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await typeInStage(page, WORDS);
  await stageReads(jun.page, (text) => text === WORDS, 'the words to be there');
});

/** Selects from the start of `words` to their end, as dragging over them does. */
async function select(page: Page, words: string): Promise<void> {
  await stageEditor(page).evaluate((editor, wanted) => {
    const walker = document.createTreeWalker(editor, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const at = node.textContent?.indexOf(wanted) ?? -1;
      if (at < 0) continue;
      (editor as HTMLElement).focus();
      document.getSelection()?.setBaseAndExtent(node, at, node, at + wanted.length);
      return;
    }
    throw new Error(`${wanted} is not one text`);
  }, words);
  await caretRead(page);
}

async function comment(page: Page, words: string, said: string): Promise<void> {
  await select(page, words);
  await page.getByRole('button', { name: 'Comment' }).click();
  await page.getByRole('textbox', { name: 'Write a comment' }).fill(said);
  await page.keyboard.press('Enter');
  await card(page, said).waitFor();
}

/** An unfolded thread that says this. */
const card = (page: Page, said: string) => page.locator('section[data-thread-card]', { hasText: said });
const folded = (page: Page, said: string) => page.locator('button[data-thread-card]', { hasText: said });
/** Marked words, also where somebody's caret stands in them. */
const marked = (page: Page) =>
  page.locator('.plan-thread').evaluateAll((marks) => marks.map((mark) => mark.textContent).join(''));

/** A thread as Bo has it; nobody else has just said the same. */
const heardBy = (said: string): Promise<Thread> =>
  until(() => readTalk(talk.doc).threads.findLast(({ words }) => words === said), {
    what: `Bo to hear “${said}”`,
    timeout: 20_000,
  });

const asBo = () => ({ by: bo.id, at: Date.now() });

/** Presses marked words; the mark may just be drawn anew, and takes no press then. */
async function openMarked(page: Page, words: string, said: string): Promise<void> {
  const opens = async () => {
    await page.locator('.plan-thread', { hasText: words }).click();
    return card(page, said)
      .waitFor({ timeout: 3_000 })
      .then(() => true);
  };
  await until(opens, { what: `the thread “${said}” to open`, timeout: 30_000 });
}

async function goOffline({ page, context }: User): Promise<void> {
  await pillSays(page, 'Saved on server');
  await context.setOffline(true);
  await pillSays(page, /Offline/);
}

async function reply(page: Page, thread: string, words: string): Promise<void> {
  await card(page, thread).getByRole('textbox', { name: 'Write a reply' }).fill(words);
  await page.keyboard.press('Enter');
  await card(page, thread).getByText(words).waitFor();
}

async function noteMenu(page: Page, said: string, item: string): Promise<void> {
  await page
    .getByRole('article')
    .filter({ hasText: said })
    .getByRole('button', { name: 'More for this note' })
    .click();
  await page.getByRole('menuitem', { name: item }).click();
}

test('a reviewer comments on words; the mark stays on them while others write at its ends and inside', async () => {
  await comment(jun.page, 'No face', 'Whose?');
  await mina.page.locator('.plan-thread').waitFor();
  expect(await marked(mina.page)).toBe('No face');
  await select(mina.page, 'No');
  await mina.page.keyboard.press('ArrowLeft');
  await mina.page.keyboard.type('Really ');
  await select(mina.page, 'face');
  await mina.page.keyboard.press('ArrowRight');
  await mina.page.keyboard.type(' and no name');
  await select(mina.page, 'No');
  await mina.page.keyboard.press('ArrowRight');
  await mina.page.keyboard.type(' clear');
  await stageReads(jun.page, (text) => text.includes('Really No clear face and no name until'), 'both');
  expect(await marked(mina.page)).toBe('No clear face');
  expect(await marked(jun.page)).toBe('No clear face');
});

test('words deleted while their reader was away leave a thread that quotes them, and come back with undo', async () => {
  await goOffline(jun);
  await comment(jun.page, 'the first drop', 'At 0:08?');
  await card(jun.page, 'At 0:08?').getByText('Sends when online').waitFor();
  await select(mina.page, 'the first drop lands');
  await mina.page.keyboard.press('Delete');
  await jun.context.setOffline(false);
  await folded(mina.page, 'At 0:08?').click();
  await card(mina.page, 'At 0:08?').getByText('Text removed').waitFor();
  await card(mina.page, 'At 0:08?').getByText('the first drop', { exact: true }).waitFor();
  await card(jun.page, 'At 0:08?').getByText('Text removed').waitFor();
  await card(jun.page, 'At 0:08?').getByText('Sends when online').waitFor({ state: 'detached' });
  addReply(talk.doc, { thread: (await heardBy('At 0:08?')).id, words: 'At 0:09.', ...asBo() }, 'test');
  for (const { page } of [mina, jun]) await card(page, 'At 0:08?').getByText('At 0:09.').waitFor();
  await stageEditor(mina.page).click();
  await mina.page.keyboard.press('Control+z');
  await card(mina.page, 'At 0:08?').getByText('Text removed').waitFor({ state: 'detached' });
  await pillSays(jun.page, 'Saved on server');
});

test('an answer to a note that was deleted meanwhile stands under its place', async () => {
  await comment(mina.page, 'hands', 'Left or right?');
  await openMarked(jun.page, 'hands', 'Left or right?');
  const { id: asked } = await heardBy('Left or right?');
  await goOffline(jun);
  await reply(jun.page, 'Left or right?', 'The left one.');
  await noteMenu(mina.page, 'Left or right?', 'Delete');
  await mina.page.getByRole('group').getByRole('button', { name: 'Delete' }).click();
  addReply(talk.doc, { thread: asked, words: 'Both.', ...asBo() }, 'test');
  await jun.context.setOffline(false);
  for (const { page } of [mina, jun]) {
    await folded(page, 'The left one.')
      .click({ timeout: 2_000 })
      .catch(() => undefined);
    await card(page, 'The left one.').getByText('박도윤 deleted a note').waitFor();
    await card(page, 'The left one.').getByText('Both.').waitFor();
  }
});

test('two react with the same emoji and one takes it back; a name behind an @ is offered and stands out', async () => {
  await comment(mina.page, 'hands', 'Longer.');
  await openMarked(jun.page, 'hands', 'Longer.');
  const { id: said } = await heardBy('Longer.');
  await goOffline(jun);
  for (const { page } of [mina, jun]) {
    await card(page, 'Longer.').getByRole('button', { name: 'React' }).click();
    await page.getByRole('button', { name: '👍', exact: true }).click();
  }
  await jun.context.setOffline(false);
  const thumbs = (page: Page) => card(page, 'Longer.').getByRole('button', { name: /^👍 \d by/ });
  for (const { page } of [mina, jun]) await thumbs(page).getByText('2').waitFor();
  expect(await thumbs(mina.page).getAttribute('aria-pressed')).toBe('true');
  const thread = () => readTalk(talk.doc).threads.find(({ id }) => id === said);
  await until(() => thread()?.reactions.some(({ users }) => users.length === 2), {
    what: 'Bo to see both',
    timeout: 20_000,
  });
  await thumbs(jun.page).click();
  await thumbs(mina.page).getByText('1').waitFor();
  // Any emoji there is, as the keyboards of systems type them; no word.
  await card(jun.page, 'Longer.').getByRole('button', { name: 'React' }).click();
  const other = jun.page.getByRole('textbox', { name: 'Any other emoji' });
  await other.fill('ㅋ');
  await jun.page.getByText('That is no emoji.').waitFor();
  await other.fill('👩🏽‍🚀');
  await card(mina.page, 'Longer.')
    .getByRole('button', { name: /^👩🏽‍🚀 1 by 김하늘/ })
    .waitFor();

  const field = card(jun.page, 'Longer.').getByRole('textbox', { name: 'Write a reply' });
  await field.pressSequentially('Yes @ㅂㄷ');
  await jun.page.getByRole('option', { name: '박도윤' }).waitFor();
  await jun.page.keyboard.press('Enter');
  expect(await field.inputValue()).toBe('Yes @박도윤 ');
  await jun.page.keyboard.type('please');
  await jun.page.keyboard.press('Enter');
  await card(mina.page, 'Longer.')
    .locator('span', { hasText: /^@박도윤$/ })
    .waitFor();
});

test('an editor resolves a reviewer’s thread: its mark goes, it is found again and reopened', async () => {
  const mark = mina.page.locator('.plan-thread', { hasText: 'hands' });
  await comment(jun.page, 'hands', 'Gloves?');
  await mark.click();
  const { id: thread } = await heardBy('Gloves?');
  addReply(talk.doc, { thread, words: 'Mittens?', ...asBo() }, 'test');
  await card(jun.page, 'Gloves?').getByText('Mittens?').waitFor();
  await goOffline(jun);
  // Whoever has spoken here, and who is named; not oneself.
  await card(jun.page, 'Gloves?').getByRole('textbox', { name: 'Write a reply' }).fill('@박도윤 @김하늘 ');
  await card(jun.page, 'Gloves?')
    .getByText('Tells 박도윤 and 이서진, and whoever follows this. Once you are online.')
    .waitFor();
  await reply(jun.page, 'Gloves?', 'Wool ones.');
  resolveThread(talk.doc, thread, asBo(), 'test');
  await card(mina.page, 'Gloves?')
    .getByText(/Resolved by 이서진/)
    .waitFor();
  await jun.context.setOffline(false);
  await card(jun.page, 'Gloves?')
    .getByText(/Resolved by 이서진/)
    .waitFor();
  await card(mina.page, 'Gloves?').getByText('Wool ones.').waitFor();
  await card(mina.page, 'Gloves?').getByRole('button', { name: 'Reopen' }).press('Escape');
  await mark.waitFor({ state: 'detached' });
  await mina.page
    .getByRole('button', { name: /resolved$/ })
    .last()
    .click();
  await folded(mina.page, 'Gloves?').click();
  await card(mina.page, 'Gloves?').getByRole('button', { name: 'Reopen' }).click();
  await mark.waitFor();
  await card(mina.page, 'Gloves?').getByRole('button', { name: 'Resolve' }).click();
  await card(jun.page, 'Gloves?')
    .getByText(/Resolved by 박도윤/)
    .waitFor();
});

test('what was not sent is there after a reload, with the words it is about; a link opens its thread', async () => {
  await comment(mina.page, 'hands', 'A link to this.');
  await select(jun.page, 'No face');
  await jun.page.getByRole('button', { name: 'Comment' }).click();
  const writing = mina.page.getByText('김하늘 is writing…');
  const field = jun.page.getByRole('textbox', { name: 'Write a comment' });
  await until(
    async () => {
      await field.pressSequentially('.');
      return writing.isVisible();
    },
    { what: 'Mina to see that Jun writes', timeout: 20_000 },
  );
  await field.fill('Half a thou');
  await jun.page.reload();
  await field.waitFor();
  await writing.waitFor({ state: 'detached' });
  expect(await field.inputValue()).toBe('Half a thou');
  await jun.page.locator('.plan-thread-open', { hasText: 'No face' }).waitFor();
  await jun.page.getByRole('button', { name: 'Cancel' }).click();
  await field.waitFor({ state: 'detached' });

  const thread = await mina.page.locator('section[data-thread-card]').getAttribute('data-thread-card');
  await jun.page.goto(`/p/${project}/plan?thread=${thread}`);
  await card(jun.page, 'A link to this.').waitFor();
});

test('a reviewer approves a stage, and asks for changes instead; everybody sees who', async () => {
  await jun.page.getByRole('button', { name: 'Approve or ask for changes' }).click();
  await jun.page.getByRole('menuitem', { name: 'Approve' }).click();
  await mina.page.getByRole('button', { name: /1 approval/ }).waitFor();
  await jun.page.getByRole('button', { name: /1 approval/ }).click();
  await jun.page.getByRole('menuitem', { name: 'Ask for changes' }).click();
  await mina.page.getByRole('button', { name: /1 asks for changes/ }).waitFor();
});

test('[SP3] words that are moved take their thread along: past another line, and cut and pasted', async () => {
  const { page } = mina;
  const reads = (words: string) =>
    stageReads(jun.page, (text) => text.trim().replaceAll(/\s+/g, ' ') === words, words);
  const isMarked = (there: boolean) =>
    Promise.all(
      [page, jun.page].map((one) =>
        until(async () => (await marked(one)).includes('shown twice') === there, {
          what: there ? 'the mark' : 'the mark to go with its words',
        }),
      ),
    );
  await moveCaret(page, 'Control+End');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Nothing is shown twice.');
  await reads(`${WORDS} Nothing is shown twice.`);
  await comment(jun.page, 'shown twice', 'Not even once?');
  await isMarked(true);
  // One of the two is written anew, whichever it is.
  await moveCaret(page, 'Control+Home');
  for (const key of ['Alt+Shift+ArrowDown', 'Alt+Shift+ArrowUp']) {
    await page.keyboard.press(key);
    await reads(
      key.endsWith('Down') ? `Nothing is shown twice. ${WORDS}` : `${WORDS} Nothing is shown twice.`,
    );
    await isMarked(true);
  }
  await moveCaret(page, 'Control+End');
  await moveCaret(page, 'Shift+Home');
  await page.keyboard.press('Control+x');
  await isMarked(false);
  await moveCaret(page, 'Control+Home');
  await page.keyboard.press('Control+v');
  await page.keyboard.press('Enter');
  await reads(`Nothing is shown twice. ${WORDS}`);
  await isMarked(true);
});

test('a note on a shot stands in its details and counts on its card', async () => {
  await Promise.all([openBoard(mina.page, project), openBoard(jun.page, project)]);
  for (const { page } of [mina, jun]) {
    await page.locator('[data-shot]').first().click();
    const details = page.getByRole('button', { name: 'Details', exact: true });
    if ((await details.getAttribute('aria-pressed')) !== 'true') await details.click();
  }
  await jun.page.getByRole('button', { name: 'Write about this shot' }).click();
  await jun.page.getByRole('textbox', { name: 'Write a comment' }).fill('Too dark.');
  await jun.page.keyboard.press('Enter');
  await mina.page.locator('[data-shot]').first().getByText('1 open thread').waitFor();
  await folded(mina.page, 'Too dark.').click();
  await reply(mina.page, 'Too dark.', 'A stop more.');
  await card(jun.page, 'A stop more.').waitFor();

  // A link to what was said of a shot that is deleted says so, and whoever may brings it back.
  const thread = await card(mina.page, 'A stop more.').getAttribute('data-thread-card');
  const shots = await mina.page.locator('[data-shot]').count();
  const has = (page: Page, count: number) =>
    until(async () => (await page.locator('[data-shot]').count()) === count, { what: `${count} shots` });
  await mina.page.locator('[data-shot]').first().click();
  await mina.page.keyboard.press('Delete');
  await has(jun.page, shots - 1);
  // Within the app: what was heard a moment ago need not be on the device yet.
  await goWithin(jun.page, `/p/${project}/board?thread=${thread}`);
  await jun.page.getByText('“Untitled shot” was deleted.').waitFor();
  expect(await jun.page.getByRole('button', { name: 'Restore', exact: true }).count()).toBe(0);
  await mina.page.goto(`/p/${project}/board?thread=${thread}`);
  await mina.page.getByRole('button', { name: 'Restore', exact: true }).click();
  for (const { page } of [mina, jun]) await has(page, shots);
  await mina.page.locator('[data-shot]').first().getByText('1 open thread').waitFor();
});

test('a note on the project stands on its overview, one on an event beside it; unread until it is opened, and found', async () => {
  const run = Date.now();
  const [said, asked] = [`One in 9:16 as well, ${run}.`, `Who has the key, ${run}?`];
  await jun.page.goto(`/p/${project}/overview`);
  await jun.page.getByRole('button', { name: 'Write about the project' }).click();
  await jun.page.getByRole('textbox', { name: 'Write a comment' }).fill(said);
  await jun.page.keyboard.press('Enter');
  await card(jun.page, said).waitFor();

  const { page } = mina;
  await page.goto(`/p/${project}/overview`);
  const unread = page.getByRole('button', { name: /^\d+ unread$/ });
  await unread.waitFor();
  await folded(page, said).click();
  await unread.waitFor({ state: 'detached' });
  const follow = (state: string) => page.getByRole('button', { name: `This project: ${state}` });
  await follow('').first().click();
  await page.getByRole('menuitemradio', { name: /^Following/ }).click();
  await follow('Following').waitFor();
  await page.goto(`/p/${project}/calendar`);
  const event = page.locator('[data-event]', { hasText: 'Recce' });
  if (!(await event.isVisible())) {
    await page.getByRole('button', { name: 'New event', exact: true }).click();
    await page.getByRole('textbox', { name: 'Title' }).fill('Recce');
    await page.keyboard.press('Enter');
  }
  await event.click();
  await page.getByRole('button', { name: 'Write about this event' }).click();
  await page.getByRole('textbox', { name: 'Write a comment' }).fill(asked);
  await page.keyboard.press('Enter');
  const thread = await card(page, asked).getAttribute('data-thread-card');
  await page.getByRole('button', { name: /Recce.*\d open thread/ }).waitFor();

  await jun.page.goto(`/p/${project}/calendar?thread=${thread}`);
  await reply(jun.page, asked, 'I do.');
  await card(page, asked).getByText('I do.').waitFor();
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill(said);
  await page
    .getByRole('dialog')
    .getByRole('option', { name: said.slice(0, -1) })
    .first()
    .click();
  await page.waitForURL(/overview/);
  await card(page, said).waitFor();
  expect(unprovoked([...mina.complaints, ...jun.complaints], NETWORK_AWAY)).toEqual([]);
  expect(await keptEdits(mina, jun)).toEqual([]);
});
