import { addEvent, setCalendarZone } from '@clapper/documents';
import { addDays } from '@clapper/documents/calendar';
import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  NETWORK_AWAY,
  goWithin,
  keptEdits,
  pillSays,
  signInAs,
  unprovoked,
  type User,
} from '../harness/app.ts';
import { dragEvent, openCalendar, showsOn } from '../harness/calendar-page.ts';
import { Desk } from '../harness/desk.ts';
import { newDevice } from '../harness/devices.ts';
import { newMember, newProject, signUp } from '../harness/people.ts';
import { until } from '../harness/wait.ts';
import { borrowBrowser, giveBack } from '../harness/worker-browser.ts';
import { openServer } from './studio.ts';

// Two who write one calendar, one of them away for a while, and a reviewer who reads it; and other programs.
const server = openServer();
let browser: Browser;
let mina: User;
let jun: User;
let reader: User;
let project: string;

const MONDAY = '2026-11-02';
/** Where they are, and whose hours the project goes by. */
const SEOUL = { timezoneId: 'Asia/Seoul' };

beforeAll(async () => {
  browser = await borrowBrowser();
  const owner = await signUp(server.url, 'Mina');
  project = await newProject(owner);
  const editor = await newMember(server.url, owner, project, 'editor', 'Jun');
  const reviewer = await newMember(server.url, owner, project, 'reviewer', 'Hana');
  const device = await newDevice({ server: server.url, account: owner });
  const desk = await Desk.open(device, `${project}/calendar`);
  const when = { allDay: true, start: MONDAY, end: addDays(MONDAY, 1) } as const;
  addEvent(desk.doc, { when, fields: { title: 'Scout' }, by: owner.id, at: Date.now() }, 'test');
  await until(() => desk.isSaved, { what: 'the event to be on the server', timeout: 15_000 });
  await device.close();
  [mina, jun, reader] = await Promise.all([
    signInAs(browser, server.url, owner, SEOUL),
    signInAs(browser, server.url, editor, SEOUL),
    signInAs(browser, server.url, reviewer, SEOUL),
  ]);
  await Promise.all([mina, jun, reader].map(({ page }) => openCalendar(page, project)));
}, 60_000);
afterAll(() => giveBack(browser));

const card = (page: Page) => page.getByRole('region', { name: 'Two people moved it' });

test('what one has in hand the others see; moved by two apart it is asked about, and both places are kept or one', async () => {
  await dragEvent(mina.page, 'Scout', '2026-11-11');
  for (const { page } of [jun, reader]) await page.locator('[data-hand]', { hasText: 'Mina' }).waitFor();
  await jun.page.getByRole('button', { name: /^Scout, / }).click();
  await jun.page.getByText('Mina is moving this').waitFor();
  await mina.page.mouse.up();
  for (const { page } of [mina, jun, reader]) await showsOn(page, 'Scout', ['11']);
  await jun.page.getByText('Mina is moving this').waitFor({ state: 'detached' });
  for (const { page } of [jun, reader]) {
    await page.getByText('An event was updated').waitFor();
    expect(await page.locator('[data-hand]').count()).toBe(0);
  }
  expect(await mina.page.getByText('An event was updated').count()).toBe(0);
  await jun.page.keyboard.press('Escape');

  await pillSays(jun.page, 'Saved on server');
  await jun.context.setOffline(true);
  await pillSays(jun.page, /^Offline/);
  await jun.page.getByRole('button', { name: /^Scout, / }).focus();
  await jun.page.keyboard.press('Alt+ArrowRight');
  await showsOn(jun.page, 'Scout', ['12']);
  await dragEvent(mina.page, 'Scout', '2026-11-18');
  await mina.page.mouse.up();
  for (const { page } of [mina, reader]) await showsOn(page, 'Scout', ['18']);
  await jun.context.setOffline(false);
  await pillSays(jun.page, 'Saved on server');

  for (const { page } of [mina, jun]) await card(page).waitFor();
  const choices = card(mina.page).getByRole('listitem');
  expect(await choices.count()).toBe(2);
  // By keys one comes to it from anywhere on the page, and leaves it for the event it is about.
  await jun.page.getByRole('button', { name: 'Today' }).focus();
  await jun.page.keyboard.press('x');
  await card(jun.page)
    .getByRole('button', { name: /^Keep this: / })
    .and(jun.page.locator(':focus'))
    .waitFor();
  // Closed by key it lets go of the page, at its event, and loses nothing: the event's own panel goes on asking.
  const { page } = mina;
  await page.getByRole('button', { name: 'Today' }).focus();
  await page.keyboard.press('x');
  await card(page).locator(':focus').waitFor();
  await page.keyboard.press('Escape');
  await card(page).waitFor({ state: 'detached' });
  await page
    .getByRole('button', { name: /^Scout, / })
    .and(page.locator(':focus'))
    .waitFor();
  await page.keyboard.press('Enter');
  await card(page).getByRole('button', { name: 'Keep both' }).click();
  for (const { page } of [mina, jun, reader]) await showsOn(page, 'Scout', ['12', '18']);
  for (const { page } of [mina, jun]) await card(page).waitFor({ state: 'detached' });
  await mina.page.getByRole('button', { name: 'Undo' }).last().click();
  await card(jun.page).waitFor();
  await card(jun.page)
    .getByRole('listitem')
    .filter({ hasText: '18 Nov' })
    .getByRole('button', { name: /^(Keep|Take) this: / })
    .click();
  for (const { page } of [mina, jun, reader]) await showsOn(page, 'Scout', ['18']);
  for (const { page } of [mina, jun, reader]) await card(page).waitFor({ state: 'detached' });
  for (const { page } of [mina, jun]) await pillSays(page, 'Saved on server');
});

