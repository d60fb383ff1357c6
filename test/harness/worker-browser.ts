import type { Browser } from 'playwright-core';
import { launchChromium } from './browser.ts';

/** A name that is no `localhost`: a page of it is as insecure as one on a network, though the server is here. */
export const LAN_HOST = 'studio.lan';

let ours: Promise<Browser> | undefined;

/**
 * The browser of this worker, for the files that ask nothing particular of theirs: a worker runs one after the other,
 * and each of them starting a browser cost more than some of their tests.
 */
export async function borrowBrowser(): Promise<Browser> {
  const there = await ours?.catch(() => undefined);
  if (!there?.isConnected())
    ours = launchChromium({ args: [`--host-resolver-rules=MAP ${LAN_HOST} 127.0.0.1`] });
  return ours!;
}

/** Whoever was at it has gone; it ends with the worker. */
export async function giveBack(browser: Browser): Promise<void> {
  await Promise.all(browser.contexts().map((context) => context.close()));
}
