import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { count } from '../harness/counts.ts';
import { violationsOf } from '../harness/axe.ts';
import { goWithin } from '../harness/app.ts';
import { launchChromium } from '../harness/browser.ts';
import { startServer, type RunningServer } from '../harness/server.ts';
import { until } from '../harness/wait.ts';
import { damageDocuments } from '../screens/damage.ts';
import { actorOf, SCREENS, WORDS, type Screen } from '../screens/screens.ts';
import { buildStageSet, signInOn, type StageSet } from '../screens/stage-set.ts';

interface Look {
  theme: 'light' | 'dark';
  width: Width;
}

type Width = (typeof WIDTHS)[number];

interface Round {
  looks: readonly [Look, ...Look[]];
  /** What fits does not depend on the theme, so one round measures for all. */
  fits: readonly Width[];
  /** By their addresses, each from its first moment, or through the app once a tab has opened it. */
  arrive: 'by address' | 'in the app';
}

const WIDTHS = [1440, 1024, 390] as const;
const HEIGHT = 850;

/** In the short run the widest in light and the narrowest in dark, in the long run all. */
const ROUNDS: readonly Round[] =
  count(0, 1) === 0
    ? [
        {
          looks: [
            { theme: 'light', width: 1440 },
            { theme: 'dark', width: 390 },
          ],
          fits: WIDTHS,
          arrive: 'in the app',
        },
      ]
    : WIDTHS.flatMap((width) => [
        { looks: [{ theme: 'light', width }], fits: WIDTHS, arrive: 'by address' },
        { looks: [{ theme: 'dark', width }], fits: [width], arrive: 'by address' },
      ]);

/** A page of the app that shares nothing with any other: behind it nothing of a screen is left. */
const BETWEEN = { path: '/nothing-is-here', title: 'There is nothing here' };

/** An open menu stands at the end of the body, which is no landmark and need not be one. */
const NOT_ASKED = ['region'];

/**
 * Each screen is opened and shown in every look of a round, one after the other on the open page: axe finds
 * nothing, and everything fits at these widths. A round opens everything anew, and each person goes from screen to
 * screen in one tab: what a tab has read of the app's code it does not read again.
 */
let server: RunningServer;
let browser: Browser;
let set: StageSet;

beforeAll(async () => {
  [server, browser] = await Promise.all([
    startServer({ env: { REGISTRATION: 'open' } }),
    launchChromium({ longLived: true }),
  ]);
  set = await buildStageSet(server.url, 'en', (documents) => damageDocuments(server, documents));
}, 120_000);
afterAll(async () => {
  await browser.close();
  await server.stop();
});

test('every address of the router has a screen here', () => {
  const router = readFileSync(new URL('../../client/src/app/router.tsx', import.meta.url), 'utf8');
  const paths = [...router.matchAll(/path: '([^']+)'/g)].map(([, path = '']) => path);
  expect(paths).toContain('/sign-in');
  const shown = SCREENS.map((screen) => screen.path(set));
  const missing = paths.filter((path) => {
    // A part stands below its parent; the parent itself only leads to its first part.
    const pattern = new RegExp(`${path.replaceAll(/\$\w+/g, '[^/]+')}([/?]|$)`);
    return !shown.some((address) => pattern.test(address));
  });
  expect(missing).toEqual([]);
});