test('a calendar file comes in, once; what goes out, and what an address tells other programs, is the calendar', async () => {
  const { page } = mina;
  const menu = async (item: string) => {
    await page.getByRole('button', { name: 'Subscribe' }).click();
    await page.getByRole('menuitem', { name: item }).click();
  };
  const choose = async () => {
    await menu('Import a file…');
    await page.locator('input[type="file"]').setInputFiles({
      name: 'studio.ics',
      mimeType: 'text/calendar',
      buffer: Buffer.from(STUDIO),
    });
  };
  const dialog = page.getByRole('dialog');
  await choose();
  await dialog.getByText('2 new events').waitFor();
  await dialog.getByText('1 event cannot be read and is left out').waitFor();
  await dialog.getByRole('button', { name: 'Import 2 events' }).click();
  for (const person of [mina, jun, reader]) {
    await showsOn(person.page, 'Light test', ['5']);
    await showsOn(person.page, 'Sound mix', ['26']);
  }
  await jun.page.getByText('2 new events were added').waitFor();
  await choose();
  await dialog.getByText('2 events are here already, as they are.').waitFor();
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await dialog.waitFor({ state: 'detached' });

  const saved = page.waitForEvent('download');
  await menu('Export all as a file');
  const file = await readFile(await (await saved).path(), 'utf8');
  const titles = (text: string) =>
    [...text.matchAll(/^SUMMARY:(.*?)\r?$/gm)].map(([, title]) => title ?? '').toSorted();
  expect(titles(file)).toEqual(['Light test', 'Scout', 'Sound mix']);
  expect(file).toContain('UID:light-test@studio.example');

  await menu('Subscribe from another calendar…');
  const address = () => dialog.getByLabel('Address').inputValue();
  const read = (url: string) => fetch(url);
  await dialog.getByRole('button', { name: 'Make an address' }).click();
  const first = await address();
  const answer = await read(first);
  expect(answer.status).toBe(200);
  expect(titles(await answer.text())).toEqual(['Light test', 'Scout', 'Sound mix']);
  await dialog.getByRole('button', { name: 'Replace it by a new one' }).click();
  await until(async () => (await address()) !== first, { what: 'another address' });
  const second = await address();
  expect((await read(first)).status).toBe(404);
  expect((await read(second)).status).toBe(200);
  await dialog.getByRole('button', { name: 'Take it back' }).click();
  await dialog.getByRole('button', { name: 'Make an address' }).waitFor();
  expect((await read(second)).status).toBe(404);
});

test('a link leads to an event that another deleted while one was away: who writes brings it back, who reads is told', async () => {
  const scout = ({ page }: User) => page.getByRole('button', { name: /^Scout, / });
  const id = await scout(mina).getAttribute('data-event');
  await jun.context.setOffline(true);
  await pillSays(jun.page, /^Offline/);
  await scout(mina).focus();
  await mina.page.keyboard.press('Delete');
  for (const { page } of [mina, reader]) await showsOn(page, 'Scout', []);
  await showsOn(jun.page, 'Scout', ['18']);
  await jun.context.setOffline(false);
  await showsOn(jun.page, 'Scout', []);

  const said = ({ page }: User) =>
    page.locator('[role="alert"], [role="status"]', { hasText: '“Scout” was deleted.' });
  for (const person of [jun, reader]) {
    await goWithin(person.page, `/p/${project}/calendar?event=${id}`);
    await said(person).first().waitFor();
  }
  expect(await reader.page.getByRole('button', { name: 'Restore' }).count()).toBe(0);
  await jun.page.getByRole('button', { name: 'Restore' }).click();
  for (const { page } of [mina, jun, reader]) await showsOn(page, 'Scout', ['18']);
  await pillSays(jun.page, 'Saved on server');
});

