import { readTakes, type ShotTakes } from '@clapper/documents';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  boardOrder,
  canOpenOffline,
  NETWORK_AWAY,
  openBoard,
  pillSays,
  shotCard,
  signInAs,
  unprovoked,
} from '../harness/app.ts';
import { Desk } from '../harness/desk.ts';
import { newDevice } from '../harness/devices.ts';
import { newMember, newProject } from '../harness/people.ts';
import { until } from '../harness/wait.ts';
import { openStudio, type Studio } from './studio.ts';

/** Whether the server has a file yet is asked by asking for it, and a browser says what was not there. */
const NOT_THERE_YET = /status of 404/;

let studio: Studio;
beforeAll(async () => {
  studio = await openStudio();
}, 60_000);
afterAll(() => studio.close());

/** Drops pictures of one colour each, named after it, where `selector` points. */
async function dropPictures(page: Page, selector: string, colors: readonly string[]): Promise<void> {
  const data = await page.evaluateHandle(async (names) => {
    const transfer = new DataTransfer();
    for (const color of names) {
      const canvas = Object.assign(document.createElement('canvas'), { width: 320, height: 180 });
      const context = canvas.getContext('2d')!;
      context.fillStyle = /[a-z]+$/.exec(color)![0];
      context.fillRect(0, 0, 320, 180);
      const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
      transfer.items.add(new File([blob!], `${color}.png`, { type: 'image/png' }));
    }
    return transfer;
  }, colors);
  await page.locator(selector).first().dispatchEvent('dragover', { dataTransfer: data });
  await page.locator(selector).first().dispatchEvent('drop', { dataTransfer: data });
}

/** The colour in the middle of the picture on a card, as it is painted; null: there is none yet. */
function colorOn(page: Page, shot: string): Promise<string | null> {
  return shotCard(page, shot).evaluate((card) => {
    const image = card.querySelector<HTMLImageElement>('img[src^="blob:"]');
    if (image === null || !image.complete || image.naturalWidth === 0) return null;
    const canvas = Object.assign(document.createElement('canvas'), { width: 1, height: 1 });
    const context = canvas.getContext('2d')!;
    context.drawImage(image, image.naturalWidth / 2, image.naturalHeight / 2, 1, 1, 0, 0, 1, 1);
    return [...context.getImageData(0, 0, 1, 1).data.slice(0, 3)]
      .map((part) => (part > 127 ? 1 : 0))
      .join('');
  });
}

function colorsShow(
  page: Page,
  shots: readonly string[],
  colors: readonly string[],
  what: string,
): Promise<unknown> {
  return until(
    async () => {
      const seen = await Promise.all(shots.map((shot) => colorOn(page, shot)));
      return seen.join() === colors.join();
    },
    { what, timeout: 30_000 },
  );
}

test('three pictures added without a network are there after a reload, and reach the others with their bytes', async () => {
  const { server, browser, owner, project } = studio;
  const mina = await signInAs(browser, server.url, owner, { opensOffline: true });
  const jun = await signInAs(
    browser,
    server.url,
    await newMember(server.url, owner, project, 'editor', 'Jun'),
  );
  await Promise.all([openBoard(mina.page, project), openBoard(jun.page, project)]);
  await pillSays(mina.page, 'Saved on server');
  await canOpenOffline(mina.page);
  const shots = (await boardOrder(mina.page)).flat().slice(0, 3);

  await mina.context.setOffline(true);
  await pillSays(mina.page, 'Offline – saved on this device');
  await dropPictures(mina.page, `[data-shot="${shots[0]}"]`, ['red', 'lime', 'blue']);
  await mina.page.getByRole('button', { name: 'Add 3 pictures' }).click();
  const colors = ['100', '010', '001'];
  await colorsShow(mina.page, shots, colors, 'the three pictures');
  await pillSays(mina.page, /\(\d+ changes?\) · 3 files wait on this device$/);

  await mina.page.reload();
  await colorsShow(mina.page, shots, colors, 'the pictures after reloading offline');
  await pillSays(mina.page, /· 3 files wait on this device$/);

  await mina.context.setOffline(false);
  await pillSays(mina.page, 'Saved on server');
  await colorsShow(jun.page, shots, colors, 'the other to see them');

  // Two made apart: both are kept, and the newer one is shown.
  await Promise.all([
    dropPictures(mina.page, `[data-shot="${shots[0]}"]`, ['lime']),
    dropPictures(jun.page, `[data-shot="${shots[0]}"]`, ['blue']),
  ]);
  const stack = await takesOnTheServer(shots[0]!, 3);
  expect(stack.lineart.takes.map(({ number }) => number)).toEqual([3, 2, 1]);

  // Looked at, and the first shown again.
  await shotCard(jun.page, shots[0]!).getByRole('button', { name: /^v3/ }).click();
  const viewer = jun.page.getByRole('dialog');
  await viewer.getByRole('button', { name: 'v1', exact: true }).click();
  await viewer.getByRole('button', { name: 'Show v1' }).click();
  await viewer.getByRole('button', { name: 'v1, shown' }).waitFor();
  await jun.page.keyboard.press('Escape');
  await viewer.waitFor({ state: 'detached' });
  await colorsShow(mina.page, shots, colors, 'the first picture again');
  expect([
    ...unprovoked(mina.complaints, NETWORK_AWAY, NOT_THERE_YET),
    ...unprovoked(jun.complaints, NETWORK_AWAY, NOT_THERE_YET),
  ]).toEqual([]);
});

