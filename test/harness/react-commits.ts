import type { BrowserContext, Page } from 'playwright-core';
import { until } from './wait.ts';

/** What React tells its developer tools, of which it needs no more than this; also in the built app. */
interface Counting {
  __REACT_DEVTOOLS_GLOBAL_HOOK__: object;
  reactCommits: number;
}

/** From the next page on, what React draws in this browser is counted. */
export async function countReactCommits(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const page = window as unknown as Counting;
    page.reactCommits = 0;
    page.__REACT_DEVTOOLS_GLOBAL_HOOK__ = {
      supportsFiber: true,
      inject: () => 1,
      onCommitFiberRoot: () => (page.reactCommits += 1),
      onCommitFiberUnmount: () => undefined,
      onPostCommitFiberRoot: () => undefined,
    };
  });
}

export function reactCommits(page: Page): Promise<number> {
  return page.evaluate(() => (window as unknown as Counting).reactCommits);
}

/** Until a whole second has passed in which nothing was drawn: what comes late to a page has come. */
export async function reactAtRest(page: Page): Promise<void> {
  let [drawn, since] = [await reactCommits(page), performance.now()];
  await until(
    async () => {
      const now = await reactCommits(page);
      if (now !== drawn) [drawn, since] = [now, performance.now()];
      return performance.now() - since >= 1_000;
    },
    { what: 'a second without a commit of React', timeout: 20_000, interval: 50 },
  );
}
