import type { Browser } from 'playwright-core';
import { appendContent, readStages, stageContent } from '@clapper/documents';
import { openPlan, signInAs, stageEditor } from '../harness/app.ts';
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

const CHARACTERS = 50_000;
const LOAD = `plan of ${CHARACTERS.toLocaleString('en')} characters`;

/** A long plan: what a person waits for who types, scrolls or comes back without the network. */
export async function large(): Promise<Row[]> {
  const server = await startServer({ env: { LOG_LEVEL: 'warn' } });
  const chromium = await launchChromium({ windows: true });
  try {
    const owner = await signUp(server.url, '김하늘');
    const project = await newProject(owner);
    await fill(server.url, owner, project);
    return await longPlan(chromium, server.url, owner, project);
  } finally {
    await chromium.close();
    await server.stop();
  }
}

async function longPlan(chromium: Browser, server: string, owner: Account, project: string): Promise<Row[]> {
  const { page, context } = await signInAs(chromium, server, owner, { opensOffline: true });
  await markContent(page, '.plan-prose p:not(:empty)');
  await openPlan(page, project);
  await until(async () => (await stageEditor(page).innerText()).length > CHARACTERS / 5, {
    what: 'the long plan to show',
    timeout: 30_000,
  });
  await stageEditor(page).locator('p').nth(20).click();
  const keys = await keysToPaint(page);
  await page.keyboard.press('Control+Home');
  const tasks = await tasksWhileScrolling(page);
  const reloaded = await reloadedOffline(page);
  await context.close();
  return [keyRow(LOAD, keys), ...taskRows(`${LOAD}, scrolled`, tasks), reloadRow(LOAD, reloaded)];
}

async function fill(server: string, owner: Account, project: string): Promise<void> {
  const device = await newDevice({ server, account: owner });
  const { doc: plan } = await device.open(`${project}/plan`).ready();
  await until(() => readStages(plan).stages.length > 0, { what: 'the plan to arrive' });
  const { stages } = readStages(plan);
  const paragraph = 'The shutter is half up and the alley is still blue. '.repeat(8);
  const each = Math.ceil(CHARACTERS / stages.length / paragraph.length);
  for (const { id } of stages) {
    const content = stageContent(plan, id);
    if (content === null) continue;
    const blocks = Array.from({ length: each }, () => ({
      type: 'paragraph',
      content: [{ type: 'text', text: paragraph }],
    }));
    appendContent(content, blocks, 'bench');
  }
  await until(() => !device.onlyInMemory() && device.status.get().state === 'saved', {
    what: 'the plan to be stored',
    timeout: 60_000,
  });
  await device.close();
}