describe.each(ROUNDS)('$looks.0.theme at $looks.0.width', ({ looks, fits, arrive }) => {
  const [first, ...others] = looks;
  const tabs = new Map<string, Page>();
  const stillOpen = new WeakSet<Page>();
  afterAll(async () => {
    for (const tab of tabs.values()) await tab.context().close();
  });

  async function tabOf(screen: Screen): Promise<Page> {
    const actor = actorOf(screen, set);
    const known = tabs.get(actor?.id ?? '');
    if (known !== undefined) return known;
    const context = await browser.newContext({
      baseURL: server.url,
      locale: 'en-GB',
      reducedMotion: 'reduce',
      serviceWorkers: 'block',
    });
    if (actor !== null) await signInOn(context, actor);
    const tab = await context.newPage();
    tabs.set(actor?.id ?? '', tab);
    return tab;
  }

  async function show(page: Page, { theme, width }: Look): Promise<void> {
    await page.setViewportSize({ width, height: HEIGHT });
    await page.emulateMedia({ colorScheme: theme });
  }

  async function open(page: Page, screen: Screen): Promise<void> {
    const within = arrive === 'in the app' && !stillOpen.has(page) && (await isInTheApp(page, screen));
    if (within) await goTo(page, screen.path(set));
    else await page.goto(screen.path(set));
    await page.locator('main').first().waitFor();
    // The frame is there before the code of its page.
    await page.locator('h1').first().waitFor({ state: 'attached' });
    stillOpen.delete(page);
    if (screen.staysOpen) stillOpen.add(page);
    await screen.act?.(page, WORDS.en, set);
    await atRest(page);
  }

  async function hasNoViolations(page: Page, look: Look): Promise<void> {
    const found = await violationsOf(page, { notAsked: NOT_ASKED });
    expect({ ...look, found }).toEqual({ ...look, found: [] });
  }

  /** What floats follows the window a moment later. */
  async function everythingFits(page: Page, width: Width): Promise<void> {
    await page.setViewportSize({ width, height: HEIGHT });
    await twoFrames(page);
    let found: string[] = [];
    const all = async () => (found = await misfits(page)).length === 0;
    await until(all, { what: `everything to fit ${width}`, timeout: 3_000 }).catch(() => undefined);
    expect({ width, misfits: found }).toEqual({ width, misfits: [] });
  }

  test.each(SCREENS)('$name', async (screen) => {
    const tab = await tabOf(screen);
    const page = screen.together === true ? await tab.context().newPage() : tab;
    try {
      await show(page, first);
      await open(page, screen);
      await hasNoViolations(page, first);
      const later = new Set(others.map(({ width }) => width));
      for (const width of fits) if (!later.has(width)) await everythingFits(page, width);
      for (const look of others) {
        await show(page, look);
        if (screen.beginsOtherwiseOnPhone && look.width === 390) await open(page, screen);
        await atRest(page);
        await hasNoViolations(page, look);
        if (fits.includes(look.width)) await everythingFits(page, look.width);
      }
    } finally {
      await page.context().setOffline(false);
      if (page !== tab) await page.close();
    }
  });
});

/** Who is not signed in, and who is refused, meets pages like the one between: these are opened by their addresses. */
async function isInTheApp(page: Page, { actor, name }: Screen): Promise<boolean> {
  return actor !== null && !name.endsWith('not-found') && (await page.locator('main').count()) > 0;
}

async function goTo(page: Page, path: string): Promise<void> {
  await goWithin(page, BETWEEN.path);
  const between = page.locator('h1', { hasText: BETWEEN.title });
  await between.waitFor();
  await goWithin(page, path);
  await between.waitFor({ state: 'detached' });
}

/** Nothing is on its way to where it belongs: what moves has arrived, and two frames begin nothing more. */
async function atRest(page: Page): Promise<void> {
  await twoFrames(page);
  while (await page.evaluate(stillMoving)) await twoFrames(page);
}

async function stillMoving(): Promise<boolean> {
  const moving = document.getAnimations().filter(({ playState }) => playState === 'running');
  await Promise.allSettled(moving.map(({ finished }) => finished));
  return moving.length > 0;
}

/** In the first it hears of its new size, in the second it has drawn what follows from that. */
function twoFrames(page: Page): Promise<void> {
  return page.evaluate(async () => {
    for (let frame = 0; frame < 2; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
  });
}

/** Sideways scrolling, words that are cut off, and targets under 24 px. */
function misfits(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = words.nextNode(); node !== null; node = words.nextNode()) {
      const element = node.parentElement;
      if (element === null || (node.textContent ?? '').trim() === '') continue;
      const style = getComputedStyle(element);
      // What ends in an ellipsis is meant to, and what is for screen readers alone is one pixel wide.
      if (style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none') continue;
      if (style.overflowX === 'visible' || style.overflowX === 'auto' || style.overflowX === 'scroll')
        continue;
      if (element.clientWidth <= 1 || style.visibility !== 'visible') continue;
      if (element.scrollWidth > element.clientWidth + 1)
        found.push(`cut off: ${element.outerHTML.slice(0, 160)}`);
    }
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
