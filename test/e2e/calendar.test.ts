import { addEvent, deleteEvents, moveEvent, readCalendar } from '@clapper/documents';
import { addDays } from '@clapper/documents/calendar';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { NETWORK_AWAY, keptEdits, pillSays, signInAs, unprovoked, type User } from '../harness/app.ts';
import { Desk } from '../harness/desk.ts';
import { newDevice } from '../harness/devices.ts';
import { newMember, newProject, signUp, type Account } from '../harness/people.ts';
import { until } from '../harness/wait.ts';
import { borrowBrowser, giveBack } from '../harness/worker-browser.ts';
import { openServer } from './studio.ts';

// The calendar in the whole app: two who write it, and a reviewer who reads. Each is away for a while.
const server = openServer();
let browser: Browser;
let owner: Account;
let mina: User;
let jun: User;
let reader: User;
let project: string;

const MONDAY = '2026-11-02';

beforeAll(async () => {
  browser = await borrowBrowser();
  owner = await signUp(server.url, 'Mina');
  project = await newProject(owner);
  // An invite takes the place of the one before.
  const editor = await newMember(server.url, owner, project, 'editor', 'Jun');
  const reviewer = await newMember(server.url, owner, project, 'reviewer', 'Hana');
  const device = await newDevice({ server: server.url, account: owner });
  const desk = await Desk.open(device, `${project}/calendar`);
  const act = { by: owner.id, at: Date.now() };
  const monday = { allDay: true, start: MONDAY, end: addDays(MONDAY, 1) } as const;
  addEvent(
    desk.doc,
    {
      when: monday,
      fields: { title: 'Standup', type: 'review' },
      repeats: { freq: 'weekly', interval: 1, count: 4, byDay: [{ day: 'MO' }] },
      ...act,
    },
    'test',
  );
  addEvent(desk.doc, { when: monday, fields: { title: 'Scout', type: 'prep' }, ...act }, 'test');
  await until(() => desk.isSaved, { what: 'the first events to be on the server', timeout: 15_000 });
  await device.close();
  [mina, jun, reader] = await Promise.all([
    signInAs(browser, server.url, owner),
    signInAs(browser, server.url, editor),
    signInAs(browser, server.url, reviewer),
  ]);
  await Promise.all([mina, jun, reader].map(({ page }) => openCalendar(page)));
}, 60_000);
afterAll(() => giveBack(browser));

async function openCalendar(page: Page): Promise<void> {
  await page.goto(`/p/${project}/calendar?event=nothing`);
  await page.getByRole('button', { name: 'Today', exact: true }).waitFor();
  await turnToNovember(page);
}

/** Whatever month the test runs in. */
async function turnToNovember(page: Page): Promise<void> {
  const wanted = Date.UTC(2026, 10, 1);
  const today = new Date();
  const months = (2026 - today.getFullYear()) * 12 + 10 - today.getMonth();
  const key = months < 0 ? 'k' : 'j';
  for (let turned = 0; turned < Math.abs(months); turned++) await page.keyboard.press(key);
  const title = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });
  await page.getByRole('heading', { level: 1, name: title.format(wanted) }).waitFor();
}

/** The dates on which the page shows an event, by the words it is read out with. */
async function shown(page: Page, title: string): Promise<string[]> {
  const names = await page
    .locator('[data-event]')
    .evaluateAll((events) => events.map((event) => event.getAttribute('aria-label') ?? ''));
  return names.filter((name) => name.startsWith(title)).map((name) => /(\d+) Nov/.exec(name)?.[1] ?? '');
}

async function showsOn(page: Page, title: string, days: readonly string[]): Promise<void> {
  await until(async () => JSON.stringify(await shown(page, title)) === JSON.stringify(days), {
    what: `${title} to stand on ${days.join()}`,
    timeout: 15_000,
  });
}

async function goOffline({ page, context }: User): Promise<void> {
  await context.setOffline(false); // when it is tried again
  await pillSays(page, SETTLED);
  await context.setOffline(true);
  await pillSays(page, /^Offline/);
}

/** Who reads has nothing that could be saved. */
const SETTLED = /^(Saved on server|Up to date)$/;

test('an event is moved by two people together, by hand and by keys; who reads sees it and moves nothing', async () => {
  const scout = (page: Page) => page.getByRole('button', { name: /^Scout, / });
  await goOffline(reader);
  const from = (await scout(mina.page).boundingBox())!;
  const to = (await mina.page.locator('[data-day="2026-11-11"]').boundingBox())!;
  await mina.page.mouse.move(from.x + 20, from.y + 10);
  await mina.page.mouse.down();
  await mina.page.mouse.move(to.x + 30, to.y + 60, { steps: 5 });
  await mina.page.mouse.up();
  for (const { page } of [mina, jun]) await showsOn(page, 'Scout', ['11']);
  expect(await shown(reader.page, 'Scout')).toEqual(['2']);
  await scout(jun.page).focus();
  await jun.page.keyboard.press('Alt+ArrowRight');
  await reader.context.setOffline(false);
  for (const { page } of [mina, jun, reader]) await showsOn(page, 'Scout', ['12']);
  await mina.page.getByRole('button', { name: 'Undo' }).waitFor({ state: 'detached' });
  await scout(reader.page).focus();
  await reader.page.keyboard.press('Alt+ArrowRight');
  await reader.page.getByRole('button', { name: 'Ask to edit' }).waitFor();
  await showsOn(reader.page, 'Scout', ['12']);
});

