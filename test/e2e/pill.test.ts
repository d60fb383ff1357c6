import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import {
  goWithin,
  NETWORK_AWAY,
  openPlan,
  pillSays,
  pillWords,
  signInAs,
  stageEditor,
  stageText,
  typeInStage,
  unprovoked,
  type User,
} from '../harness/app.ts';
import { inviteCode, newMember, newProject, signUp, type Account } from '../harness/people.ts';
import { startPostgres } from '../harness/postgres.ts';
import { startProxy, type Proxy } from '../harness/proxy.ts';
import { startServer } from '../harness/server.ts';
import { startServerOnSmallDisk } from '../harness/small-disk.ts';
import { until } from '../harness/wait.ts';
import { onTheServer, openStudio, type Studio } from './studio.ts';

// Every word of the pill: what makes it false, and that it changes then. Read as a screen reader has it.
let studio: Studio;
let proxy: Proxy;
beforeAll(async () => {
  studio = await openStudio();
  proxy = await startProxy(studio.server.url);
}, 60_000);
afterEach(() => {
  // What a failed test left broken is not the next one's.
  proxy.drop();
  proxy.mend();
});
afterAll(async () => {
  await proxy.close();
  await studio.close();
});

/** In a project of its own, through the network that a test can break. */
async function atThePlan(): Promise<User & { project: string }> {
  const project = await newProject(studio.owner, { language: 'en' });
  const user = await signInAs(studio.browser, proxy.url, studio.owner);
  await openPlan(user.page, project);
  await pillSays(user.page, 'Saved on server');
  return { ...user, project };
}

const serverText = async (project: string) =>
  (await onTheServer(studio.server.url, studio.owner, project)).text;

/** Leaves as a person does; true when the browser asked first. */
async function leavingAsks(page: Page): Promise<boolean> {
  let asked = false;
  page.once('dialog', (dialog) => {
    asked = dialog.type() === 'beforeunload';
    void dialog.accept();
  });
  const closed = page.waitForEvent('close');
  await page.close({ runBeforeUnload: true });
  await closed;
  return asked;
}

test('“Saved on server” is said only once the server has it: while the way there is blocked the pill says “Saving…”', async () => {
  const { page, project, context, complaints } = await atThePlan();
  proxy.freeze('toServer');
  await typeInStage(page, 'Under way');
  await pillSays(page, 'Saving…');
  expect(await serverText(project)).toBe('');
  proxy.thaw();
  await pillSays(page, 'Saved on server');
  expect(await serverText(project)).toBe('Under way');
  expect(await leavingAsks(page)).toBe(false);
  expect(complaints).toEqual([]);
  await context.close();
});

test('an acknowledgement lost after the commit is no “Saved on server”; when it comes, the words are there once', async () => {
  const { page, project, context, complaints } = await atThePlan();
  proxy.freeze('toClient');
  await typeInStage(page, 'Stored already');
  await until(async () => (await serverText(project)) === 'Stored already', {
    what: 'the server to have it',
    timeout: 15_000,
  });
  expect(await pillWords(page)).not.toBe('Saved on server');
  proxy.drop();
  await pillSays(page, 'Saved on server');
  expect(await stageText(page)).toBe('Stored already');
  expect(await serverText(project)).toBe('Stored already');
  expect(unprovoked(complaints, NETWORK_AWAY)).toEqual([]);
  await context.close();
});

test('“Offline – saved on this device” counts the changes that wait, and ends when the server is back', async () => {
  const { page, context, complaints } = await atThePlan();
  proxy.cut();
  await pillSays(page, 'Offline – saved on this device');
  await typeInStage(page, 'Alone');
  await pillSays(page, /^Offline – saved on this device \(\d+ changes?\)$/);
  proxy.mend();
  await pillSays(page, 'Saved on server');
  expect(unprovoked(complaints, NETWORK_AWAY)).toEqual([]);
  await context.close();
});

