import type { Browser, Page } from 'playwright-core';
import { appendContent, readStages, stageContent } from '@clapper/documents';
import { signInAs, stageEditor, type User } from '../harness/app.ts';
import { launchChromium, newVisitor } from '../harness/browser.ts';
import { newDevice } from '../harness/devices.ts';
import { newMember, newProject, signUp, type Account } from '../harness/people.ts';
import { startServer } from '../harness/server.ts';
import { until } from '../harness/wait.ts';
import type { Row } from './report.ts';
import { percentileOf } from './stats.ts';

const KEYS = 120;
const LONG_PLAN_CHARACTERS = 50_000;

/** The app in Chromium: what a person waits for. */
export async function browser(): Promise<Row[]> {
  const server = await startServer({ env: { LOG_LEVEL: 'warn' } });
  const chromium = await launchChromium({ windows: true });
  try {
    const owner = await signUp(server.url, '김하늘');
    const project = await newProject(owner);
    const editor = await newMember(server.url, owner, project, 'editor', '이서진');
    return [
      await pageLoad(chromium, server.url),
      ...(await seenByTheOther(chromium, server.url, project, [owner, editor])),
      ...(await longPlan(chromium, server.url, owner)),
    ];
  } finally {
    await chromium.close();
    await server.stop();
  }
}

/** Cold: an empty cache, until one can type a name. */
async function pageLoad(chromium: Browser, server: string): Promise<Row> {
  const times: number[] = [];
  for (let round = 0; round < 7; round++) {
    const { context, page } = await newVisitor(chromium, { opensOffline: true });
    const start = performance.now();
    await page.goto(`${server}/sign-in`, { waitUntil: 'commit' });
    await page.locator('input[name="username"]').fill('a');
    times.push(performance.now() - start);
    await context.close();
  }
  const value = percentileOf(times, 0.5);
  return row('page load', 'cold, until sign-in works', 'ms', value, '< 2 s', value < 2_000);
}

/** Two people in one stage: from the key (for a caret: from the socket) until the other's page has changed. */
async function seenByTheOther(
  chromium: Browser,
  server: string,
  project: string,
  [owner, editor]: [Account, Account],
): Promise<Row[]> {
  const writer = await signInAs(chromium, server, owner, { opensOffline: true });
  const reader = await signInAs(chromium, server, editor, { opensOffline: true });
  for (const { page } of [writer, reader]) {
    await page.goto(`/p/${project}/plan`);
    await stageEditor(page).click();
  }
  await writer.page.keyboard.type('We begin. ');
  await until(async () => (await stageEditor(reader.page).innerText()).includes('begin'), {
    what: 'the reader to see the writer',
  });

  const edits: number[] = [];
  const carets: number[] = [];
  for (let i = 0; i < KEYS; i++) edits.push(await seen(writer, reader, 'x', 'key'));
  // Its caret follows an edit a moment later; only then do the moves begin.
  await writer.page.waitForTimeout(500);
  for (let i = 0; i < KEYS; i++) {
    carets.push(await seen(writer, reader, i % 2 === 0 ? 'ArrowLeft' : 'ArrowRight', 'socket'));
  }
  await writer.context.close();
  await reader.context.close();
  const edit = percentileOf(edits, 0.95);
  const caret = percentileOf(carets, 0.95);
  return [
    row('co-editing', 'two people, Chromium', 'edit seen p95 ms', edit, '< 200 ms', edit < 200),
    row('co-editing', 'two people, Chromium', 'caret seen p95 ms', caret, '< 50 ms', caret < 50),
  ];
}

/** Both pages read the same clock: `timeOrigin` + `now()`. */
async function seen(writer: User, reader: User, key: string, from: 'key' | 'socket'): Promise<number> {
  const sent = writer.page.evaluate(
    (start) =>
      new Promise<number>((resolve) => {
        const now = () => performance.timeOrigin + performance.now();
        if (start === 'key')
          return addEventListener('keydown', () => resolve(now()), { once: true, capture: true });
        const send = WebSocket.prototype.send;
        WebSocket.prototype.send = function (this: WebSocket, ...args: Parameters<typeof send>) {
          WebSocket.prototype.send = send;
          resolve(now());
          return send.apply(this, args);
        };
      }),
    from,
  );
  const shown = reader.page.evaluate(
    (what) =>
      new Promise<number>((resolve) => {
        const prose = document.querySelector('.plan-prose')!;
        // What stands before the other's caret says where it is; the letters say what was typed.
        const look = () => {
          const caret = prose.querySelector('.plan-caret');
          const before = document.createRange();
          before.setStart(prose, 0);
          if (caret !== null) before.setEndBefore(caret);
          return what === 'key' ? prose.textContent.split('x').length : before.toString().length;
        };
        const first = look();
        const observer = new MutationObserver(() => {
          if (look() === first) return;
          observer.disconnect();
          resolve(performance.timeOrigin + performance.now());
        });
        observer.observe(prose, { childList: true, characterData: true, subtree: true });
      }),
    from,
  );
  await reader.page.evaluate(() => new Promise(requestAnimationFrame));
  await writer.page.keyboard.press(key);
  return (await shown) - (await sent);
}

/** Typing in the middle of a long plan. */
async function longPlan(chromium: Browser, server: string, owner: Account): Promise<Row[]> {
  const project = await newProject(owner);
  await fillPlan(server, owner, project);
  const { page, context } = await signInAs(chromium, server, owner, { opensOffline: true });
  await page.goto(`/p/${project}/plan`);
  await until(async () => (await stageEditor(page).innerText()).length > LONG_PLAN_CHARACTERS / 5, {
    what: 'the long plan to show',
    timeout: 30_000,
  });
  await stageEditor(page).locator('p').nth(20).click();
  const paints: number[] = [];
  for (let i = 0; i < KEYS; i++) paints.push(await keyToPaint(page));
  await context.close();
  const value = percentileOf(paints, 0.95);
  const load = `plan of ${LONG_PLAN_CHARACTERS.toLocaleString('en')} characters`;
  return [row('client', load, 'keystroke handled p95 ms', value, '< 16 ms', value < 16)];
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

async function fillPlan(server: string, owner: Account, project: string): Promise<void> {
  const device = await newDevice({ server, account: owner });
  const { doc } = await device.open(`${project}/plan`).ready();
  await until(() => readStages(doc).stages.length > 0, { what: 'the plan to arrive' });
  const { stages } = readStages(doc);
  const paragraph = 'The shutter is half up and the alley is still blue. '.repeat(8);
  const each = Math.ceil(LONG_PLAN_CHARACTERS / stages.length / paragraph.length);
  for (const { id } of stages) {
    const content = stageContent(doc, id);
    if (content === null) continue;
    const blocks = Array.from({ length: each }, () => ({
      type: 'paragraph',
      content: [{ type: 'text', text: paragraph }],
    }));
    appendContent(content, blocks, 'bench');
  }
  await until(() => !device.onlyInMemory() && device.status.get().state === 'saved', {
    what: 'the plan to be stored',
    timeout: 20_000,
  });
  await device.close();
}

function row(bench: string, load: string, figure: string, value: number, bar: string, met: boolean): Row {
  return { bench, load, figure, values: { Clapper: value }, bar, met };
}