test('of a series, this and the following days move, and an undo brings them back', async () => {
  await showsOn(mina.page, 'Standup', ['2', '9', '16', '23']);
  await goOffline(jun);
  await mina.page.locator('[data-event$="@2026-11-16"]').focus();
  await mina.page.keyboard.press('Alt+ArrowRight');
  const dialog = mina.page.getByRole('dialog', { name: 'Change which events?' });
  await dialog.getByRole('radio', { name: 'This and following events' }).check();
  await dialog.getByRole('button', { name: 'Save' }).click();
  for (const { page } of [mina, reader]) await showsOn(page, 'Standup', ['2', '9', '17', '24']);
  await jun.context.setOffline(false);
  await showsOn(jun.page, 'Standup', ['2', '9', '17', '24']);
  await mina.page.keyboard.press('Control+z');
  for (const { page } of [mina, jun, reader]) await showsOn(page, 'Standup', ['2', '9', '16', '23']);
  await pillSays(mina.page, 'Saved on server');
});

test('an event is copied by a key and put elsewhere, and from its form; an undo takes the copy back', async () => {
  const { page } = jun;
  const on = (await shown(page, 'Scout'))[0]!;
  await page.getByRole('button', { name: /^Scout, / }).focus();
  await page.keyboard.press('Shift+D');
  await showsOn(mina.page, 'Scout', [on, on]);
  // The copy has the focus: what moves it leaves the other alone.
  await until(() => page.evaluate(() => document.activeElement?.matches('[data-event]')), {
    what: 'the copy to be at hand',
  });
  await page.keyboard.press('Alt+ArrowRight');
  await showsOn(mina.page, 'Scout', [on, `${Number(on) + 1}`]);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Duplicate' }).click();
  await showsOn(mina.page, 'Scout', [on, `${Number(on) + 1}`, `${Number(on) + 1}`]);
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  for (let step = 0; step < 3; step++) await page.keyboard.press('Control+z');
  await showsOn(mina.page, 'Scout', [on]);
});

test('what is typed into a form is not lost with it: closed, its event moved out of sight, or deleted by another', async () => {
  const { page } = jun;
  const notes = page.getByLabel('Notes');
  const goOn = page.getByRole('button', { name: 'Go on' });
  await page.getByRole('button', { name: /^Scout, / }).click();
  await notes.fill('Bring the long lens.');
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await goOn.click();
  expect(await notes.inputValue()).toBe('Bring the long lens.');

  const device = await newDevice({ server: server.url, account: owner });
  const desk = await Desk.open(device, `${project}/calendar`);
  const scout = () => readCalendar(desk.doc).events.find(({ title }) => title === 'Scout');
  const { id } = scout()!;
  const act = () => ({ by: owner.id, at: Date.now() });
  const day = '2026-12-16';
  moveEvent(desk.doc, id, { allDay: true, start: day, end: addDays(day, 1) }, act(), 'test');
  await goOn.click();
  await page.getByRole('heading', { level: 1, name: 'December 2026' }).waitFor();
  expect(await notes.inputValue()).toBe('Bring the long lens.');
  deleteEvents(desk.doc, [id], act(), 'test');
  await goOn.click();
  await page.getByRole('button', { name: 'Save' }).click();
  await until(() => scout()?.description === 'Bring the long lens.', {
    what: 'the words to be with the event that came back, where the other had put it',
    timeout: 15_000,
  });
  expect(scout()!.when.start).toBe(day);
  await device.close();
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  expect(await goOn.count()).toBe(0);
  await page.keyboard.press('t');
  await turnToNovember(page);
});

test('in a person’s lane an event is drawn for them, and dragged into another it is the other’s', async () => {
  const { page } = mina;
  const lane = (of: Page, name: string) => of.locator(`[data-lane][aria-label="${name}"]`);
  const fitting = (of: Page, name: string) => lane(of, name).getByRole('button', { name: /^Fitting/ });
  await page.keyboard.press('l');
  const empty = (await lane(page, 'Jun').boundingBox())!;
  await page.mouse.click(empty.x + empty.width - 40, empty.y + empty.height / 2);
  await page.getByLabel('Title').fill('Fitting');
  await page.getByRole('button', { name: 'Create' }).click();
  await fitting(page, 'Jun').waitFor();
  await jun.page.keyboard.press('l');
  await fitting(jun.page, 'Jun').waitFor();
  // The lane has its height again once the form is gone and what was in hand stands in it.
  await page.getByLabel('Title').waitFor({ state: 'detached' });
  await page.locator('[data-hand]').waitFor({ state: 'detached' });
  const from = (await fitting(page, 'Jun').boundingBox())!;
  const to = (await lane(page, 'Mina').boundingBox())!;
  await page.mouse.move(from.x + 20, from.y + 10);
  await page.mouse.down();
  await page.mouse.move(from.x + 20, to.y + to.height / 2, { steps: 5 });
  await page.mouse.up();
  for (const of of [page, jun.page]) {
    await fitting(of, 'Mina').waitFor();
    await fitting(of, 'Jun').waitFor({ state: 'detached' });
    await of.keyboard.press('m');
  }
});

test('an event is made with C and is on the server', async () => {
  const { page } = jun;
  await page.keyboard.press('c');
  await page.getByLabel('Title').fill('Shoot the alley');
  await page.getByLabel('Starts').fill('2026-11-20');
  await page.getByRole('button', { name: 'Create' }).click();
  await showsOn(mina.page, 'Shoot the alley', ['20']);
  const device = await newDevice({ server: server.url, account: owner });
  const desk = await Desk.open(device, `${project}/calendar`);
  const titles = readCalendar(desk.doc).events.map(({ title }) => title);
  await device.close();
  expect(titles.toSorted()).toEqual(['Fitting', 'Scout', 'Shoot the alley', 'Standup']);
  for (const { complaints } of [mina, jun, reader]) expect(unprovoked(complaints, NETWORK_AWAY)).toEqual([]);
  expect(await keptEdits(mina, jun, reader)).toEqual([]);
});