test('an edit that is on this device does not make leaving ask', async () => {
  const { page, context } = await atThePlan();
  proxy.cut();
  await typeInStage(page, 'On this device');
  await pillSays(page, /^Offline – saved on this device \(\d+ changes?\)$/);
  // It may have been said between two letters: the last one is kept a moment later.
  const mayLeave = () => window.dispatchEvent(new Event('beforeunload', { cancelable: true }));
  await until(() => page.evaluate(mayLeave), { what: 'each letter to be on this device' });
  expect(await leavingAsks(page)).toBe(false);
  proxy.mend();
  await context.close();
});

test('“Not saved” when the browser lets nothing be kept; edits reach the server all the same, and leaving asks while one is in memory only', async () => {
  const project = await newProject(studio.owner, { language: 'en' });
  const { page, context, complaints } = await signInAs(studio.browser, proxy.url, studio.owner);
  await context.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('The test blocks storage.', 'SecurityError');
    };
  });
  await openPlan(page, project);
  await pillSays(page, 'Not saved');
  await typeInStage(page, 'Kept by the server');
  await until(async () => (await serverText(project)) === 'Kept by the server', {
    what: 'the edit to reach the server',
    timeout: 15_000,
  });
  expect(await pillWords(page)).toBe('Not saved');
  await page.locator('button[data-tone]').click();
  await page.getByText('This browser does not let Clapper keep anything on this device.').waitFor();
  await page.keyboard.press('Escape');

  proxy.freeze('toServer');
  await typeInStage(page, ', not yet');
  expect(await leavingAsks(page)).toBe(true);
  proxy.drop();
  expect(unprovoked(complaints, NETWORK_AWAY)).toEqual([]);
  await context.close();
});

test('[DV14] “Not saved” while the browser’s storage does not answer: opened anew, the page has what waited there, and sends it', async () => {
  const { page: first, project, context, account } = await atThePlan();
  proxy.cut();
  await typeInStage(first, 'Not sent yet');
  await pillSays(first, /^Offline – saved on this device \(\d+ changes?\)$/);
  await first.close();
  proxy.mend();

  // As if a tab of an older version held it up.
  await context.addInitScript((words: string) => {
    if (sessionStorage.getItem('answers') !== null) return;
    sessionStorage.setItem('answers', 'the next time');
    const open = IDBFactory.prototype.open;
    IDBFactory.prototype.open = function (name, version) {
      if (name !== words) return open.call(this, name, version);
      const request: Partial<IDBOpenDBRequest> = {};
      setTimeout(() => request.onblocked!.call(request as never, new Event('blocked') as never));
      return request as IDBOpenDBRequest;
    };
  }, `clapper-${account.id}`);
  const page = await context.newPage();
  await openPlan(page, project);
  await pillSays(page, 'Not saved');
  await page.locator('button[data-tone]').click();
  await page.getByText('The storage of this browser did not answer.').waitFor();
  expect(await serverText(project)).toBe('');
  await page.getByRole('button', { name: 'Reload' }).click();
  await pillSays(page, 'Saved on server');
  expect(await stageText(page)).toBe('Not sent yet');
  expect(await serverText(project)).toBe('Not sent yet');
  await context.close();
});

test('“Not saved” while the storage of the browser is full, and the truth again as soon as there is room', async () => {
  const { page, project, context, complaints } = await atThePlan();
  await setRoom(page, 'full');
  proxy.freeze('toServer');
  await typeInStage(page, 'No room');
  await pillSays(page, 'Not saved');
  await page.locator('button[data-tone]').click();
  await page.getByText('The storage of this browser is full.').waitFor();
  await page.keyboard.press('Escape');

  await setRoom(page, 'free');
  proxy.thaw();
  await typeInStage(page, ', and room');
  await pillSays(page, 'Saved on server');
  expect(await serverText(project)).toBe('No room, and room');
  expect(unprovoked(complaints, NETWORK_AWAY)).toEqual([]);
  await context.close();
});

