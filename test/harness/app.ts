import type { Browser, Locator, Page } from 'playwright-core';
import { moveCaret, newVisitor, type Visitor, type VisitorOptions } from './browser.ts';
import type { Account } from './people.ts';
import { until } from './wait.ts';

/** Somebody at a browser of their own, signed in to the app. */
export interface User extends Visitor {
  readonly account: Account;
}

/** Enough for a cold page on a machine that does other things. */
const PATIENCE_MS = 20_000;

/** Somebody who signed in on an earlier visit; their page is at no page of the app yet. */
export async function signInAs(
  browser: Browser,
  server: string,
  account: Account,
  options: VisitorOptions = {},
): Promise<User> {
  const visitor = await newVisitor(browser, { baseURL: server, ...options });
  const { id, name, login, password } = account;
  const answer = await visitor.context.request.post('/api/v1/auth/login', { data: { login, password } });
  if (!answer.ok()) throw new Error(`${answer.status()} ${await answer.text()}`);
  // What the app remembers of who was here; once, so that who signs out is signed out.
  await visitor.context.addInitScript((me) => {
    if (!location.protocol.startsWith('http') || localStorage.getItem('test.was here') !== null) return;
    localStorage.setItem('test.was here', '');
    localStorage.setItem('clapper.me', me);
  }, JSON.stringify({ id, name }));
  return { ...visitor, account };
}

/**
 * The same person before another test, at a page of nothing on a device that remembers no more than who they are: what
 * the browser has read of the app's code it need not read again, which is most of what opening a page costs.
 */
export async function beginAnew({ page, context, complaints }: User): Promise<void> {
  const { origin } = new URL(page.url());
  await page.goto('about:blank');
  await context.setOffline(false);
  const cdp = await context.newCDPSession(page);
  await cdp.send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb,local_storage' });
  await cdp.detach();
  complaints.length = 0;
}

/** As a person does: by the form. */
export async function signIn(page: Page, account: Account): Promise<void> {
  await page.goto('/sign-in');
  await fillSignIn(page, account);
  await page.waitForURL((url) => url.pathname !== '/sign-in');
}

/** To another page of the app as a link leads there: what is loaded stays loaded. */
export function goWithin(page: Page, path: string): Promise<void> {
  return page.evaluate((to) => history.pushState(null, '', to), path);
}

/** The form, wherever the app has sent somebody to it. */
export async function fillSignIn(
  page: Page,
  { login, password }: Pick<Account, 'login' | 'password'>,
): Promise<void> {
  await page.locator('input[name="username"]').fill(login);
  await page.locator('input[name="password"]').fill(password);
  await page.locator('button[type="submit"]').click();
}

interface NewAccount {
  name: string;
  username: string;
  password?: string;
}

/** The form of somebody new, on the page that an invite link opens or on `/sign-up`. */
export async function fillSignUp(page: Page, { name, username, password }: NewAccount): Promise<void> {
  await page.locator('#sign-up-nickname').fill(name);
  await page.locator('#sign-up-username').fill(username);
  await page.locator('#sign-up-email').fill(`${username}@example.org`);
  await page.locator('#sign-up-password').fill(password ?? 'correct horse battery');
  await page.locator('button[type="submit"]').click();
}

// ── the pill ────────────────────────────────────────────────────────────────────────────────────────

/** What the sync pill says, as the accessibility tree has it. */
export async function pillWords(page: Page): Promise<string> {
  const tree = await page.locator('button[data-tone]').ariaSnapshot();
  return /button "(.*?)"/.exec(tree)?.[1] ?? '';
}

/** Waits for the pill to say so; what it said instead is told when it does not. */
export async function pillSays(page: Page, words: string | RegExp, timeout = PATIENCE_MS): Promise<void> {
  let said = '';
  await until(
    async () => {
      said = await pillWords(page);
      return typeof words === 'string' ? said === words : words.test(said);
    },
    { what: `the pill to say ${String(words)}`, timeout },
  ).catch((cause: unknown) => {
    throw new Error(`the pill says "${said}", not ${String(words)}`, { cause });
  });
}

// ── the plan ────────────────────────────────────────────────────────────────────────────────────────

export async function openPlan(page: Page, project: string): Promise<void> {
  await page.goto(`/p/${project}/plan`);
  await stageEditor(page).waitFor({ timeout: PATIENCE_MS });
}

