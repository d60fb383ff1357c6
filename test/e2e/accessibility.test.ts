import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchChromium } from '../harness/browser.ts';
import { count } from '../harness/counts.ts';
import { startServer, type RunningServer } from '../harness/server.ts';
import { actorOf, SCREENS, WORDS, type Screen } from '../screens/screens.ts';
import { buildStageSet, signInOn, type StageSet } from '../screens/stage-set.ts';

/** In the short run the widest light and the narrowest dark; in the long run every pair. */
const LOOKS = (
  [
    { theme: 'light', width: 1440 },
    { theme: 'dark', width: 390 },
    { theme: 'dark', width: 1440 },
    { theme: 'light', width: 1024 },
    { theme: 'dark', width: 1024 },
    { theme: 'light', width: 390 },
  ] as const
).slice(0, count(2, 6));

/** WCAG 2.2 AA. An open menu stands at the end of the body, which is no landmark and need not be one. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const NOT_ASKED = ['region'];

let server: RunningServer;
let browser: Browser;
let set: StageSet;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer({ env: { REGISTRATION: 'open' } }), launchChromium()]);
  set = await buildStageSet(server.url, 'en');
}, 60_000);
afterAll(async () => {
  await browser.close();
  await server.stop();
});

describe.each(LOOKS)('$theme at $width', ({ theme, width }) => {
  const contexts = new Map<string, BrowserContext>();
  afterAll(async () => {
    for (const context of contexts.values()) await context.close();
  });

  async function contextOf(screen: Screen): Promise<BrowserContext> {
    const actor = actorOf(screen, set);
    const known = contexts.get(actor?.id ?? '');
    if (known !== undefined) return known;
    const context = await browser.newContext({
      baseURL: server.url,
      colorScheme: theme,
      locale: 'en-GB',
      reducedMotion: 'reduce',
      serviceWorkers: 'block',
      viewport: { width, height: 850 },
    });
    contexts.set(actor?.id ?? '', context);
    if (actor !== null) await signInOn(context, actor);
    return context;
  }

  test.each(SCREENS)('$name', async (screen) => {
    const context = await contextOf(screen);
    const page = await context.newPage();
    try {
      await page.goto(screen.path(set));
      await page.locator('main').first().waitFor();
      await page.waitForLoadState('networkidle');
      await screen.act?.(page, WORDS.en);
      await page.evaluate(() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished)));
      const { violations } = await new AxeBuilder({ page }).withTags(TAGS).disableRules(NOT_ASKED).analyze();
      expect(
        violations.flatMap(({ id, nodes }) =>
          nodes.map(({ html, failureSummary }) => ({ id, html, failureSummary })),
        ),
      ).toEqual([]);
      expect(await misfits(page)).toEqual([]);
    } finally {
      await context.setOffline(false);
      await page.close();
    }
  });
});

/** Sideways scrolling and targets under 24 px. */
function misfits(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const { scrollWidth } = document.documentElement;
    if (scrollWidth > window.innerWidth) found.push(`the page is ${scrollWidth} wide`);
    for (const target of document.querySelectorAll('button, a[href], [role="menuitem"], [role="option"]')) {
      const { width, height } = target.getBoundingClientRect();
      const { visibility, clipPath, opacity } = getComputedStyle(target);
      const seen =
        width > 0 && height > 0 && visibility === 'visible' && clipPath === 'none' && opacity !== '0';
      if (seen && (width < 24 || height < 24))
        found.push(`${Math.round(width)} × ${Math.round(height)}: ${target.outerHTML.slice(0, 120)}`);
    }
    return found;
  });
}