/** A browser without room aborts the transaction of a write, with this error. */
async function setRoom(page: Page, room: 'full' | 'free'): Promise<void> {
  await page.evaluate((full) => {
    const prototype = IDBObjectStore.prototype as IDBObjectStore & { untouched?: IDBObjectStore['put'] };
    const put = (prototype.untouched ??= prototype.put);
    prototype.put = full
      ? function (this: IDBObjectStore) {
          this.transaction.abort();
          throw new DOMException('The test leaves no room.', 'QuotaExceededError');
        }
      : put;
  }, room === 'full');
}

test('a viewer is told “Up to date”, and of the copy with its time when offline', async () => {
  const { server, browser, owner, project } = studio;
  const reader = await newMember(server.url, owner, project, 'viewer', 'Yuna');
  const elsewhere = await newProject(owner);
  const invite_code = await inviteCode(owner, elsewhere, 'viewer');
  await reader.call('POST', '/projects/join', { invite_code });
  const { page, context, complaints } = await signInAs(browser, proxy.url, reader);
  await page.goto(`/p/${project}/plan`);
  await stageEditor(page).waitFor();
  await pillSays(page, 'Up to date');
  proxy.cut();
  await pillSays(page, /^Offline – copy of \d{1,2}:\d{2}/);
  // Nor is anything called saved here in a project that never was on this device.
  await goWithin(page, `/p/${elsewhere}/plan`);
  await page.locator('main h1, main h2').first().waitFor();
  expect(await pillWords(page)).toMatch(/^Offline( – copy of \d{1,2}:\d{2})?$/);
  await goWithin(page, `/p/${project}/plan`);
  await stageEditor(page).waitFor();
  proxy.mend();
  await pillSays(page, 'Up to date');
  expect(unprovoked(complaints, NETWORK_AWAY)).toEqual([]);
  await context.close();
});

const CANNOT_SAVE = /^Your server cannot save – kept on this device \(\d+\)$/;

test('a full disk of the server is told after five seconds, the words stay, and are saved once there is room', async () => {
  const disk = await startServerOnSmallDisk();
  try {
    await staysThrough(studio.browser, disk.server.url, 'The disk of the server is full.', {
      break: () => disk.fill(),
      mend: () => disk.free(),
    });
  } finally {
    await disk.stop();
  }
});

test('a database that went away is told the same way, the words stay, and are saved once it is back', async () => {
  const postgres = await startPostgres();
  const server = await startServer({ env: { DATABASE_URL: postgres.url } });
  try {
    await staysThrough(
      studio.browser,
      server.url,
      'The server cannot be reached or cannot store at the moment.',
      {
        async break() {
          await postgres.kill();
          await until(async () => (await fetch(`${server.url}/api/health`)).status === 503, {
            what: 'health to say 503',
            timeout: 20_000,
          });
        },
        mend: () => postgres.start(),
      },
    );
  } finally {
    await server.stop();
    await postgres.stop();
  }
}, 120_000);

interface Trouble {
  break(): void | Promise<void>;
  mend(): void | Promise<void>;
}

async function staysThrough(
  browser: Browser,
  server: string,
  reason: string,
  trouble: Trouble,
): Promise<void> {
  const account: Account = await signUp(server, 'Mina');
  const project = await newProject(account, { language: 'en' });
  const { page, context, complaints } = await signInAs(browser, server, account);
  await openPlan(page, project);
  await typeInStage(page, 'Before.');
  await pillSays(page, 'Saved on server');
  await trouble.break();
  await typeInStage(page, ' Meanwhile.');
  const typed = performance.now();
  await pillSays(page, CANNOT_SAVE);
  expect(performance.now() - typed).toBeGreaterThan(3_000);
  await page.locator('button[data-tone]').click();
  await page.getByText(reason).first().waitFor();
  await page.keyboard.press('Escape');
  // The app goes on locally.
  await typeInStage(page, ' Goes on.');
  expect(await stageText(page)).toBe('Before. Meanwhile. Goes on.');
  await trouble.mend();
  await pillSays(page, 'Saved on server', 40_000);
  expect((await onTheServer(server, account, project)).text).toBe('Before. Meanwhile. Goes on.');
  expect(unprovoked(complaints, NETWORK_AWAY, /status of 503/)).toEqual([]);
  await context.close();
}
