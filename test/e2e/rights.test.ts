import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { newId } from '@clapper/protocol';
import {
  fillSignIn,
  NETWORK_AWAY,
  openPlan,
  pillSays,
  signInAs,
  stageEditor,
  stageReads,
  stageText,
  typeInStage,
  unprovoked,
} from '../harness/app.ts';
import { newMember, newProject, signUp } from '../harness/people.ts';
import { startProxy, type Proxy } from '../harness/proxy.ts';
import { until } from '../harness/wait.ts';
import { onTheServer, openStudio, type Studio } from './studio.ts';

/** The server closes within one second; the page needs a moment to say so. */
const TOLD_WITHIN_MS = 3_000;

let studio: Studio;
let proxy: Proxy;
beforeAll(async () => {
  studio = await openStudio();
  proxy = await startProxy(studio.server.url);
}, 60_000);
afterEach(() => proxy.drop());
afterAll(async () => {
  await proxy.close();
  await studio.close();
});

/** An editor at the plan of a project of their own, behind a network that a test can break. */
async function editorAtThePlan() {
  const { server, browser, owner } = studio;
  const project = await newProject(owner, { language: 'en' });
  const account = await newMember(server.url, owner, project, 'editor', 'Jun');
  const user = await signInAs(browser, proxy.url, account);
  await openPlan(user.page, project);
  await typeInStage(user.page, 'Stays.');
  await pillSays(user.page, 'Saved on server');
  return { ...user, project };
}

const readOnly = (page: Page) => stageEditor(page).getAttribute('contenteditable');

test('a person made a viewer while typing sees the document repaired, and reads and copies the refused words in the ledger', async () => {
  const { page, context, account, project, complaints } = await editorAtThePlan();
  // What is typed now is on its way when the role changes.
  proxy.freeze('toServer');
  await typeInStage(page, ' Not taken.');
  const path = `/projects/${project}/participants/${account.id}`;
  expect((await studio.owner.call('PATCH', path, { role: 'viewer' })).status).toBe(200);
  proxy.thaw();

  await stageReads(page, (text) => text === 'Stays.', 'the document to be repaired');
  await until(async () => (await readOnly(page)) === 'false', { what: 'the stage to be read-only' });
  await page.getByText('Read only.').waitFor();
  await page.locator('button[data-tone]').click();
  const ledger = page.getByRole('dialog');
  await ledger.getByRole('heading', { name: 'Kept edits' }).waitFor();
  expect(await ledger.getByRole('blockquote').innerText()).toContain('Not taken.');
  await ledger.getByText(/^Changes from before \d\d:\d\d can no longer be undone$/).waitFor();
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await ledger.getByRole('button', { name: 'Copy words' }).click();
  await page.getByText('Copied').waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('Not taken.');

  // What is to be sent on is one message that stands for itself; it is copied however it is sent.
  await ledger.getByRole('button', { name: 'Send to the owner' }).click();
  await ledger.getByText('To Mina.').waitFor();
  const letter = await ledger.getByRole('textbox', { name: 'Message to the owner' }).inputValue();
  expect(letter).toMatch(/^The server did not take what I wrote in .*Not taken\..*Jun\n/s);
  await ledger.getByRole('button', { name: 'Copy message' }).click();
  await page.getByText('Message copied').waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(letter);
  expect(await ledger.getByRole('link', { name: 'E-mail' }).getAttribute('href')).toContain(
    encodeURIComponent('Not taken.'),
  );

  // Nobody else ever saw them, and they are still there after a reload.
  expect((await onTheServer(studio.server.url, studio.owner, project)).text).toBe('Stays.');
  await page.reload();
  await page.locator('button[data-tone]').click();
  await page.getByRole('dialog').getByText('Not taken.').waitFor();
  await page.keyboard.press('Escape');

  // [DV10] Nor does signing out take them away, whatever is chosen: they are here when their author comes back.
  await page.getByRole('button', { name: /^Account/ }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('dialog').getByText('stay here whatever you choose').waitFor();
  await page.getByRole('button', { name: 'Send, then sign out' }).click();
  await page.waitForURL((url) => url.pathname === '/sign-in');
  await fillSignIn(page, account);
  await page.waitForURL((url) => url.pathname !== '/sign-in');
  await openPlan(page, project);
  await page.locator('button[data-tone]').click();
  await page.getByRole('dialog').getByText('Not taken.').waitFor();
  expect(unprovoked(complaints)).toEqual([]);
  await context.close();
});

test('[RH11] a syllable that is composed while the document is repaired is neither torn nor lost', async () => {
  const { page, context, account, project, complaints } = await editorAtThePlan();
  const input = await context.newCDPSession(page);
  proxy.freeze('toServer');
  await typeInStage(page, ' Not ');
  for (const text of ['ㅎ', '하'])
    await input.send('Input.imeSetComposition', { text, selectionStart: 1, selectionEnd: 1 });
  const path = `/projects/${project}/participants/${account.id}`;
  expect((await studio.owner.call('PATCH', path, { role: 'viewer' })).status).toBe(200);
  proxy.thaw();
  await until(async () => (await keptWords(page)).includes('Not'), { what: 'the refused words to be kept' });
  // What is composed stays under the hands as it is.
  expect(await stageText(page)).toBe('Stays. Not 하');
  await input.send('Input.imeSetComposition', { text: '한', selectionStart: 1, selectionEnd: 1 });
  await input.send('Input.insertText', { text: '한' });

  await stageReads(page, (text) => text === 'Stays.', 'the document to be repaired');
  await until(async () => (await readOnly(page)) === 'false', { what: 'the stage to be read-only' });
  await until(async () => (await keptWords(page)).includes('한'), { what: 'the syllable to be kept' });
  await page.locator('button[data-tone]').click();
  await page.getByRole('dialog').getByRole('blockquote').first().waitFor();
  const words = await page.getByRole('dialog').getByRole('blockquote').allInnerTexts();
  expect(words.map((text) => text.trim())).toEqual(['Stays. Not 한']);
  expect((await onTheServer(studio.server.url, studio.owner, project)).text).toBe('Stays.');
  expect(complaints).toEqual([]);
  await context.close();
});

/** The words of kept edits, from this device's disk. */
function keptWords(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error ?? new Error('the database did not answer'));
      });
    const [{ name = '' } = {}] = await indexedDB.databases();
    const database = await done(indexedDB.open(name));
    const rows: { text: string }[] = await done(database.transaction('kept').objectStore('kept').getAll());
    database.close();
    return rows.map(({ text }) => text).join();
  });
}

