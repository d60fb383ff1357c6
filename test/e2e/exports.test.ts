import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readBoard, readStages, setShots, setShotText } from '@clapper/documents';
import { projectDocument } from '@clapper/protocol';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signInAs, type User } from '../harness/app.ts';
import { makeClip } from '../harness/clips.ts';
import { Desk } from '../harness/desk.ts';
import { newDevice } from '../harness/devices.ts';
import { until } from '../harness/wait.ts';
import { openStudio, type Studio } from './studio.ts';

// What is saved is read by programs that are not ours.
const run = promisify(execFile);
const FIELD = '[data-testid="comment-input"]';

let studio: Studio;
let folder: string;
let mina: User;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clapper-exports-'));
  studio = await openStudio();
  mina = await signInAs(studio.browser, studio.server.url, studio.owner);
}, 60_000);
afterAll(async () => {
  await studio.close();
  await rm(folder, { recursive: true, force: true });
});

test('the animatic is saved as a video of the right length, each shot shown for its frames', async () => {
  const { server, owner, project } = studio;
  const device = await newDevice({ server: server.url, account: owner });
  const [plan, board] = await Promise.all([
    Desk.open(device, projectDocument(project, 'plan')),
    Desk.open(device, projectDocument(project, 'board')),
  ]);
  const { shots } = readBoard(board.doc, readStages(plan.doc).stages);
  // Half a second and a quarter by turns: six frames and three, at twelve a second.
  shots.forEach(({ id }, index) => {
    setShots(board.doc, [id], { duration: index % 2 === 0 ? 0.5 : 0.25 }, 'test');
    setShotText(board.doc, id, 'action', index % 2 === 0 ? '████████████████████' : '', 'test');
  });
  await board.saved();
  const expected = shots.map((_, index) => (index % 2 === 0 ? 6 : 3));
  const frames = expected.reduce((sum, count) => sum + count, 0);

  const { page } = mina;
  await page.goto(`/p/${project}/board`);
  await page.getByRole('button', { name: 'Play as an animatic' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText(`0:00.0 / 0:0${(frames / 12).toFixed(1)}`).waitFor();
  await dialog.getByRole('button', { name: 'Next shot' }).click();
  await dialog.getByText(`2 of ${shots.length}`).waitFor();
  await dialog.getByRole('combobox', { name: 'Frames a second' }).click();
  await page.getByRole('option', { name: '12 fps' }).click();
  const file = await saved(page, () => dialog.getByRole('button', { name: 'Save as a video' }).click());

  const { stdout } = await run('ffprobe', [
    ...['-v', 'error', '-count_frames', '-select_streams', 'v', '-of', 'json'],
    ...['-show_entries', 'stream=nb_read_frames,width,height:format=duration', file],
  ]);
  const { streams, format } = JSON.parse(stdout) as {
    streams: { nb_read_frames: string; width: number; height: number }[];
    format: { duration: string };
  };
  expect(streams).toMatchObject([{ nb_read_frames: String(frames), width: 1280, height: 720 }]);
  expect(Number(format.duration)).toBeCloseTo(frames / 12, 1);
  // How bright the captions' place is tells which shot a frame is of.
  const { stdout: pixels } = await run(
    'ffmpeg',
    [
      '-v',
      'error',
      '-i',
      file,
      '-vf',
      'crop=200:40:540:640,scale=1:1',
      '-f',
      'rawvideo',
      '-pix_fmt',
      'gray',
      '-',
    ],
    { encoding: 'buffer' },
  );
  const bright = [...pixels].map((value) => value > 100);
  expect(bright).toEqual(
    expected.flatMap((count, index) => Array.from({ length: count }, () => index % 2 === 0)),
  );

  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await device.close();
});

test('notes go out to an editing program and come back as nothing new; on paper they stand beside their frames', async () => {
  const { page } = mina;
  const clip = await makeClip(folder, { name: '골목 커피', rate: '24', frames: 96 });
  await page.goto(`/p/${studio.project}/review`);
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Add video' }).click(),
  ]);
  await chooser.setFiles(clip);
  await page.getByTestId('play-button').waitFor();
  await page.locator(FIELD).fill('간판이 조금 더 일찍 켜지면 어떨까요?');
  await page.getByTestId('submit-comment').click();
  await page.getByTestId('comment-list').locator('[data-note] img').first().waitFor();

  const dialog = page.getByRole('dialog');
  await choose(page, 'Export notes…');
  await dialog.getByText('1 note goes out').waitFor();
  const edl = await readFile(
    await saved(page, () => dialog.getByRole('button', { name: 'Save the file' }).click()),
  );
  expect(edl.toString()).toMatch(/^ \[clapper:[0-9a-f-]{36}\] \|C:ResolveColorBlue \|M:Mina: 간판이/m);
  await dialog.waitFor({ state: 'detached' });

  await choose(page, 'Import notes…');
  await give(page, 'back.edl', edl);
  await dialog.getByText('1 note is here already.').waitFor();
  await dialog.getByRole('button', { name: 'Another file' }).click();
  await give(page, 'older.txt', Buffer.from('timestamp:2 Hold this longer\n'));
  await dialog.getByRole('button', { name: 'Import 1 note' }).click();
  const brought = page.getByTestId('comment-list').getByText('Hold this longer');
  await brought.waitFor();

  await choose(page, 'Export notes…');
  await dialog.getByRole('combobox', { name: 'For' }).click();
  await page.getByRole('option', { name: 'Paper: a contact sheet (PDF)' }).click();
  await dialog.getByText('2 notes go out').waitFor();
  const pdf = await readFile(
    await saved(page, () => dialog.getByRole('button', { name: 'Save the file' }).click()),
  );
  const text = pdf.toString('latin1');
  expect(text.slice(0, 5)).toBe('%PDF-');
  expect(text.match(/\/Subtype \/Image/g)).toHaveLength(1);
  await dialog.waitFor({ state: 'detached' });

  const picture = await readFile(await saved(page, () => choose(page, 'This frame as a picture')));
  // Of the film's own size: a PNG says it in its first bytes.
  const film = await page
    .getByTestId('video-canvas')
    .evaluate((video) => (video instanceof HTMLVideoElement ? [video.videoWidth, video.videoHeight] : []));
  expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual(film);
});

