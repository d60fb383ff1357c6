import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from 'playwright-core';
import { chromiumPath, shellPath } from '../machine.mjs';

/** What a test browser never does: ask for updates, sync, call home. */
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Playwright's own list, because Chromium takes the last list it is given and no other; the pages that every
 * new window keeps ready below its address line, which nobody here has: loading them costs more than ours; and the
 * process that is kept ready for another site, where nobody goes.
 */
const NOT_WANTED = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'TcpPortRandomizationWin',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
  'msForceBrowserSignIn',
  'msEdgeUpdateLaunchServicesPreferredVersion',
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxFullPopup',
  'SpareRendererForSitePerProcess',
];

/** How a test's Chromium is started. */
export const CHROMIUM_ARGS: readonly string[] = [...QUIET, `--disable-features=${NOT_WANTED.join(',')}`];

/**
 * Pages that live for seconds pay for a compiler that makes code fast and are gone before it is: a sixth of a test's
 * processor time. What is measured runs with it, in windows.
 */
const SHORT_LIVED = '--js-flags=--no-opt --no-maglev';

/**
 * What fades and slides is there at once: drawing it is another sixth. Who looks at movement asks for it
 * (`reducedMotion: 'no-preference'`).
 */
const CALM = '--force-prefers-reduced-motion';

interface LaunchOptions {
  /** Such as `--host-resolver-rules=MAP studio.lan 127.0.0.1`. */
  args?: string[];
  /** With all that stands around a page in a window: push, for one. Else the headless shell, where there is one. */
  windows?: boolean;
  /** Its pages do much for minutes: made fast, they take less processor time than that takes. */
  longLived?: boolean;
  /** A home folder of its own: where Chromium looks for authorities that a person trusts. */
  home?: string;
}

export async function launchChromium({
  args = [],
  home,
  longLived = false,
  windows = false,
}: LaunchOptions = {}): Promise<Browser> {
  const executablePath = windows ? chromiumPath() : (shellPath() ?? chromiumPath());
  if (executablePath === undefined) throw new Error('No Chromium here: install Debian’s package chromium.');
  return chromium.launch({
    executablePath,
    args: [
      ...CHROMIUM_ARGS,
      ...(windows ? [] : [CALM]),
      ...(windows || longLived ? [] : [SHORT_LIVED]),
      ...args,
    ],
    ...(home === undefined ? {} : { env: { ...process.env, HOME: home } }),
  });
}

/** One person at one device: own storage, own cookies, one page, and what the page complained about. */
export interface Visitor {
  context: BrowserContext;
  page: Page;
  /** Uncaught errors and console errors, in order; a test ends by expecting none. */
  complaints: string[];
}

export interface VisitorOptions extends BrowserContextOptions {
  /**
   * The device will open pages without the network. Others have no service worker, as in a private window: bringing the
   * whole app to a device that is new here takes longer than most tests.
   */
  opensOffline?: boolean;
}

export async function newVisitor(
  browser: Browser,
  { opensOffline = false, ...options }: VisitorOptions = {},
): Promise<Visitor> {
  const context = await browser.newContext({
    locale: 'en-GB',
    viewport: { width: 1440, height: 900 },
    // As the browser was started.
    reducedMotion: null,
    ...options,
  });
  if (!opensOffline)
    await context.addInitScript(() => {
      Reflect.deleteProperty(Navigator.prototype, 'serviceWorker');
    });
  const complaints: string[] = [];
  context.on('weberror', (error) => complaints.push(String(error.error().stack ?? error.error())));
  context.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  return { context, page: await context.newPage(), complaints };
}

/**
 * Moves the caret by a key and waits until the editor has read where it stands: Chromium tells it in a task
 * after the next frame, and only a machine presses the next key before that.
 */
export async function moveCaret(page: Page, key: string): Promise<void> {
  await page.keyboard.press(key);
  await caretRead(page);
}

/** Until the editor has read where the caret, or a selection made by a script, stands. */
export async function caretRead(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise((done) => {
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)));
      }),
  );
}