/** What the server has, when a shot has as many takes as it must have. */
async function takesOnTheServer(shot: string, count: number): Promise<ShotTakes> {
  const device = await newDevice({ server: studio.server.url, account: studio.owner });
  try {
    const board = await Desk.open(device, `${studio.project}/board`);
    const read = () => readTakes(board.doc).get(shot);
    await until(() => Promise.resolve(read()?.lineart.takes.length === count), {
      what: `${count} takes on the server`,
      timeout: 20_000,
    });
    return read()!;
  } finally {
    await device.close();
  }
}

test('a reviewer points into a picture by keys and writes; the point stays when a newer picture comes, and its link opens it', async () => {
  const { server, browser, owner, project } = studio;
  const reviewer = await newMember(server.url, owner, project, 'reviewer', 'Ben');
  const mina = await signInAs(browser, server.url, owner);
  const ben = await signInAs(browser, server.url, reviewer);
  await Promise.all([openBoard(mina.page, project), openBoard(ben.page, project)]);
  const shot = (await boardOrder(mina.page)).flat()[5]!;
  const open = (page: Page, take: number) =>
    shotCard(page, shot)
      .getByRole('button', { name: new RegExp(`^v${take}: pictures`) })
      .click();
  await dropPictures(mina.page, `[data-shot="${shot}"]`, ['lime']);
  await colorsShow(ben.page, [shot], ['010'], 'the picture to reach the reviewer');

  await open(ben.page, 1);
  const viewer = ben.page.getByRole('dialog');
  await viewer.locator('img[src^="blob:"]').first().waitFor();
  // Escape ends the choosing of a point, and nothing else.
  await ben.page.keyboard.press('c');
  await viewer.getByRole('button', { name: /^Where in the picture/ }).waitFor();
  await ben.page.keyboard.press('Escape');
  await viewer.getByRole('button', { name: /^Where in the picture/ }).waitFor({ state: 'detached' });
  await ben.page.keyboard.press('c');
  await viewer.getByRole('button', { name: /50 % from the left, 50 % from above/ }).waitFor();
  await ben.page.keyboard.press('Shift+ArrowRight');
  await ben.page.keyboard.press('ArrowUp');
  await viewer.getByRole('button', { name: /60 % from the left, 48 % from above/ }).waitFor();
  await ben.page.keyboard.press('Enter');
  await viewer.getByRole('textbox', { name: 'Write a comment' }).fill('Greener here');
  await ben.page.keyboard.press('Enter');
  const pinOf = (page: Page) =>
    page.getByRole('dialog').getByRole('button', { name: /^Point 1.*, Ben: Greener here$/ });
  await pinOf(ben.page).waitFor();

  // It counts at the shot, and the other sees it where it was set.
  await shotCard(mina.page, shot).getByText('1 open thread').waitFor();
  await open(mina.page, 1);
  await pinOf(mina.page).waitFor();
  const place = await pinOf(mina.page).evaluate((pin) => {
    const box = document.querySelector('[role="dialog"] ol:has([data-pin])')!.getBoundingClientRect();
    const { left, bottom } = pin.getBoundingClientRect();
    return [(left - box.left) / box.width, (bottom - box.top) / box.height].map((share) =>
      Math.round(share * 100),
    );
  });
  expect(place).toEqual([60, 48]);
  await mina.page.keyboard.press('Escape');
  await mina.page.getByRole('dialog').waitFor({ state: 'detached' });

  await dropPictures(mina.page, `[data-shot="${shot}"]`, ['blue']);
  await open(mina.page, 2);
  await pinOf(mina.page).click();
  const list = mina.page.getByRole('dialog').getByRole('complementary', { name: 'About these pictures' });
  await list.getByRole('textbox', { name: 'Write a reply' }).fill('As on v2?');
  await mina.page.keyboard.press('Enter');
  await list.getByRole('button', { name: 'Look at v1' }).click();
  await mina.page
    .getByRole('dialog')
    .getByRole('button', { name: 'v1', exact: true, pressed: true })
    .waitFor();
  await viewer.getByText('As on v2?').waitFor();

  const thread = await pinOf(mina.page).getAttribute('data-pin');
  await mina.page.goto(`/p/${project}/board?thread=${thread}`);
  await list.locator(`section[data-thread-card="${thread}"]`).waitFor();
  await list.getByText('As on v2?').waitFor();
  expect([
    ...unprovoked(mina.complaints, NETWORK_AWAY, NOT_THERE_YET),
    ...unprovoked(ben.complaints, NETWORK_AWAY, NOT_THERE_YET),
  ]).toEqual([]);
});

