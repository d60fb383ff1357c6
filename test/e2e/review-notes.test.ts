import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signInAs, type User } from '../harness/app.ts';
import { makeClip } from '../harness/clips.ts';
import { newMember } from '../harness/people.ts';
import { addFilm, atFrame, goTo, NOTE_FIELD } from '../harness/review-room.ts';
import { until } from '../harness/wait.ts';
import { openStudio, type Studio } from './studio.ts';

/** One pixel, as PNG. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

describe('notes of a video', () => {
  let studio: Studio;
  let folder: string;
  let mina: User;
  let jun: User;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'clapper-notes-'));
    let clip: string;
    [studio, clip] = await Promise.all([
      openStudio(),
      makeClip(folder, { name: 'notes', rate: '24', frames: 240 }),
    ]);
    const { browser, server, owner, project } = studio;
    const reviewer = await newMember(server.url, owner, project, 'reviewer', 'Jun');
    mina = await signInAs(browser, server.url, owner);
    jun = await signInAs(browser, server.url, reviewer);
    await mina.page.goto(`/p/${project}/review`);
    await addFilm(mina.page, 'Add video', clip);
    await jun.page.goto(new URL(mina.page.url()).pathname);
    await jun.page.getByTestId('comment-list').waitFor();
  });

  afterAll(async () => {
    await studio.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('tags, who sees to it and how much it matters are seen by the others as they are chosen, and narrow the list down', async () => {
    const { page } = mina;
    await goTo(page, '24');
    await writes(page, 'The first drop lands late');
    await goTo(page, '96');
    await writes(page, 'The sign glows too early');

    const first = note(page, 'The first drop lands late');
    await first.getByRole('button', { name: 'Open, Status' }).click();
    await page.getByRole('menuitem', { name: 'Tags, assignee, due day…' }).click();
    const dialog = page.getByRole('dialog');
    await choose(page, dialog, 'Who sees to it', 'Jun');
    await choose(page, dialog, 'Priority', 'High');
    await dialog.getByLabel('To be seen to by').fill('2026-01-05');
    await dialog.getByLabel('Tags').fill('sound');
    await dialog.getByLabel('Tags').press('Enter');
    await dialog.getByRole('button', { name: 'Close' }).click();
    await dialog.waitFor({ state: 'detached' });

    const there = note(jun.page, 'The first drop lands late');
    for (const mark of ['#sound', 'High', 'Jun', /^Overdue: .*Jan/])
      await there.getByText(mark, { exact: true }).waitFor();
    expect(await markers(jun.page)).toBe(2);
    const other = note(jun.page, 'The sign glows too early');
    const panel = jun.page.getByRole('dialog', { name: 'Filter notes' });
    await jun.page.getByRole('button', { name: 'Filter notes' }).click();
    for (const [label, value] of [
      ['Tag', '#sound'],
      ['Who sees to it', 'Jun'],
      ['Priority', 'High'],
      ['Due', 'Overdue'],
    ] as const) {
      await choose(jun.page, panel, label, value);
      await other.waitFor({ state: 'detached' });
      expect(await markers(jun.page)).toBe(1);
      await panel.getByRole('button', { name: 'Show all again' }).click();
      await other.waitFor();
    }
    await choose(jun.page, panel, 'Written by', 'Mina');
    expect(await markers(jun.page)).toBe(2);
    await panel.getByLabel('With a drawing').check();
    await other.waitFor({ state: 'detached' });
    await jun.page.getByText('No notes here for this filter.').waitFor();
    await panel.getByRole('button', { name: 'Show all again' }).click();
    await jun.page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });

    // The most urgent first, whenever it was said; what is done is not overdue any more.
    const words = () => jun.page.locator('article[data-note] p').allTextContents();
    await jun.page.getByRole('button', { name: 'Order of the notes: By time' }).click();
    await jun.page.getByRole('menuitemradio', { name: 'Newest first' }).click();
    await until(async () => (await words())[0]?.includes('glows') === true, { what: 'the newest first' });
    await jun.page.getByRole('button', { name: 'Order of the notes: Newest first' }).click();
    await jun.page.getByRole('menuitemradio', { name: 'By the day they are due' }).click();
    await until(async () => (await words())[0]?.includes('drop') === true, { what: 'the urgent one first' });
  });

  it('a note stands where its first letter was typed, wherever one looks meanwhile, also after a reload, until it is put elsewhere', async () => {
    const { page } = jun;
    const stamp = (at: string) => page.getByRole('button', { name: at, exact: true, pressed: false });
    await goTo(page, '48');
    await page.locator(NOTE_FIELD).fill('Begun at two seconds');
    await goTo(page, '120');
    await stamp('00:00:02:00').waitFor();
    await page.reload();
    await atFrame(page, '48');
    expect(await page.locator(NOTE_FIELD).inputValue()).toBe('Begun at two seconds');
    await goTo(page, '120');
    await page.getByTestId('submit-comment').click();
    const sent = note(page, 'Begun at two seconds');
    await sent.getByRole('button', { name: '00:00:02:00' }).waitFor();
    // Its picture is that of its frame, and comes behind the words.
    await sent.getByTestId('screenshot-canvas').and(page.locator('img')).waitFor();

    await goTo(page, '72');
    await page.locator(NOTE_FIELD).fill('Half a second later');
    await goTo(page, '84');
    await page.getByRole('button', { name: 'Put the note at 00:00:03:12, which is shown' }).click();
    await page.getByTestId('submit-comment').click();
    await note(page, 'Half a second later').getByRole('button', { name: '00:00:03:12' }).waitFor();

    // Typing stops the video, and sending lets it go on.
    await goTo(page, '0');
    await page.locator('body').press('Space');
    await page.getByTestId('video-playing').waitFor({ state: 'attached' });
    await page.locator(NOTE_FIELD).fill('While it plays');
    await page.getByTestId('video-playing').waitFor({ state: 'detached' });
    await page.getByTestId('submit-comment').click();
    await page.getByTestId('video-playing').waitFor({ state: 'attached' });
    await page.locator('body').press('Space');
  });

  it('what the inbox tells of a note is read where the note is opened by its address', async () => {
    const room = new URL(jun.page.url()).pathname;
    // Who looks at the video hears of it there.
    await jun.page.goto('/inbox');
    await jun.page.getByRole('heading', { name: 'Inbox' }).waitFor();
    await goTo(mina.page, '120');
    await writes(mina.page, '@Jun is this the last frame');
    const row = jun.page.locator('li[data-state]', { hasText: 'is this the last frame' });
    await row.and(jun.page.locator('[data-state="unread"]')).waitFor();
    const address = (await row.getByRole('link').getAttribute('href'))!;
    expect(address).toMatch(/\?note=/);
    await jun.page.goto(address);
    await note(jun.page, 'is this the last frame').and(jun.page.locator('[data-active]')).waitFor();
    // Beside the room, so that nothing is left before it is marked.
    await jun.page.locator('#inbox-bell').click();
    await row.and(jun.page.locator('[data-state="read"]')).waitFor();
    await jun.page.goto(room);
    await jun.page.getByTestId('comment-list').waitFor();
  });

  it('what editors say among themselves reaches no reviewer', async () => {
    const { page } = mina;
    await page.getByRole('button', { name: 'Only editors see it' }).click();
    await page.locator(NOTE_FIELD).fill('The client must not read this');
    await page.getByText('Only editors see it. Nobody is notified.').waitFor();
    await page.getByTestId('submit-comment').click();
    const own = note(page, 'The client must not read this');
    await own.getByText('Internal', { exact: true }).waitFor();
    // The next one is for everybody again, and comes after it.
    await writes(page, 'This one is for everybody');
    await note(jun.page, 'This one is for everybody').waitFor();
    expect(await jun.page.content()).not.toContain('The client must not read this');
    await jun.page.reload();
    await note(jun.page, 'This one is for everybody').waitFor();
    expect(await jun.page.content()).not.toContain('The client must not read this');
    expect(await jun.page.getByRole('button', { name: 'Only editors see it' }).count()).toBe(0);
    await page.reload();
    await own.getByText('Internal', { exact: true }).waitFor();
  });

  it('pictures are attached to a note and taken away again; others see them, and what is no picture is not taken', async () => {
    const { page } = jun;
    await attach(page, { name: 'reference.png', mimeType: 'image/png', buffer: PIXEL });
    await page.getByRole('button', { name: 'Take reference.png away' }).click();
    await page.getByRole('button', { name: 'Take reference.png away' }).waitFor({ state: 'detached' });
    await attach(page, { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('no picture') });
    await page.getByText('notes.txt is no picture.').waitFor();
    await attach(page, { name: 'reference.png', mimeType: 'image/png', buffer: PIXEL });
    await page.getByRole('button', { name: 'Take reference.png away' }).waitFor();
    await writes(page, 'Like in this picture');

    const picture = note(mina.page, 'Like in this picture').getByTestId('attachment').locator('img');
    await picture.waitFor({ timeout: 20_000 });
    await until(
      () => picture.evaluate((image) => image instanceof HTMLImageElement && image.naturalWidth === 1),
      {
        what: 'the attached picture to be shown',
      },
    );
    expect(await picture.getAttribute('alt')).toBe('reference.png');
    expect([...mina.complaints, ...jun.complaints].filter((one) => !one.includes('404'))).toEqual([]);
  });

  it('whose right to write is taken in the middle of a note has its words, is told why, and goes on when it is given back', async () => {
    const { owner, project } = studio;
    const { page, account } = jun;
    const role = (is: string) =>
      owner.call('PATCH', `/projects/${project}/participants/${account.id}`, { role: is });
    await page.locator(NOTE_FIELD).fill('The logo comes');
    await role('viewer');
    const unsent = page.getByRole('region', { name: 'Your unsent note' });
    await unsent.getByText('You may not write here any more.', { exact: false }).waitFor();
    await unsent.getByText('The logo comes').waitFor();
    await unsent.getByRole('button', { name: 'Copy', exact: true }).waitFor();
    await role('reviewer');
    await unsent.waitFor({ state: 'detached' });
    expect(await page.locator(NOTE_FIELD).inputValue()).toBe('The logo comes');
    await page.getByTestId('submit-comment').click();
    await note(mina.page, 'The logo comes').waitFor();
  });

  it('whoever is in the room when the video is deleted is told who did it, goes on, and may bring it back if they may delete', async () => {
    const list = await mina.context.newPage();
    await list.goto(`/p/${studio.project}/review`);
    await list.getByRole('button', { name: 'Rename notes' }).click();
    await list.getByRole('menuitem', { name: 'Delete notes' }).click();
    const said = (page: Page) => page.getByText(/ deleted this video\./);
    await said(jun.page).waitFor();
    expect(await jun.page.getByRole('button', { name: 'Restore' }).count()).toBe(0);
    await writes(jun.page, 'Written after it was gone');
    await said(mina.page).waitFor();
    await mina.page.getByRole('button', { name: 'Restore' }).click();
    await said(jun.page).waitFor({ state: 'detached' });
    await list.getByRole('link', { name: /^notes/ }).waitFor();
    await note(mina.page, 'Written after it was gone').waitFor();
    await list.close();
  });
});

const note = (page: Page, words: string): Locator =>
  page.getByTestId('comment-list').locator('[data-note]', { hasText: words });

const markers = (page: Page): Promise<number> => page.locator('[data-testid^="feedback-marker-"]').count();

async function writes(page: Page, words: string): Promise<void> {
  await page.locator(NOTE_FIELD).fill(words);
  await page.getByTestId('submit-comment').click();
  await note(page, words).waitFor();
}

async function choose(page: Page, within: Locator, label: string, value: string): Promise<void> {
  await within.getByRole('combobox', { name: label, exact: true }).click();
  await page.getByRole('option', { name: value, exact: true }).click();
}

async function attach(page: Page, file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Attach pictures' }).click(),
  ]);
  await chooser.setFiles(file);
}
