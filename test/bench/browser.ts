import type { Browser, JSHandle } from 'playwright-core';
import { signInAs, stageEditor, type User } from '../harness/app.ts';
import { launchChromium, newVisitor } from '../harness/browser.ts';
import { newMember, newProject, signUp, type Account } from '../harness/people.ts';
import { startServer } from '../harness/server.ts';
import { until } from '../harness/wait.ts';
import type { Row } from './report.ts';
import { percentileOf } from './stats.ts';
import { within } from './within.ts';

const KEYS = 120;

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

/** A key and what it makes of the other's page take milliseconds: what has not come by then does not come. */
const SEEN_WITHIN_MS = 10_000;

/**
 * Both pages read the same clock: `timeOrigin` + `now()`. Both listen before the key is pressed: it goes another way
 * into the page than a script does, and was there first now and then.
 */
async function seen(writer: User, reader: User, key: string, from: 'key' | 'socket'): Promise<number> {
  const sent = await writer.page.evaluateHandle((start) => {
    const now = () => performance.timeOrigin + performance.now();
    const at = new Promise<number>((resolve) => {
      if (start === 'key')
        return addEventListener('keydown', () => resolve(now()), { once: true, capture: true });
      const send = WebSocket.prototype.send;
      WebSocket.prototype.send = function (this: WebSocket, ...args: Parameters<typeof send>) {
        WebSocket.prototype.send = send;
        resolve(now());
        return send.apply(this, args);
      };
    });
    return { at };
  }, from);
  const shown = await reader.page.evaluateHandle((what) => {
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
    const at = new Promise<number>((resolve) => {
      const observer = new MutationObserver(() => {
        if (look() === first) return;
        observer.disconnect();
        resolve(performance.timeOrigin + performance.now());
      });
      observer.observe(prose, { childList: true, characterData: true, subtree: true });
    });
    return { at };
  }, from);
  await reader.page.evaluate(() => new Promise(requestAnimationFrame));
  await writer.page.keyboard.press(key);
  const [sentAt, shownAt] = await Promise.all([
    within(SEEN_WITHIN_MS, `${key} to leave the writer’s page`, timeOf(sent)),
    within(SEEN_WITHIN_MS, `the reader’s page to show ${key}`, timeOf(shown)),
  ]);
  await Promise.all([sent.dispose(), shown.dispose()]);
  return shownAt - sentAt;
}

function timeOf(event: JSHandle<{ at: Promise<number> }>): Promise<number> {
  return event.evaluate(({ at }) => at);
}

function row(bench: string, load: string, figure: string, value: number, bar: string, met: boolean): Row {
  return { bench, load, figure, values: { Clapper: value }, bar, met };
}
