import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { addShot, addTake, readBoard, readStages } from '@clapper/documents';
import { uploadedSchema, type FileAbout } from '@clapper/protocol';
import { openBoard, signInAs } from '../harness/app.ts';
import { launchChromium } from '../harness/browser.ts';
import { newDevice } from '../harness/devices.ts';
import { newProject, signUp, type Account } from '../harness/people.ts';
import { startServer } from '../harness/server.ts';
import { until } from '../harness/wait.ts';
import type { Row } from './report.ts';
import {
  keyRow,
  keysToPaint,
  markContent,
  reloadedOffline,
  reloadRow,
  taskRows,
  tasksWhileScrolling,
} from './waits.ts';

const SHOTS = 500;
const LOAD = `board of ${SHOTS} shots with pictures`;
const DRAWN = ['alley', 'dripper', 'hands-line', 'hands', 'profile', 'rain', 'shutter'] as const;
const SIZE = { width: 960, height: 540 } as const;
const PICTURE = '[data-shot] img[src^="blob:"]';

/** A board on which every shot has a picture of its own: typing, scrolling, and coming back without the network. */
export async function board(): Promise<Row[]> {
  const server = await startServer({ env: { LOG_LEVEL: 'warn' } });
  const chromium = await launchChromium({ windows: true });
  try {
    const owner = await signUp(server.url, '김하늘');
    const project = await newProject(owner);
    await hang(server.url, owner, project);
    const { page, context } = await signInAs(chromium, server.url, owner, { opensOffline: true });
    await markContent(page, PICTURE);
    await openBoard(page, project);
    await until(async () => (await page.locator('[data-shot]').count()) === SHOTS, {
      what: 'all shots to hang',
      timeout: 30_000,
    });
    await page.locator('[data-shot]').nth(2).click();
    await page.keyboard.press('Enter');
    await page.locator('[data-shot]').nth(2).getByRole('textbox').first().waitFor();
    const keys = await keysToPaint(page);
    await page.keyboard.press('Enter');
    // What is scrolled past is on the device by then: what is measured is not the network.
    await lookAtAll(page);
    const tasks = await tasksWhileScrolling(page);
    const reloaded = await reloadedOffline(page);
    await context.close();
    return [keyRow(LOAD, keys), ...taskRows(`${LOAD}, scrolled`, tasks), reloadRow(LOAD, reloaded)];
  } finally {
    await chromium.close();
    await server.stop();
  }
}

async function lookAtAll(page: Page): Promise<void> {
  const cards = await page.locator('[data-shot]').all();
  for (let at = 0; at < cards.length / 4; at += 3) await cards[at]!.scrollIntoViewIfNeeded();
  for (const card of [cards[0]!, cards[6]!]) {
    await card.scrollIntoViewIfNeeded();
    await card.locator('img[src^="blob:"]').waitFor({ timeout: 60_000 });
  }
}

/** The same few drawings, each time as another file: a few bytes behind its end make it one. */
async function hang(server: string, owner: Account, project: string): Promise<void> {
  const drawn = await Promise.all(
    DRAWN.map((name) => readFile(new URL(`../screens/pictures/${name}.webp`, import.meta.url))),
  );
  const url = `${server}/api/v1/upload?document=${encodeURIComponent(`${project}/board`)}`;
  const authorization = `Bearer ${await owner.token()}`;
  const send = async (at: number) => {
    const form = new FormData();
    const bytes = Buffer.concat([drawn[at % drawn.length]!, Buffer.from(`shot ${at}`)]);
    form.set('file', new File([bytes], `${at}.webp`, { type: 'image/webp' }));
    const answer = await fetch(url, { method: 'POST', headers: { authorization }, body: form });
    if (!answer.ok) throw new Error(`picture ${at} was not taken: ${await answer.text()}`);
    return uploadedSchema.parse(await answer.json());
  };
  const device = await newDevice({ server, account: owner });
  const { doc: plan } = await device.open(`${project}/plan`).ready();
  const { doc: shots } = await device.open(`${project}/board`).ready();
  await until(() => readStages(plan).stages.length > 0 && shots.getMap('shots').size > 0, {
    what: 'plan and board to arrive',
  });
  const { stages } = readStages(plan);
  const act = { by: owner.id, at: Date.now() };
  for (let at = readBoard(shots, stages).shots.length; at < SHOTS; at++) {
    const fields = {
      title: `Shot ${at + 1}: the pour`,
      action: 'Two hands set the kettle down. 주전자를 내려놓는다.',
    };
    addShot(shots, { stage: stages[at % stages.length]!.id, before: null, ...act, fields }, 'bench');
  }
  const hashes: string[] = [];
  for (const [at, shot] of readBoard(shots, stages).shots.entries()) {
    const { hash, bytes } = await send(at);
    hashes.push(hash);
    const picture = {
      hash,
      bytes,
      ...SIZE,
      name: `${at}.webp`,
      type: 'image/webp',
      thumbhash: null,
    } as const;
    addTake(shots, { shot: shot.id, layer: 'lineart', picture, ...act }, 'bench');
  }
  await until(() => !device.onlyInMemory() && device.status.get().state === 'saved', {
    what: 'the board to be stored',
    timeout: 60_000,
  });
  await device.close();
  await prepared(owner, `${project}/board`, hashes);
}

/** The server makes a smaller one of each on the processors that are measured; where people work it has its own. */
async function prepared(owner: Account, document: string, hashes: readonly string[]): Promise<void> {
  const about = `about?document=${encodeURIComponent(document)}`;
  for (const hash of hashes) {
    const isReady = async () =>
      (await owner.call<FileAbout>('GET', `/blobs/${hash}/${about}`)).body.state !== 'processing';
    await until(isReady, { what: 'the pictures to be prepared', timeout: 120_000 });
  }
}
