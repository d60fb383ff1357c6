import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { newVisitor, type Visitor } from './browser.ts';
import type { Account } from './people.ts';

/** Somebody at a browser of their own, signed in to the app. */
export interface User extends Visitor {
  readonly account: Account;
}

/** Signs in as a person does: by the form. */
export async function signInAs(
  browser: Browser,
  server: string,
  account: Account,
  options: BrowserContextOptions = {},
): Promise<User> {
  const visitor = await newVisitor(browser, { baseURL: server, ...options });
  await signIn(visitor.page, account);
  return { ...visitor, account };
}

export async function signIn(page: Page, account: Account): Promise<void> {
  await page.goto('/sign-in');
  await page.locator('input[name="username"]').fill(account.login);
  await page.locator('input[name="password"]').fill(account.password);
  await page.locator('button[type="submit"]').click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
}

/** The words of the sync pill, as a screen reader has them. */
export async function pillWords(page: Page): Promise<string> {
  return (await page.getByTestId('sync-pill').getAttribute('aria-label')) ?? '';
}

/** The open stage's editor. */
export function stageEditor(page: Page) {
  return page.locator('.plan-prose').first();
}
