import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signInAs, type User } from '../harness/app.ts';
import { makeClip } from '../harness/clips.ts';
import { newMember } from '../harness/people.ts';
import { until } from '../harness/wait.ts';
import { openStudio, type Studio } from './studio.ts';

/** The seed's time: thirty seconds into the video, at 24 frames a second. */
const AT = { seconds: '0:30', frame: '720', timecode: '00:00:30:00' };
const FIELD = '[data-testid="comment-input"]';

describe('the review room', () => {
  let studio: Studio;
  let folder: string;
  let clip: string;
  let mina: User;
  let jun: User;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'clapper-review-'));
    [studio, clip] = await Promise.all([
      openStudio(),
      makeClip(folder, { name: '골목 커피', rate: '24', frames: 960 }),
    ]);
    const { browser, server, owner, project } = studio;
    const reviewer = await newMember(server.url, owner, project, 'reviewer', 'Jun');
    mina = await signInAs(browser, server.url, owner);
    jun = await signInAs(browser, server.url, reviewer);
  });

  afterAll(async () => {
    await studio.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('a note at 0:30 with its picture arrives live; its marker leads to the frame, and the answer comes back', async () => {
    await mina.page.goto(`/p/${studio.project}/review`);
    const [chooser] = await Promise.all([
      mina.page.waitForEvent('filechooser'),
      mina.page.getByRole('button', { name: 'Add video' }).click(),
    ]);
    await chooser.setFiles(clip);
    await mina.page.waitForURL(/\/review\/[0-9a-f-]{36}$/);
    await mina.page.getByTestId('play-button').waitFor();
    const address = new URL(mina.page.url()).pathname;

    await goTo(mina.page, AT.seconds);
    const words = `The umbrella comes first ${Date.now()}`;
    await mina.page.locator(FIELD).fill(words);
    await drawRectangle(mina.page);
    await mina.page.getByTestId('submit-comment').click();
    const own = mina.page.getByTestId('comment-list').getByText(words);
    await own.waitFor();

    await jun.page.goto(address);
    await jun.page.getByTestId('comment-list').getByText(words).waitFor();
    await jun.page.getByTestId('screenshot-canvas').and(jun.page.locator('img')).first().waitFor();
    // The video itself, from the server, piece by piece.
    expect(await jun.page.getByTestId('video-canvas').getAttribute('src')).toContain('/api/v1/blobs/');
    await jun.page.getByTestId('feedback-marker-1').click();
    await atFrame(jun.page, AT.frame);
    expect(await jun.page.getByTestId('video-timestamp').textContent()).toBe(AT.timecode);
    await until(() => isDrawnOn(jun.page), { what: 'the rectangle on the frame', timeout: 20_000 });
    await jun.page.locator('body').press('ArrowRight');
    await until(async () => !(await isDrawnOn(jun.page)), { what: 'the next frame to be clean' });
    await jun.page.locator('body').press('ArrowLeft');
    await jun.page.locator(FIELD).fill('This looks good!');
    await jun.page.getByTestId('submit-comment').click();

    await mina.page.getByTestId('comment-list').getByText('This looks good!').waitFor();
    // A picture that is still on its way is asked for, and not there yet.
    const complaints = [...mina.complaints, ...jun.complaints].filter((one) => !one.includes('404'));
    expect(complaints).toEqual([]);
  });

  it('keys go frame by frame and by the second, also back; what is typed elsewhere is nobody’s key', async () => {
    const { page } = mina;
    await goTo(page, '10');
    await page.locator('body').press('ArrowRight');
    await atFrame(page, '11');
    await page.locator('body').press('Shift+ArrowRight');
    await atFrame(page, '35');
    await page.locator('body').press('Home');
    await atFrame(page, '0');
    await page.locator('body').press('c');
    await page.keyboard.type('jkl');
    expect(await page.locator(FIELD).inputValue()).toBe('jkl');
    await page.locator(FIELD).fill('');
    await atFrame(page, '0');
  });
});

/** Types where to go into the time. */
async function goTo(page: Page, where: string): Promise<void> {
  await page.getByTestId('video-timestamp').click();
  const field = page.getByLabel('Time: type a timecode, seconds or a frame', { exact: true });
  await field.fill(where);
  await field.press('Enter');
  await page.getByTestId('video-timestamp').waitFor();
}

async function atFrame(page: Page, frame: string): Promise<void> {
  await until(async () => (await page.getByTestId('video-timestamp').getAttribute('data-frame')) === frame, {
    what: `frame ${frame} to be shown`,
  });
}

/** With the tools that come when one draws; the note has its drawing before it is sent. */
async function drawRectangle(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Draw', exact: true }).click();
  await page.getByRole('toolbar').getByRole('button', { name: 'Rectangle' }).click();
  const box = (await page.getByTestId('drawing-layer').boundingBox())!;
  await page.mouse.move(box.x + box.width * 0.3, box.y + box.height * 0.3);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.5, box.y + box.height * 0.6, { steps: 5 });
  await page.mouse.up();
  await until(() => isDrawnOn(page), { what: 'the rectangle' });
}

/** Whether there is anything on the layer over the picture. */
function isDrawnOn(page: Page): Promise<boolean> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLCanvasElement>('[data-testid="drawing-layer"] canvas')].some(
      (canvas) =>
        canvas.width > 0 &&
        canvas
          .getContext('2d')!
          .getImageData(0, 0, canvas.width, canvas.height)
          .data.some((value, index) => index % 4 === 3 && value > 0),
    ),
  );
}