/** The open stage's editor. */
export function stageEditor(page: Page): Locator {
  return page.locator('.plan-prose').first();
}

/** The words of the open stage as they stand on the screen, without other people's names. */
export async function stageText(page: Page): Promise<string> {
  return stageEditor(page).evaluate((editor) => {
    const copy = editor.cloneNode(true) as Element;
    for (const caret of copy.querySelectorAll('.plan-caret')) caret.remove();
    return [...copy.children].map((block) => block.textContent ?? '').join('\n');
  });
}

/** Puts the caret at the end of the stage and types there. */
export async function typeInStage(page: Page, words: string): Promise<void> {
  await stageEditor(page).click();
  await moveCaret(page, 'Control+End');
  await page.keyboard.type(words);
}

export async function stageReads(
  page: Page,
  check: (text: string) => boolean,
  what: string,
  timeout = PATIENCE_MS,
): Promise<string> {
  let text = '';
  await until(
    async () => {
      text = await stageText(page);
      return check(text);
    },
    { what, timeout },
  ).catch((cause: unknown) => {
    throw new Error(`waited for ${what}, the stage reads ${JSON.stringify(text)}`, { cause });
  });
  return text;
}

// ── the board ───────────────────────────────────────────────────────────────────────────────────────

export async function openBoard(page: Page, project: string): Promise<void> {
  await page.goto(`/p/${project}/board`);
  await page.locator('[data-shot]').first().waitFor({ timeout: PATIENCE_MS });
}

/** The shots by stage, as they hang: `[[id, …], …]`. */
export function boardOrder(page: Page): Promise<string[][]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('section[data-stage]')].map((stage) =>
      [...stage.querySelectorAll('[data-shot]')].map((card) => card.getAttribute('data-shot') ?? ''),
    ),
  );
}

export function shotCard(page: Page, id: string): Locator {
  return page.locator(`[data-shot="${id}"]`);
}

/** Selects the shot and types its title as one does: Enter, the words, Enter. */
export async function titleShot(page: Page, id: string, title: string): Promise<void> {
  await shotCard(page, id).click();
  await page.keyboard.press('Enter');
  await shotCard(page, id).getByRole('textbox').first().waitFor();
  await page.keyboard.press('Control+a');
  await page.keyboard.type(title);
  await page.keyboard.press('Enter');
}

/** By the keyboard: Alt and an arrow. */
export async function moveShot(page: Page, id: string, key: `Alt+Arrow${string}`): Promise<void> {
  await shotCard(page, id).click();
  await page.keyboard.press(key);
}

// ── offline ─────────────────────────────────────────────────────────────────────────────────────────

/** From now on the app opens without the network. */
export async function canOpenOffline(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null, null, {
    timeout: PATIENCE_MS,
  });
}

/** Everything that was typed is on the disk of this device: a reload may come. */
export async function keptOnDevice(page: Page): Promise<void> {
  await pillSays(page, /^Offline – saved on this device \(\d+ changes?\)$/);
  // The page asks before leaving as long as anything is in memory alone.
  await page.waitForFunction(
    () => window.dispatchEvent(new Event('beforeunload', { cancelable: true })),
    null,
    { timeout: PATIENCE_MS },
  );
}

/** What was refused and is kept for the person, in the browsers of these: in a story in which all goes well, nothing. */
export async function keptEdits(...users: readonly Visitor[]): Promise<unknown[]> {
  const kept = await Promise.all(users.map(({ page }) => page.evaluate(readKept)));
  return kept.flat();
}

async function readKept(): Promise<unknown[]> {
  const settled = <T>(asked: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
  const found: unknown[] = [];
  for (const { name = '' } of await indexedDB.databases()) {
    const database = await settled(indexedDB.open(name));
    if (database.objectStoreNames.contains('kept'))
      found.push(...(await settled(database.transaction('kept').objectStore('kept').getAll())));
    database.close();
  }
  return found;
}

// ── complaints ──────────────────────────────────────────────────────────────────────────────────────

/** What a browser writes to the console when the network or the server is away. */
export const NETWORK_AWAY = /net::ERR_|WebSocket connection to '.*' failed|WebSocket is already in CLOSING/;

/** The complaints that the test did not provoke itself. */
export function unprovoked(complaints: readonly string[], ...provoked: RegExp[]): string[] {
  return complaints.filter((complaint) => !provoked.some((pattern) => pattern.test(complaint)));
}
