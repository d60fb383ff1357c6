import type { Page } from 'playwright-core';
import { signInOn, type StageSet } from './stage-set.ts';

/** The editor looks at a page in a browser of their own, for as long as this page is open. */
export async function joinedByEditor(page: Page, set: StageSet, path: string): Promise<void> {
  const browser = page.context().browser();
  if (browser === null) throw new Error('the page has no browser');
  const context = await browser.newContext({ baseURL: new URL(page.url()).origin, serviceWorkers: 'block' });
  page.once('close', () => void context.close());
  await signInOn(context, set.editor);
  await (await context.newPage()).goto(path);
}
