import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { boardOrder, openBoard, pillSays, shotCard, signInAs, unprovoked } from '../harness/app.ts';
import { newMember } from '../harness/people.ts';
import { until } from '../harness/wait.ts';
import { openStudio, type Studio } from './studio.ts';

let studio: Studio;
beforeAll(async () => {
  studio = await openStudio();
}, 60_000);
afterAll(() => studio.close());

/** Grey, so that whatever is yellow was drawn. */
async function dropPicture(page: Page, shot: string): Promise<void> {
  const data = await page.evaluateHandle(async () => {
    const transfer = new DataTransfer();
    const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 360 });
    const context = canvas.getContext('2d')!;
    context.fillStyle = '#555555';
    context.fillRect(0, 0, 640, 360);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
    transfer.items.add(new File([blob!], 'grey.png', { type: 'image/png' }));
    return transfer;
  });
  await shotCard(page, shot).dispatchEvent('dragover', { dataTransfer: data });
  await shotCard(page, shot).dispatchEvent('drop', { dataTransfer: data });
}

/** The first shot's picture, large, with the pen at hand. */
async function openDrawing(page: Page, shot: string): Promise<void> {
  await shotCard(page, shot)
    .getByRole('button', { name: /^v1: pictures of shot/ })
    .click();
  await page.getByTestId('drawing-layer').waitFor();
  await page.keyboard.press('d');
  await page.getByTestId('drawing-bar').waitFor();
  await page.keyboard.press('1');
}

async function at(page: Page, x: number, y: number): Promise<[number, number]> {
  const box = (await page.getByTestId('drawing-layer').boundingBox())!;
  return [box.x + x * box.width, box.y + y * box.height];
}

/** Whether it is yellow there, in what is in the document: not in what is only being drawn. */
function isDrawn(page: Page, x: number, y: number): Promise<boolean> {
  return page.getByTestId('drawing-layer').evaluate(
    (layer, place) => {
      // The shape at hand, and the sheets below and above it.
      const stack = layer.querySelectorAll<HTMLCanvasElement>('.canvas-container canvas:not(.upper-canvas)');
      const spot = Object.assign(document.createElement('canvas'), { width: 1, height: 1 });
      const context = spot.getContext('2d')!;
      for (const canvas of stack) {
        if (canvas.width === 0) continue;
        context.drawImage(canvas, -Math.round(place.x * canvas.width), -Math.round(place.y * canvas.height));
      }
      const [red = 0, green = 0, blue = 255] = context.getImageData(0, 0, 1, 1).data;
      return red > 200 && green > 150 && blue < 120;
    },
    { x, y },
  );
}

const flagOf = (page: Page, name: string) =>
  page.getByTestId('drawing-layer').getByText(name, { exact: true });

/** What is drawn, in words, as a screen reader hears it. */
async function shapesOf(page: Page): Promise<string[]> {
  await page.getByRole('button', { name: /^What is drawn/ }).click();
  const items = page.getByRole('menuitem');
  await items.first().waitFor();
  const words = await items.allTextContents();
  await page.keyboard.press('Escape');
  await items.first().waitFor({ state: 'hidden' });
  return words.toSorted();
}

const drawnShapes = (page: Page, words: string) =>
  page.getByRole('button', { name: `What is drawn: ${words}`, exact: true });

test('two people draw over one picture at once: each sees the other’s hand, and both have the same drawing', async () => {
  const { server, browser, owner, project } = studio;
  const reviewer = await newMember(server.url, owner, project, 'reviewer', 'Ben');
  const mina = await signInAs(browser, server.url, owner);
  await openBoard(mina.page, project);
  const [shot] = (await boardOrder(mina.page)).flat() as [string];
  await dropPicture(mina.page, shot);
  await openDrawing(mina.page, shot);
  const ben = await signInAs(browser, server.url, reviewer);
  await openBoard(ben.page, project);
  await openDrawing(ben.page, shot);

  const hands = [
    { page: mina.page, other: ben.page, name: 'Mina', y: 0.25 },
    { page: ben.page, other: mina.page, name: 'Ben', y: 0.6 },
  ];
  for (const { page, y } of hands) {
    await page.mouse.move(...(await at(page, 0.2, y)));
    await page.mouse.down();
    await page.mouse.move(...(await at(page, 0.5, y)), { steps: 5 });
  }
  for (const { other, name } of hands) await flagOf(other, name).waitFor();
  for (const { page, y } of hands) {
    await page.mouse.move(...(await at(page, 0.8, y)), { steps: 5 });
    await page.mouse.up();
  }
  for (const { page, other, name, y } of hands) {
    for (const seen of [page, other]) {
      await until(() => isDrawn(seen, 0.65, y), { what: `${name}’s stroke to be in the drawing` });
    }
    await flagOf(other, name).waitFor({ state: 'detached' });
  }

  // An arrow by keys alone, and taken back.
  await mina.page.keyboard.press('2');
  await mina.page.keyboard.press('Enter');
  await drawnShapes(ben.page, '3 shapes').waitFor();
  await mina.page.keyboard.press('Control+z');
  await drawnShapes(ben.page, '2 shapes').waitFor();
  expect(await shapesOf(ben.page)).toEqual(await shapesOf(mina.page));
  expect(await shapesOf(mina.page)).toEqual(['Stroke, Yellow – Ben', 'Stroke, Yellow – Mina']);

  // One’s own is one’s own: Delete takes Mina’s stroke and leaves Ben’s.
  await mina.page.keyboard.press('v');
  await mina.page.mouse.click(...(await at(mina.page, 0.65, 0.6)));
  await mina.page.keyboard.press('Delete');
  await mina.page.mouse.click(...(await at(mina.page, 0.65, 0.25)));
  await mina.page.getByRole('button', { name: 'Delete the selected shape' }).click();
  await drawnShapes(ben.page, '1 shape').waitFor();
  expect(await shapesOf(ben.page)).toEqual(['Stroke, Yellow – Ben']);

  await mina.page.reload();
  await openDrawing(mina.page, shot);
  await until(() => isDrawn(mina.page, 0.65, 0.6), { what: 'the drawing after a reload' });
  await pillSays(mina.page, 'Saved on server');
  // A picture that is being prepared is asked for until it is there.
  for (const { complaints } of [mina, ben]) expect(unprovoked(complaints, /status of 404/)).toEqual([]);
});
