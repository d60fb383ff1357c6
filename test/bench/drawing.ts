import { addShape, addTake, readBoard, readStages, type ShapeLook, type ShapeType } from '@clapper/documents';
import { uploadedSchema } from '@clapper/protocol';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { openBoard, shotCard, signInAs } from '../harness/app.ts';
import { launchChromium } from '../harness/browser.ts';
import { newDevice } from '../harness/devices.ts';
import { newProject, signUp, type Account } from '../harness/people.ts';
import { startServer } from '../harness/server.ts';
import { until } from '../harness/wait.ts';
import type { Row } from './report.ts';
import { startTrace } from './trace.ts';
import { taskRows } from './waits.ts';

/** As many as a picture may bear, most of them strokes as long as they may be. */
const SHAPES = 49;
const POINTS = 2_000;
const LOAD = `${SHAPES + 1} shapes, strokes of ${POINTS.toLocaleString('en')} points`;
/** Of the hand, a frame each. */
const MOVES = 240;

/** A full drawing over a picture: one more stroke, and moving one that is there. */
export async function drawing(): Promise<Row[]> {
  const server = await startServer({ env: { LOG_LEVEL: 'warn' } });
  const chromium = await launchChromium({ windows: true });
  try {
    const owner = await signUp(server.url, '김하늘');
    const project = await newProject(owner);
    const shot = await fill(server.url, owner, project);
    const { page, context } = await signInAs(chromium, server.url, owner);
    await openBoard(page, project);
    await shotCard(page, shot)
      .getByRole('button', { name: /^v1: pictures of shot/ })
      .click();
    await page.getByTestId('drawing-layer').waitFor();
    await page.keyboard.press('d');
    await page.getByTestId('drawing-bar').waitFor();
    await shown(page, SHAPES);
    await page.keyboard.press('1');
    const rows = [
      ...(await traced(page, `${LOAD}: drawing the last`, async () => {
        await along(page, (share) => [0.1 + 0.8 * share, 0.5 + 0.3 * Math.sin(40 * share)]);
        await shown(page, SHAPES + 1);
      })),
    ];
    await page.keyboard.press('v');
    rows.push(
      ...(await traced(page, `${LOAD}: moving one`, () =>
        along(page, (share) => [0.1 + 0.05 * Math.sin(20 * share), 0.5 + 0.2 * share]),
      )),
    );
    await context.close();
    return rows;
  } finally {
    await chromium.close();
    await server.stop();
  }
}

async function traced(page: Page, load: string, act: () => Promise<void>): Promise<Row[]> {
  const trace = await startTrace(page);
  await act();
  return taskRows(load, await trace.mainThreadTasks()).map((row) => ({ ...row, bench: 'drawing' }));
}

/** The hand goes down, a step each frame, and up. */
async function along(page: Page, at: (share: number) => readonly [number, number]): Promise<void> {
  const box = (await page.getByTestId('drawing-layer').boundingBox())!;
  const place = (share: number): [number, number] => {
    const [x, y] = at(share);
    return [box.x + x * box.width, box.y + y * box.height];
  };
  await page.mouse.move(...place(0));
  await page.mouse.down();
  for (let move = 1; move <= MOVES; move++) {
    await page.mouse.move(...place(move / MOVES));
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
  await page.mouse.up();
}

function shown(page: Page, count: number): Promise<void> {
  return page
    .getByRole('button', { name: `What is drawn: ${count} shapes`, exact: true })
    .waitFor({ timeout: 30_000 });
}

async function fill(server: string, owner: Account, project: string): Promise<string> {
  const document = `${project}/board`;
  const form = new FormData();
  const bytes = await readFile(new URL('../screens/pictures/alley.webp', import.meta.url));
  form.set('file', new File([bytes], 'alley.webp', { type: 'image/webp' }));
  const answer = await fetch(`${server}/api/v1/upload?document=${encodeURIComponent(document)}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await owner.token()}` },
    body: form,
  });
  const { hash, bytes: size } = uploadedSchema.parse(await answer.json());
  const device = await newDevice({ server, account: owner });
  const { doc: plan } = await device.open(`${project}/plan`).ready();
  const { doc: board } = await device.open(document).ready();
  const { doc: talk } = await device.open(`${project}/talk`).ready();
  await until(() => board.getMap('shots').size > 0, { what: 'the board to arrive' });
  const act = { by: owner.id, at: Date.now() };
  const shot = readBoard(board, readStages(plan).stages).shots[0]!.id;
  const file = { name: 'alley.webp', type: 'image/webp', thumbhash: null } as const;
  const picture = { hash, bytes: size, width: 960, height: 540, ...file };
  const take = addTake(board, { shot, layer: 'lineart', picture, ...act }, 'bench');
  for (let at = 0; at < SHAPES; at++) {
    const [type, look] = shapeAt(at);
    addShape(talk, { of: take, type, by: owner.id, at: act.at + at, ...look }, 'bench');
  }
  await until(() => !device.onlyInMemory() && device.status.get().state === 'saved', {
    what: 'the drawing to be stored',
    timeout: 60_000,
  });
  await device.close();
  return shot;
}

/** Every fifth is a frame; the others wind over the whole picture. */
function shapeAt(at: number): [ShapeType, ShapeLook] {
  const look = { color: '#ffd43b', width: 3 };
  if (at % 5 === 4) return ['rectangle', { ...look, points: [at / 60, 0.1, at / 60 + 0.1, 0.3] }];
  const points = Array.from({ length: POINTS }, (_, point) => {
    const share = point / (POINTS - 1);
    const wave = 0.04 * Math.sin(90 * share + at);
    return [share, Math.min(1, Math.max(0, at / SHAPES + wave))].map(
      (value) => Math.round(value * 10_000) / 10_000,
    );
  }).flat();
  return ['pen', { ...look, points }];
}
