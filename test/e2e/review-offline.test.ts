import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { canOpenOffline, NETWORK_AWAY, pillSays, signInAs, unprovoked } from '../harness/app.ts';
import { makeClip } from '../harness/clips.ts';
import { newMember } from '../harness/people.ts';
import { addFilm, atFrame, drawRectangle, goTo, isDrawnOn, NOTE_FIELD } from '../harness/review-room.ts';
import { until } from '../harness/wait.ts';
import { openStudio, type Studio } from './studio.ts';

/** Whether the server has a file yet is asked by asking for it, and a browser says what was not there. */
const NOT_THERE_YET = /status of 404/;

let studio: Studio;
let folder: string;
let clip: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clapper-review-'));
  [studio, clip] = await Promise.all([
    openStudio(),
    makeClip(folder, { name: 'train', rate: '25', frames: 200 }),
  ]);
}, 60_000);
afterAll(async () => {
  await studio.close();
  await rm(folder, { recursive: true, force: true });
});

test('a note with a drawing, begun and sent without a network, is there after each reload and reaches the others', async () => {
  const { server, browser, owner, project } = studio;
  const mina = await signInAs(browser, server.url, owner, { opensOffline: true });
  const { page } = mina;
  await page.goto(`/p/${project}/settings`);
  await canOpenOffline(page);
  // Who opens a project has it kept for a while; she keeps it for good.
  await page.getByRole('button', { name: 'Always keep' }).click();
  await page.getByRole('button', { name: 'Always keep' }).waitFor({ state: 'detached' });
  await page.getByRole('switch', { name: 'Keep available offline', checked: true }).waitFor();
  await page.goto(`/p/${project}/review`);
  await addFilm(page, 'Add video', clip);
  await pillSays(page, 'Saved on server');
  const room = new URL(page.url()).pathname;

  await page.context().setOffline(true);
  await goTo(page, '50');
  await atFrame(page, '50');
  const words = 'Written in the tunnel';
  await page.locator(NOTE_FIELD).fill(words);
  await drawRectangle(page);
  await pillSays(page, /^Offline – saved on this device \(\d+ changes?\)$/);

  await page.reload();
  await atFrame(page, '50');
  await until(() => isDrawnOn(page), { what: 'the drawing of the note that is not sent' });
  expect(await page.locator(NOTE_FIELD).inputValue()).toBe(words);
  await page.getByTestId('submit-comment').click();
  await page.getByTestId('comment-list').getByText(words).waitFor();
  // The picture of its frame waits beside the words, which are told of it when it is kept.
  await picture(page).waitFor();
  await pillSays(page, /^Offline – saved on this device \(\d+ changes?\) · 1 file waits on this device$/);

  await page.reload();
  await showsNote(page, words);

  await page.context().setOffline(false);
  await pillSays(page, 'Saved on server');
  const reviewer = await newMember(server.url, owner, project, 'reviewer', 'Jun');
  const jun = await signInAs(browser, server.url, reviewer);
  await jun.page.goto(room);
  await showsNote(jun.page, words);
  expect([
    ...unprovoked(mina.complaints, NETWORK_AWAY, NOT_THERE_YET),
    ...unprovoked(jun.complaints, NOT_THERE_YET),
  ]).toEqual([]);
});

const picture = (page: Page) => page.getByTestId('screenshot-canvas').and(page.locator('img')).first();

/** Its words, its picture, and over its frame what was drawn. */
async function showsNote(page: Page, words: string): Promise<void> {
  await page.getByTestId('comment-list').getByText(words).waitFor();
  await picture(page).waitFor();
  await page.getByTestId('feedback-marker-1').click();
  await atFrame(page, '50');
  await until(() => isDrawnOn(page), { what: 'the drawing on its frame', timeout: 20_000 });
}