test('pictures of the board stand in its PDF, and go out as they came, named after their shots', async () => {
  const { page } = mina;
  await page.goto(`/p/${studio.project}/board`);
  await page.locator('[data-shot]').first().waitFor();
  const added = await dropPictures(page, ['red', 'blue']);
  await page.getByRole('button', { name: 'Add 2 pictures' }).click();
  await until(async () => (await page.locator('[data-shot] img[src^="blob:"]').count()) >= 2, {
    what: 'both pictures on their cards',
    timeout: 20_000,
  });

  await choose(page, 'Storyboard as a PDF…');
  const dialog = page.getByRole('dialog');
  const pdf = await readFile(
    await saved(page, () => dialog.getByRole('button', { name: 'Save the PDF' }).click()),
  );
  expect(pdf.toString('latin1').match(/\/Subtype \/Image/g)).toHaveLength(2);
  await dialog.waitFor({ state: 'detached' });

  const zip = await readFile(await saved(page, () => choose(page, 'Pictures as a zip file')));
  for (const name of ['01_v1.png', '02_v1.png']) expect(zip.includes(name)).toBe(true);
  for (const picture of added) expect(zip.includes(picture)).toBe(true);
});

/** Drops pictures of one colour each on the first card, and returns their bytes. */
async function dropPictures(page: Page, colors: readonly string[]): Promise<Buffer[]> {
  const data = await page.evaluateHandle(async (names) => {
    const files = names.map(async (color) => {
      const canvas = Object.assign(document.createElement('canvas'), { width: 320, height: 180 });
      const context = canvas.getContext('2d')!;
      context.fillStyle = color;
      context.fillRect(0, 0, 320, 180);
      const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
      return new File([blob!], `${color}.png`, { type: 'image/png' });
    });
    const transfer = new DataTransfer();
    for (const file of await Promise.all(files)) transfer.items.add(file);
    return transfer;
  }, colors);
  const bytes = await data.evaluate((transfer) =>
    Promise.all([...transfer.files].map(async (file) => [...new Uint8Array(await file.arrayBuffer())])),
  );
  await page.locator('[data-shot]').first().dispatchEvent('dragover', { dataTransfer: data });
  await page.locator('[data-shot]').first().dispatchEvent('drop', { dataTransfer: data });
  return bytes.map((one) => Buffer.from(one));
}

async function choose(page: Page, item: string): Promise<void> {
  await page.getByRole('button', { name: 'Import and export' }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

async function give(page: Page, name: string, buffer: Buffer): Promise<void> {
  const input = page.getByRole('dialog').locator('input[type="file"]');
  await input.setInputFiles({ name, mimeType: 'text/plain', buffer });
}

/** Where the file is that this saves. */
async function saved(page: Page, act: () => Promise<void>): Promise<string> {
  // A video is written first; a busy machine takes its time for that.
  const [download] = await Promise.all([page.waitForEvent('download', { timeout: 90_000 }), act()]);
  return download.path();
}