test('another takes the hours of where they are for the project: on every open calendar its events stand at those', async () => {
  const device = await newDevice({ server: server.url, account: mina.account });
  const desk = await Desk.open(device, `${project}/calendar`);
  const when = {
    allDay: false,
    start: '2026-11-24T10:00',
    end: '2026-11-24T12:00',
    zone: 'Asia/Seoul',
  } as const;
  const people = [{ user: jun.account.id, name: 'Jun' }];
  setCalendarZone(desk.doc, 'Asia/Seoul', 'test');
  addEvent(
    desk.doc,
    { when, fields: { title: 'Night shoot', people }, by: mina.account.id, at: Date.now() },
    'test',
  );
  await until(() => desk.isSaved, { what: 'the event to be on the server', timeout: 15_000 });
  await device.close();
  const hour = ({ page }: User, words: string) =>
    page.getByRole('button', { name: new RegExp(`^${words} Night shoot, `) }).waitFor();
  for (const person of [mina, jun, reader]) await hour(person, '10:00');
  // One is looking at it, with something typed.
  await jun.page.getByRole('button', { name: /Night shoot, / }).click();
  await jun.page.getByLabel('Location').fill('Rooftop');

  const abroad = await signInAs(browser, server.url, mina.account, { timezoneId: 'America/New_York' });
  await openCalendar(abroad.page, project);
  await hour(abroad, '10:00');
  await abroad.page.getByRole('button', { name: /you are in New York/ }).click();
  await abroad.page.getByRole('menuitem', { name: /^Use your time zone/ }).click();
  for (const person of [abroad, mina, reader]) {
    await hour(person, '20:00');
    await showsOn(person.page, 'Night shoot', ['23']);
  }
  await mina.page.getByRole('button', { name: /New York.* you are in Seoul/ }).waitFor();
  expect(await jun.page.getByLabel('Location').inputValue()).toBe('Rooftop');
  await abroad.context.close();
});

test('who leaves on another device reads on the open calendar that they left, and writes there no more; their event keeps their name', async () => {
  const { page } = mina;
  const lane = page.locator('[data-lane][aria-label="Jun"]');
  await goWithin(page, `/p/${project}/calendar?day=2026-11-24&view=people`);
  await lane.getByRole('button', { name: /Night shoot, / }).waitFor();
  const { status } = await jun.account.call('DELETE', `/projects/${project}/participants/${jun.account.id}`);
  expect(status).toBe(204);
  const { page: left } = jun;
  await left.getByText('You are not in this project any more.').waitFor();
  expect(await left.getByRole('button', { name: /^(New event|Ask to edit)$/ }).count()).toBe(0);
  // What was typed stays to be read, and is not said to be anywhere else.
  await left.keyboard.press('Escape');
  await showsOn(left, 'Scout', ['18']);
  await page.getByRole('banner').getByText('Jun').waitFor({ state: 'detached' });
  await lane.getByRole('button', { name: /Night shoot, / }).waitFor();
  for (const { complaints } of [mina, jun, reader]) {
    // Jun was away, and left.
    expect(unprovoked(complaints, NETWORK_AWAY, /status of 404/)).toEqual([]);
  }
  expect(await keptEdits(mina, jun, reader)).toEqual([]);
});

const STUDIO = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'PRODID:-//Studio//EN',
  'BEGIN:VEVENT',
  'UID:light-test@studio.example',
  'DTSTAMP:20261101T000000Z',
  'DTSTART;VALUE=DATE:20261105',
  'DTEND;VALUE=DATE:20261106',
  'SUMMARY:Light test',
  'END:VEVENT',
  'BEGIN:VEVENT',
  'UID:sound-mix@studio.example',
  'DTSTAMP:20261101T000000Z',
  'DTSTART:20261126T100000Z',
  'DTEND:20261126T110000Z',
  'SUMMARY:Sound mix',
  'END:VEVENT',
  'BEGIN:VEVENT',
  'UID:lost@studio.example',
  'DTSTAMP:20261101T000000Z',
  'DTSTART;TZID=Nowhere/Town:20261127T100000',
  'SUMMARY:Nowhere',
  'END:VEVENT',
  'END:VCALENDAR',
  '',
].join('\r\n');
