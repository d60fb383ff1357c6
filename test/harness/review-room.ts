import type { Page } from 'playwright-core';
import { CLIP_BITS } from './clips.ts';
import { until } from './wait.ts';

/** Where a note is written. */
export const NOTE_FIELD = '[data-testid="comment-input"]';

/** Chooses a film with this button, and waits until the room can play it. */
export async function addFilm(page: Page, button: string, file: string): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: button }).click(),
  ]);
  await chooser.setFiles(file);
  await page.waitForURL(/\/review\/[0-9a-f-]{36}$/);
  await page.getByTestId('play-button').waitFor();
}

/** Types where to go into the time. */
export async function goTo(page: Page, where: string): Promise<void> {
  await page.getByTestId('video-timestamp').click();
  const field = page.getByLabel('Time: type a timecode, seconds or a frame', { exact: true });
  await field.fill(where);
  await field.press('Enter');
  await page.getByTestId('video-timestamp').waitFor();
}

export async function atFrame(page: Page, frame: string): Promise<void> {
  await until(async () => (await page.getByTestId('video-timestamp').getAttribute('data-frame')) === frame, {
    what: `frame ${frame} to be shown`,
  });
}

export function frameOf(page: Page): Promise<string | null> {
  return page.getByTestId('video-timestamp').getAttribute('data-frame');
}

/** The frame that each video says it shows: it stands in its picture, as white and black bars. */
export function barsOf(page: Page): Promise<number[]> {
  return page.evaluate((bits) => {
    const canvas = Object.assign(document.createElement('canvas'), { width: bits + 2, height: 1 });
    const context = canvas.getContext('2d', { willReadFrequently: true })!;
    return [...document.querySelectorAll('video')].map((video) => {
      context.drawImage(video, 0, 0, canvas.width, 1);
      const { data } = context.getImageData(0, 0, canvas.width, 1);
      const isWhite = (bar: number) => (data[bar * 4] ?? 0) > 127;
      return Array.from({ length: bits }, (_, bit) => (isWhite(bit + 1) ? 2 ** bit : 0)).reduce(
        (sum, part) => sum + part,
        0,
      );
    });
  }, CLIP_BITS);
}

/** With the tools that come when one draws; the note has its drawing before it is sent. */
export async function drawRectangle(page: Page): Promise<void> {
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
export function isDrawnOn(page: Page): Promise<boolean> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLCanvasElement>('[data-testid="drawing-layer"] canvas')].some(
      (shown) => {
        if (shown.width === 0) return false;
        // Not all of them can be read themselves.
        const { width, height } = shown;
        const context = Object.assign(document.createElement('canvas'), { width, height }).getContext('2d')!;
        context.drawImage(shown, 0, 0);
        return context
          .getImageData(0, 0, width, height)
          .data.some((value, index) => index % 4 === 3 && value > 0);
      },
    ),
  );
}
