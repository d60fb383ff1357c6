import type { Browser, Page } from 'playwright-core';
import { addShot, appendContent, readBoard, readStages, stageContent } from '@clapper/documents';
import { canOpenOffline, openBoard, openPlan, pillSays, signInAs, stageEditor } from '../harness/app.ts';
import { launchChromium } from '../harness/browser.ts';
import { newDevice } from '../harness/devices.ts';
import { newProject, signUp, type Account } from '../harness/people.ts';
import { startServer } from '../harness/server.ts';
import { until } from '../harness/wait.ts';
import type { Row } from './report.ts';
import { percentileOf } from './stats.ts';
import { startTrace } from './trace.ts';

const KEYS = 120;
const TURNS_OF_THE_WHEEL = 100;
const RELOADS = 5;
const PLAN_CHARACTERS = 50_000;
const SHOTS = 500;
const PLAN = `plan of ${PLAN_CHARACTERS.toLocaleString('en')} characters`;
const BOARD = `board of ${SHOTS} shots`;

/** A long plan and a large board: what a person waits for who types, scrolls or comes back without the network. */
export async function large(): Promise<Row[]> {
  const server = await startServer({ env: { LOG_LEVEL: 'warn' } });
  const chromium = await launchChromium({ windows: true });
  try {
    const owner = await signUp(server.url, '김하늘');
    const project = await newProject(owner);
    await fill(server.url, owner, project);
    return [
      ...(await longPlan(chromium, server.url, owner, project)),
      ...(await largeBoard(chromium, server.url, owner, project)),
    ];
  } finally {
    await chromium.close();
    await server.stop();
  }
}

async function longPlan(chromium: Browser, server: string, owner: Account, project: string): Promise<Row[]> {
  const { page, context } = await signInAs(chromium, server, owner, { opensOffline: true });
  await markContent(page, '.plan-prose p:not(:empty)');
  await openPlan(page, project);
  await until(async () => (await stageEditor(page).innerText()).length > PLAN_CHARACTERS / 5, {
    what: 'the long plan to show',
    timeout: 30_000,
  });
  await stageEditor(page).locator('p').nth(20).click();
  const keys = await keysHandled(page);
  await page.keyboard.press('Control+Home');
  const tasks = await tasksWhileScrolling(page);
  const reloaded = await reloadedOffline(page);
  await context.close();
  return [keyRow(PLAN, keys), ...scrollRows(PLAN, tasks), reloadRow(PLAN, reloaded)];
}

async function largeBoard(
  chromium: Browser,
  server: string,
  owner: Account,
  project: string,
): Promise<Row[]> {
  const { page, context } = await signInAs(chromium, server, owner, { opensOffline: true });
  await markContent(page, '[data-shot]');
  await openBoard(page, project);
  await until(async () => (await page.locator('[data-shot]').count()) === SHOTS, {
    what: 'all shots to hang',
    timeout: 30_000,
  });
  await page.locator('[data-shot]').nth(2).click();
  await page.keyboard.press('Enter');
  await page.locator('[data-shot]').nth(2).getByRole('textbox').first().waitFor();
  const keys = await keysHandled(page);
  await page.keyboard.press('Enter');
  const tasks = await tasksWhileScrolling(page);
  const reloaded = await reloadedOffline(page);
  await context.close();
  return [keyRow(BOARD, keys), ...scrollRows(BOARD, tasks), reloadRow(BOARD, reloaded)];
}

async function keysHandled(page: Page): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < KEYS; i++) times.push(await keyToPaint(page));
  return times;
}

/** From the key until its handlers, the editor's update and the style and layout it causes are done. */
async function keyToPaint(page: Page): Promise<number> {
  const painted = page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        addEventListener(
          'keydown',
          () => {
            const start = performance.now();
            // Everything the key caused runs before this task; asking for a size forces its layout.
            setTimeout(() => {
              document.body.getBoundingClientRect();
              resolve(performance.now() - start);
            });
          },
          { once: true, capture: true },
        );
      }),
  );
  await page.evaluate(() => new Promise(requestAnimationFrame));
  await page.keyboard.press('y');
  return painted;
}