test('a person removed from the project gets nothing new of it at once, and keeps the words that were not sent', async () => {
  const { page, context, account, project, complaints } = await editorAtThePlan();
  proxy.freeze('toServer');
  await typeInStage(page, ' Unsent.');
  const { status } = await studio.owner.call('DELETE', `/projects/${project}/participants/${account.id}`);
  expect(status).toBe(204);
  proxy.thaw();
  await page.locator('button[data-tone]').click();
  const ledger = page.getByRole('dialog');
  await ledger.getByRole('heading', { name: 'Kept edits' }).waitFor();
  expect(await ledger.getByRole('blockquote').innerText()).toContain('Unsent.');
  await page.keyboard.press('Escape');
  const owner = await signInAs(studio.browser, studio.server.url, studio.owner);
  await openPlan(owner.page, project);
  await stageReads(owner.page, (text) => text === 'Stays.', 'what the server has');
  await typeInStage(owner.page, ' Confidential.');
  await pillSays(owner.page, 'Saved on server');
  expect(await page.getByText('Confidential.').count()).toBe(0);
  // After a reload neither.
  await page.reload();
  await page.locator('button[data-tone]').waitFor();
  await until(async () => (await page.locator('.plan-prose[contenteditable=true]').count()) === 0, {
    what: 'nothing to be editable',
  });
  expect(await page.getByText('Confidential.').count()).toBe(0);
  await page.goto('/');
  await page.getByText('No project yet.').waitFor();
  expect(unprovoked(complaints, /status of 404/)).toEqual([]);
  await Promise.all([context.close(), owner.context.close()]);
});

test('a stranger who opens the address of a project sees the page of one that does not exist', async () => {
  const { server, browser, project } = studio;
  const stranger = await signInAs(browser, server.url, await signUp(server.url, 'Sol'));
  const { page } = stranger;
  const pageAt = async (path: string) => {
    await page.goto(path);
    await page.getByText('There is nothing here').waitFor();
    return { title: await page.title(), tree: await page.locator('body').ariaSnapshot() };
  };
  const blank = (seen: object, id: string) => JSON.stringify(seen).replaceAll(id, 'ID');
  for (const part of ['plan', 'board', 'members', 'settings']) {
    const nobody = newId();
    // The frame around both comes when it comes: a difference that stays is one that tells.
    let [theirs, none, shown] = ['', '', ''];
    const alike = async () => {
      theirs = blank(await pageAt(`/p/${project}/${part}`), project);
      shown += theirs;
      none = blank(await pageAt(`/p/${nobody}/${part}`), nobody);
      return theirs === none;
    };
    await until(alike, { what: `${part} to look like nothing` }).catch(() => undefined);
    expect(theirs).toBe(none);
    expect(shown).not.toContain('Alley coffee');
  }
  expect(unprovoked(stranger.complaints, /status of 404/)).toEqual([]);
  await stranger.context.close();
});

test('a revoked session says so at once, keeps what is written meanwhile, and sends it after signing in again', async () => {
  const { page, context, account, project, complaints } = await editorAtThePlan();
  await revokeOthers(account);
  const revoked = performance.now();
  await page.getByText('You were signed out.').waitFor();
  expect(performance.now() - revoked).toBeLessThan(TOLD_WITHIN_MS);

  await typeInStage(page, ' Written signed out.');
  await pillSays(page, /^Offline – saved on this device \(\d+ changes?\)$/);
  expect((await onTheServer(studio.server.url, studio.owner, project)).text).toBe('Stays.');
  await page.getByRole('link', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Sign in again, Jun' }).waitFor();
  await fillSignIn(page, account);
  await page.waitForURL((url) => url.pathname === `/p/${project}/plan`);
  await pillSays(page, 'Saved on server');
  expect(await stageText(page)).toBe('Stays. Written signed out.');
  expect((await onTheServer(studio.server.url, studio.owner, project)).text).toBe(
    'Stays. Written signed out.',
  );
  expect(unprovoked(complaints, NETWORK_AWAY, /status of 401/)).toEqual([]);
  await context.close();
});

/** As on the Account page of another device. */
async function revokeOthers(account: {
  call<T>(method: string, path: string, body?: unknown): Promise<{ status: number; body: T }>;
}): Promise<void> {
  const { body } = await account.call<{ sessions: { id: string; current: boolean }[] }>(
    'GET',
    '/auth/sessions',
  );
  const others = body.sessions.filter(({ current }) => !current);
  expect(others).toHaveLength(1);
  for (const { id } of others) {
    const { status } = await account.call('DELETE', `/auth/sessions/${id}`);
    expect(status).toBe(204);
  }
}
