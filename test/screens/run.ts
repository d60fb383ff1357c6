/**
 * `npm run screens [-- NAME…] [--url URL] [--out FOLDER]`: every page in every state, in both themes and languages, at
 * three widths, as pictures in `screens/`. NAME picks the screens whose name contains it; --url uses a
 * server that runs already (with open registration) instead of starting one.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchChromium } from '../harness/browser.ts';
import { startServer } from '../harness/server.ts';
import { damageDocuments } from './damage.ts';
import { actorOf, SCREENS, WORDS, type Screen } from './screens.ts';
import { buildStageSet, signInOn, type Actor, type StageSet } from './stage-set.ts';

const THEMES = ['light', 'dark'] as const;
const LANGUAGES = ['ko', 'en'] as const;
const SIZES = { 1440: 900, 1024: 768, 390: 844 } as const;
/** Menus and panels have arrived, letters are loaded. */
const SETTLE_MS = 350;

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    url: { type: 'string' },
    out: { type: 'string', default: fileURLToPath(new URL('../../screens', import.meta.url)) },
    theme: { type: 'string', multiple: true, default: [...THEMES] },
    language: { type: 'string', multiple: true, default: [...LANGUAGES] },
    width: { type: 'string', multiple: true, default: Object.keys(SIZES) },
  },
});

const wanted = SCREENS.filter(
  ({ name }) => positionals.length === 0 || positionals.some((part) => name.includes(part)),
);
mkdirSync(options.out, { recursive: true });

const server = options.url === undefined ? await startServer({ env: { REGISTRATION: 'open' } }) : null;
const base = options.url ?? server?.url ?? '';
const browser = await launchChromium();
let pictures = 0;
try {
  for (const language of LANGUAGES.filter((name) => options.language.includes(name))) {
    const set = await buildStageSet(
      base,
      language,
      server && ((documents) => damageDocuments(server, documents)),
    );
    for (const theme of THEMES.filter((name) => options.theme.includes(name)))
      await takePictures(browser, set, theme, language);
  }
} finally {
  await browser.close();
  await server?.stop();
}
console.log(`${pictures} pictures in ${options.out}`);

async function takePictures(
  browser: Browser,
  set: StageSet,
  theme: (typeof THEMES)[number],
  language: (typeof LANGUAGES)[number],
): Promise<void> {
  // Each person signs in once; a picture starts from where they left off.
  const contexts = new Map<string, BrowserContext>();
  const contextOf = async (actor: Actor | null): Promise<BrowserContext> => {
    const key = actor?.id ?? '';
    const known = contexts.get(key);
    if (known !== undefined) return known;
    const context = await browser.newContext({
      baseURL: base,
      colorScheme: theme,
      locale: language === 'ko' ? 'ko-KR' : 'en-GB',
      timezoneId: 'Asia/Seoul',
      reducedMotion: 'reduce',
      serviceWorkers: 'block',
    });
    contexts.set(key, context);
    if (actor !== null) await signInOn(context, actor);
    return context;
  };
  for (const screen of wanted) {
    const context = await contextOf(actorOf(screen, set));
    for (const [width, height] of Object.entries(SIZES)) {
      if (!options.width.includes(width)) continue;
      await takePicture(context, screen, set, { width: Number(width), height, theme, language });
    }
  }
  for (const context of contexts.values()) await context.close();
}

interface Shot {
  width: number;
  height: number;
  theme: (typeof THEMES)[number];
  language: (typeof LANGUAGES)[number];
}

async function takePicture(
  context: BrowserContext,
  screen: Screen,
  set: StageSet,
  shot: Shot,
): Promise<void> {
  const page = await context.newPage();
  const { width, height, theme, language } = shot;
  const name = `${screen.name}.${theme}.${language}.${width}`;
  try {
    await page.setViewportSize({ width, height });
    await page.goto(screen.path(set));
    await arrived(page);
    await screen.act?.(page, WORDS[language], set);
    await page.waitForTimeout(SETTLE_MS);
    await page.screenshot({ path: join(options.out, `${name}.png`), fullPage: screen.name === 'sheet' });
    pictures += 1;
  } catch (error) {
    console.error(`${name}: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`);
    await page.screenshot({ path: join(options.out, `${name}.failed.png`) });
    process.exitCode = 1;
  } finally {
    await context.setOffline(false);
    await page.close();
  }
}

/** The page has its heading or its frame, its letters, and the device is connected. */
async function arrived(page: Page): Promise<void> {
  await page.locator('main').first().waitFor();
  await page.locator('h1, h2, [data-page-ready]').first().waitFor();
  await page.evaluate(() => document.fonts.ready);
  await page.waitForLoadState('networkidle');
}