/** Down by a screen every few turns, and up again. */
async function tasksWhileScrolling(page: Page): Promise<number[]> {
  await pillSays(page, 'Saved on server');
  await page.mouse.move(720, 500);
  const trace = await startTrace(page);
  for (let turn = 0; turn < TURNS_OF_THE_WHEEL; turn++) {
    await page.mouse.wheel(0, turn < TURNS_OF_THE_WHEEL / 2 ? 240 : -240);
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
  return trace.mainThreadTasks();
}

/** Says in the page when, after the navigation began, something of this first stood on it. */
async function markContent(page: Page, selector: string): Promise<void> {
  await page.addInitScript((selector) => {
    const look = () => {
      if (document.querySelector(selector) === null) return void requestAnimationFrame(look);
      // The frame that it was found in is drawn before the next one begins.
      requestAnimationFrame(() => Object.assign(window, { contentAt: performance.now() }));
    };
    requestAnimationFrame(look);
  }, selector);
}

async function reloadedOffline(page: Page): Promise<number[]> {
  await canOpenOffline(page);
  await page.context().setOffline(true);
  const times: number[] = [];
  for (let round = 0; round < RELOADS; round++) {
    await page.reload({ waitUntil: 'commit' });
    const shown = await page.waitForFunction(() => (window as { contentAt?: number }).contentAt);
    times.push((await shown.jsonValue()) ?? Number.NaN);
  }
  await page.context().setOffline(false);
  return times;
}

async function fill(server: string, owner: Account, project: string): Promise<void> {
  const device = await newDevice({ server, account: owner });
  const { doc: plan } = await device.open(`${project}/plan`).ready();
  const { doc: board } = await device.open(`${project}/board`).ready();
  await until(() => readStages(plan).stages.length > 0 && board.getMap('shots').size > 0, {
    what: 'plan and board to arrive',
  });
  const { stages } = readStages(plan);
  const paragraph = 'The shutter is half up and the alley is still blue. '.repeat(8);
  const each = Math.ceil(PLAN_CHARACTERS / stages.length / paragraph.length);
  for (const { id } of stages) {
    const content = stageContent(plan, id);
    if (content === null) continue;
    const blocks = Array.from({ length: each }, () => ({
      type: 'paragraph',
      content: [{ type: 'text', text: paragraph }],
    }));
    appendContent(content, blocks, 'bench');
  }
  for (let shot = readBoard(board, stages).shots.length; shot < SHOTS; shot++) {
    const stage = stages[shot % stages.length]!.id;
    const fields = {
      title: `Shot ${shot + 1}: the pour`,
      action: 'Two hands set the kettle down. 주전자를 내려놓는다.',
    };
    addShot(board, { stage, before: null, by: owner.id, at: Date.now(), fields }, 'bench');
  }
  await until(() => !device.onlyInMemory() && device.status.get().state === 'saved', {
    what: 'plan and board to be stored',
    timeout: 60_000,
  });
  await device.close();
}

function keyRow(load: string, times: readonly number[]): Row {
  const value = percentileOf(times, 0.95);
  return row(load, 'keystroke handled p95 ms', value, '< 16 ms', value < 16);
}

function scrollRows(load: string, tasks: readonly number[]): Row[] {
  const usual = percentileOf(tasks, 0.95);
  const longest = Math.max(...tasks);
  return [
    row(`${load}, scrolled`, 'main-thread task p95 ms', usual, '≤ 8 ms', usual <= 8),
    row(`${load}, scrolled`, 'longest task ms', longest, '≤ 50 ms', longest <= 50),
  ];
}

function reloadRow(load: string, times: readonly number[]): Row {
  const value = percentileOf(times, 0.5);
  return row(`${load}, reloaded offline`, 'content on screen ms', value, '< 1 s', value < 1_000);
}

function row(load: string, figure: string, value: number, bar: string, met: boolean): Row {
  return { bench: 'client', load, figure, values: { Clapper: value }, bar, met };
}
