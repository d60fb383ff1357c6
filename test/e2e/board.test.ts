import { fillDemo, readBoard, readStages, type Shot } from '@clapper/documents';
import { projectDocument } from '@clapper/protocol';
import type { Browser, Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { beginAnew, NETWORK_AWAY, signInAs, unprovoked, type User } from '../harness/app.ts';
import { moveCaret } from '../harness/browser.ts';
import { Desk } from '../harness/desk.ts';
import { newDevice } from '../harness/devices.ts';
import { inviteCode, newProject, signUp, type Account } from '../harness/people.ts';
import { until } from '../harness/wait.ts';
import { borrowBrowser, giveBack } from '../harness/worker-browser.ts';
import { openServer } from './studio.ts';

// Two people, each in a browser of their own, at one board of a running server. A device without a screen
// reads along: what counts is what the server gives to somebody new.
const server = openServer();
let browser: Browser;
let owner: Account;
let editor: Account;
let project: string;
let plan: Desk;
let board: Desk;
let users: [User, User];

beforeAll(async () => {
  browser = await borrowBrowser();
  owner = await signUp(server.url, '김하늘');
  editor = await signUp(server.url, '이서진');
  users = await Promise.all([signInAs(browser, server.url, owner), signInAs(browser, server.url, editor)]);
});
afterAll(() => giveBack(browser));
afterEach(async () => {
  // Some of them go offline, and the browser says so.
  for (const { complaints } of users) expect(unprovoked(complaints, NETWORK_AWAY)).toEqual([]);
  await Promise.all(users.map(beginAnew));
  await board.device.close();
});

/** A fresh demo production with both of them at its board. */
async function boardForTwo(): Promise<[User, User]> {
  project = await newProject(owner, { language: 'en' });
  const invite_code = await inviteCode(owner, project, 'editor');
  await editor.call('POST', '/projects/join', { invite_code });
  const device = await newDevice({ server: server.url, account: owner });
  [plan, board] = await Promise.all([
    Desk.open(device, projectDocument(project, 'plan')),
    Desk.open(device, projectDocument(project, 'board')),
  ]);
  fillDemo(plan.doc, board.doc, { language: 'en', by: owner.id, at: Date.now(), origin: 'demo' });
  await Promise.all([plan.saved(), board.saved()]);
  await Promise.all(
    users.map(async ({ page }) => {
      await page.goto(`/p/${project}/board`);
      await until(async () => (await titles(page)).length === 12, { what: 'twelve shots', timeout: 15_000 });
    }),
  );
  return users;
}

const shots = (): Shot[] => readBoard(board.doc, readStages(plan.doc).stages).shots;
const card = (user: User, title: string): Locator =>
  user.page.locator('[data-shot]', { has: user.page.getByText(title, { exact: true }) });

async function editTitle(user: User, title: string): Promise<void> {
  await card(user, title).click();
  await user.page.keyboard.press('Enter');
  await user.page.locator('[data-shot] input').waitFor();
}

/** The titles on the screen, stage by stage, from top to bottom. */
function titles(page: User['page']): Promise<string[]> {
  return page.evaluate(() =>
    Array.from(
      document.querySelectorAll('[data-shot] [data-edit="title"]'),
      (title) => title.textContent ?? '',
    ),
  );
}

/** Both screens and a third reader agree. */
async function converged(a: User, b: User): Promise<string[]> {
  await until(
    async () => {
      const [mine, theirs] = await Promise.all([titles(a.page), titles(b.page)]);
      const truth = shots().map(({ title }) => title || 'Untitled shot');
      return mine.join() === theirs.join() && mine.join() === truth.join();
    },
    { what: 'both to see the same board', timeout: 15_000 },
  );
  return titles(a.page);
}

/** Picks a card up by the mouse and puts it in front of another one. */
async function drag(user: User, title: string, before: string): Promise<void> {
  const from = await card(user, title).boundingBox();
  const to = await card(user, before).boundingBox();
  if (from === null || to === null) throw new Error('the card is not on the screen');
  const { mouse } = user.page;
  await mouse.move(from.x + 60, from.y + 60);
  await mouse.down();
  await mouse.move(from.x + 80, from.y + 80, { steps: 3 });
  await mouse.move(to.x + 60, to.y + 20, { steps: 5 });
  await mouse.up();
}

describe('two people at one board', () => {
  test('move the same shots at once and see the same board', async () => {
    const [a, b] = await boardForTwo();
    const before = await titles(a.page);
    await Promise.all([
      drag(a, 'Water meets paper', 'Here comes the rain'),
      (async () => {
        await card(b, 'Water meets paper').click();
        await b.page.keyboard.press('Alt+ArrowLeft');
        await b.page.keyboard.press('Alt+ArrowLeft');
      })(),
    ]);
    // Again, while the cards that one of them carries are moved by the other.
    await Promise.all([
      drag(a, 'Shutter', 'Two hands, one cup'),
      (async () => {
        await card(b, 'Dawn in the alley').click();
        await card(b, 'Shutter').click({ modifiers: ['Control'] });
        for (let step = 0; step < 4; step++) await b.page.keyboard.press('Alt+ArrowRight');
      })(),
    ]);
    const order = await converged(a, b);
    expect(order.toSorted()).toEqual(before.toSorted());
    expect(order).not.toEqual(before);
  });

  test('see who is where: the outline with the name and what they write', async () => {
    const [a, b] = await boardForTwo();
    await card(b, 'Beans').click();
    await until(async () => (await card(a, 'Beans').textContent())?.includes('이서진'), {
      what: 'the name on the card',
    });
    await b.page.keyboard.press('Enter');
    await card(a, 'Beans').getByText('이서진 · writing the title').waitFor();
    await b.page.keyboard.press('Escape');
    await b.page.keyboard.press('Escape');
    await until(async () => !(await card(a, 'Beans').textContent())?.includes('이서진'), {
      what: 'the name to leave',
    });
  });

  test('write in one title at the same time and lose nothing', async () => {
    const [a, b] = await boardForTwo();
    await Promise.all([editTitle(a, 'Beans'), editTitle(b, 'Beans')]);
    await moveCaret(a.page, 'Home');
    await moveCaret(b.page, 'End');
    await Promise.all([
      a.page.keyboard.type('Roasted ', { delay: 15 }),
      b.page.keyboard.type(' fall down', { delay: 15 }),
    ]);
    await Promise.all([a.page.keyboard.press('Enter'), b.page.keyboard.press('Enter')]);
    await until(() => shots()[2]?.title === 'Roasted Beans fall down', { what: 'both halves' });
    await converged(a, b);
  });

  test('change, delete and take back many shots, each in one step', async () => {
    const [a, b] = await boardForTwo();
    await card(a, 'Water meets paper').click();
    await card(a, 'Cup at the window').click({ modifiers: ['Shift'] });
    await a.page.getByRole('button', { name: 'Status' }).click();
    await a.page.getByRole('menuitem', { name: 'Approved' }).click();
    await until(
      () =>
        shots()
          .slice(3, 6)
          .every(({ status }) => status === 'approved'),
      { what: 'three approved shots' },
    );
    await card(a, 'Water meets paper').click();
    await card(a, 'Cup at the window').click({ modifiers: ['Shift'] });
    await a.page.keyboard.press('Delete');
    await until(async () => (await titles(b.page)).length === 9, { what: 'nine shots at the other’s' });
    expect(await converged(a, b)).not.toContain('Water meets paper');

    await a.page.keyboard.press('Control+z');
    await until(async () => (await titles(b.page)).length === 12, { what: 'all twelve again' });
    expect(
      shots()
        .slice(3, 6)
        .map(({ status }) => status),
    ).toEqual(['approved', 'approved', 'approved']);
    await a.page.keyboard.press('Control+z');
    await until(() => shots()[3]?.status === 'review' && shots()[5]?.status === 'draft', {
      what: 'their own status',
    });
    await converged(a, b);
  });

  test('one deletes offline what the other goes on writing in, and is asked whether to restore it', async () => {
    const [a, b] = await boardForTwo();
    await a.context.setOffline(true);
    await card(a, 'The hand').click();
    await a.page.keyboard.press('Delete');
    await a.page.getByText('Shot 9 deleted').waitFor();
    await editTitle(b, 'The hand');
    await moveCaret(b.page, 'End');
    await b.page.keyboard.type(' in the rain');
    await b.page.keyboard.press('Enter');
    await until(() => shots()[8]?.title === 'The hand in the rain', { what: 'the edit on the server' });
    await a.context.setOffline(false);
    const question = a.page.getByText(/“The hand in the rain”, which you deleted/);
    await question.waitFor({ timeout: 20_000 });
    await a.page
      .locator('.mantine-Notification-root', { has: question })
      .getByRole('button', { name: 'Restore' })
      .click();
    await until(() => shots().some(({ title }) => title === 'The hand in the rain'), {
      what: 'it to be back',
    });
    await converged(a, b);
  });

  test('what another deletes while one writes stays in one’s hands: no key goes elsewhere, no word is lost, and who did it is said', async () => {
    const [a, b] = await boardForTwo();
    const [first = '', second = ''] = await titles(a.page);
    const remove = async (title: string) => {
      await card(a, title).click();
      await a.page.keyboard.press('Delete');
      await b.page.getByText(`김하늘 deleted “${title}”.`).waitFor();
    };
    await card(b, first).click();
    const details = b.page.getByRole('button', { name: 'Details', exact: true });
    if ((await details.getAttribute('aria-pressed')) !== 'true') await details.click();
    await b.page.getByRole('button', { name: 'Write about this shot' }).click();
    const composer = b.page.getByRole('textbox', { name: 'Write a comment' });
    await composer.fill('Half a thought');
    await remove(first);
    await b.page.getByText('This shot was deleted.', { exact: false }).waitFor();
    // Elsewhere `G` `O` would go to the overview, and `N` make a shot.
    await b.page.keyboard.type(' goes on');
    expect(await composer.inputValue()).toBe('Half a thought goes on');
    await b.page.keyboard.press('Enter');
    await b.page.getByRole('button', { name: 'Restore', exact: true }).click();
    await converged(a, b);
    await card(a, first).getByText('1 open thread').waitFor();

    // On the card itself: it goes when one turns to another, and who deleted it hears of the words.
    await editTitle(b, second);
    await remove(second);
    await b.page.keyboard.type(', longer');
    await a.page.getByText(`이서진 edited “${second}`, { exact: false }).waitFor();
    await b.page.keyboard.press('Enter');
    await card(b, `${second}, longer`).waitFor();
    await card(b, first).click();
    await card(b, `${second}, longer`).waitFor({ state: 'detached' });
    expect(await converged(a, b)).not.toContain(`${second}, longer`);
    await a.page.getByRole('button', { name: 'Restore', exact: true }).click();
    expect(await converged(a, b)).toContain(`${second}, longer`);
  });
});

describe('hands', () => {
  test('several shots move together by mouse, and Escape puts them back', async () => {
    const [a, b] = await boardForTwo();
    const before = await titles(a.page);
    await card(a, 'Dawn in the alley').click();
    await card(a, 'Beans').click({ modifiers: ['Control'] });
    const from = await card(a, 'Beans').boundingBox();
    const to = await card(a, 'The sign').boundingBox();
    if (from === null || to === null) throw new Error('the cards are not on the screen');
    await a.page.mouse.move(from.x + 60, from.y + 60);
    await a.page.mouse.down();
    await a.page.mouse.move(to.x + 60, to.y + 20, { steps: 8 });
    await a.page.locator('[data-drop="before"]', { hasText: 'The sign' }).waitFor();
    await a.page.keyboard.press('Escape');
    await a.page.mouse.up();
    expect(await titles(a.page)).toEqual(before);

    await drag(a, 'Beans', 'The sign');
    await until(async () => (await titles(a.page)).slice(-3).join() === 'Dawn in the alley,Beans,The sign', {
      what: 'both in front of the last',
    });
    await a.page.keyboard.press('Control+z');
    await until(async () => (await titles(b.page)).join() === before.join(), { what: 'one step back' });
    await converged(a, b);
  });

  test('Alt and arrows move what is selected, over the edge of a stage too', async () => {
    const [a, b] = await boardForTwo();
    await card(a, 'Beans').click();
    await a.page.keyboard.press('Alt+ArrowRight');
    const second = readStages(plan.doc).stages[1]?.id;
    await until(() => shots().find(({ title }) => title === 'Beans')?.place.stage === second, {
      what: 'the next stage',
    });
    await a.page.keyboard.press('Alt+ArrowDown');
    const order = await converged(a, b);
    expect(order.indexOf('Beans')).toBe(3);
    expect(order[2]).toBe('Water meets paper');
  });

  test('Space picks up, arrows carry, Space puts down', async () => {
    const [a, b] = await boardForTwo();
    await card(a, 'Dawn in the alley').click();
    await a.page.keyboard.press('Space');
    await a.page.locator('[data-moving]').waitFor();
    await a.page.keyboard.press('ArrowDown');
    await a.page.keyboard.press('ArrowDown');
    await a.page.keyboard.press('Space');
    await until(async () => (await titles(a.page))[2] === 'Dawn in the alley', { what: 'the third place' });
    await converged(a, b);
  });

  test('N makes a shot, Tab walks its fields, and one step of undo takes it away', async () => {
    const [a, b] = await boardForTwo();
    await card(a, 'Beans').click();
    await a.page.keyboard.press('n');
    await a.page.keyboard.type('Steam');
    await a.page.keyboard.press('Tab');
    await a.page.keyboard.type('1,5 sec');
    await a.page.keyboard.press('Tab');
    await a.page.keyboard.type('It rises.');
    await a.page.keyboard.press('Enter');
    await until(() => shots()[3]?.action === 'It rises.', { what: 'the new shot' });
    expect(shots()[3]).toMatchObject({ title: 'Steam', duration: 1.5, createdBy: owner.id });
    expect(shots()[3]?.place.stage).toBe(shots()[2]?.place.stage);
    await converged(a, b);
    for (let step = 0; step < 4; step++) await a.page.keyboard.press('Control+z');
    await until(() => shots().length === 12, { what: 'twelve shots' });
    await converged(a, b);
  });

  test('a table of a spreadsheet is pasted over a range, and what is wrong is named and not written', async () => {
    const [a, b] = await boardForTwo();
    await a.page.locator('label', { hasText: 'Table' }).click();
    const table = a.page.getByRole('grid', { name: 'Shots as a table' });
    await table.getByText('Beans', { exact: true }).click();
    await table.evaluate((element, text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', text);
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, 'Coffee beans\t4 s\r\n"Water, ""hot"""\tsoon\r\nProfile\t0:02\r\n');
    await a.page.getByText(/Not pasted: “soon” as Duration of shot 4\./).waitFor();
    await until(() => shots()[2]?.title === 'Coffee beans', { what: 'the pasted title' });
    expect(
      shots()
        .slice(2, 5)
        .map(({ title, duration }) => [title, duration]),
    ).toEqual([
      ['Coffee beans', 4],
      ['Water, "hot"', 3],
      ['Profile', 2],
    ]);
    await table.press('Control+z');
    await until(() => shots()[2]?.title === 'Beans' && shots()[4]?.duration === 2.5, {
      what: 'one step back',
    });
    await a.page.locator('label', { hasText: 'Grid' }).click();
    await converged(a, b);
  });
});