test('“1 file was not taken by the server” when the project has no room for it, until the person gives it up', async () => {
  const small = await openStudio({ PROJECT_QUOTA: '100' });
  try {
    const { page, complaints } = await signInAs(small.browser, small.server.url, small.owner);
    await openBoard(page, small.project);
    await pillSays(page, 'Saved on server');
    await dropPictures(page, '[data-shot]', ['red']);
    await pillSays(page, '1 file was not taken by the server');
    await page.locator('button[data-tone]').click();
    await page.getByRole('button', { name: 'Give up' }).click();
    await page.keyboard.press('Escape');
    await pillSays(page, 'Saved on server');
    expect(unprovoked(complaints, /status of 4\d\d/)).toEqual([]);
  } finally {
    await small.close();
  }
});

test('many pictures are listed with the shots they would go onto, taken or left out one by one, as one step', async () => {
  const { server, browser, owner } = studio;
  const project = await newProject(owner, { language: 'en' });
  const { page, complaints } = await signInAs(browser, server.url, owner);
  await openBoard(page, project);
  const order = (await boardOrder(page)).flat();
  await dropPictures(page, '[data-view="grid"]', ['03_red', 'lime', 'blue', 'shot 12 white']);
  const dialog = page.getByRole('dialog');
  const target = (name: string) => dialog.getByRole('combobox', { name: `Shot for ${name}.png` });
  await dialog.getByText('4 pictures', { exact: true }).waitFor();
  expect(
    await Promise.all(['03_red', 'lime', 'blue', 'shot 12 white'].map((name) => target(name).inputValue())),
  ).toEqual(['3', '1', '2', '12']);

  await dialog.getByRole('checkbox', { name: 'blue.png' }).focus();
  await page.keyboard.press('Space');
  await target('lime').fill('new');
  await page.getByRole('option').and(page.locator(':visible')).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await until(async () => (await target('lime').inputValue()) === 'A new shot', { what: 'the choice' });
  await dialog.getByRole('button', { name: 'Add 3 pictures' }).click();
  await dialog.waitFor({ state: 'detached' });

  await until(async () => (await boardOrder(page)).flat().length === order.length + 1, {
    what: 'the new shot',
    timeout: 20_000,
  });
  const made = (await boardOrder(page)).flat().find((id) => !order.includes(id))!;
  await colorsShow(
    page,
    [order[2]!, made, order[11]!],
    ['100', '010', '111'],
    'the pictures that were taken',
  );
  expect(await colorOn(page, order[1]!)).toBeNull();

  await page.getByText('3 pictures added').waitFor();
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await until(async () => (await boardOrder(page)).flat().join() === order.join(), { what: 'one step back' });
  await colorsShow(page, [order[2]!, order[11]!], ['', ''], 'no picture any more');
  expect(unprovoked(complaints, NETWORK_AWAY, NOT_THERE_YET)).toEqual([]);
});

test('of a project that is kept offline a picture is there that nobody looked at on this device', async () => {
  const { server, browser, owner } = studio;
  const project = await newProject(owner, { language: 'en' });
  const mina = await signInAs(browser, server.url, owner);
  await openBoard(mina.page, project);
  const [shot] = (await boardOrder(mina.page)).flat();
  await dropPictures(mina.page, `[data-shot="${shot}"]`, ['lime']);
  await colorsShow(mina.page, [shot!], ['010'], 'the picture');
  await pillSays(mina.page, 'Saved on server');

  const ben = await newMember(server.url, owner, project, 'viewer', 'Ben');
  const { page, context } = await signInAs(browser, server.url, ben, { opensOffline: true });
  await page.goto(`/p/${project}/settings`);
  await canOpenOffline(page);
  await page.getByRole('button', { name: 'Always keep' }).click();
  await page.getByText(/^1 of 1 picture or film here, /).waitFor({ timeout: 30_000 });
  await context.setOffline(true);
  await openBoard(page, project);
  await colorsShow(page, [shot!], ['010'], 'the picture without a network');
});
