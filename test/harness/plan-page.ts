import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { inject } from 'vitest';
import { newVisitor, type Visitor } from './browser.ts';

/** What is used of Vite. */
interface Vite {
  build(options: object): Promise<unknown>;
  preview(options: object): Promise<{ resolvedUrls: { local: string[] } | null; close(): Promise<void> }>;
}

/** A page around documents in memory (client/src/features/<page>/testing), on a port of its own. */
export interface PlanPageServer {
  url: string;
  stop(): Promise<void>;
}

/**
 * Built once for all files of a run and then opened many times: as modules one by one, which is how Vite serves while
 * one develops, it takes the browser seconds to open, and every test opens it anew.
 */
export async function servePlanPage(page: 'plan' | 'board' = 'plan'): Promise<PlanPageServer> {
  const client = fileURLToPath(new URL('../../client/', import.meta.url));
  // Vite belongs to the client, so it is found from there.
  const from = createRequire(new URL('../../client/package.json', import.meta.url));
  const { build, preview } = (await import(pathToFileURL(from.resolve('vite')).href)) as Vite;
  const options = (outDir: string) => ({
    configFile: join(client, 'vite.harness.ts'),
    root: `${client}src/features/${page}/testing`,
    logLevel: 'error',
    build: { outDir, emptyOutDir: true },
    preview: { port: 0, host: '127.0.0.1' },
  });
  const built = join(inject('builtPages'), page);
  if (!existsSync(built)) {
    const making = mkdtempSync(`${built}-`);
    await build(options(making));
    try {
      renameSync(making, built);
    } catch {
      // Another file was faster.
      rmSync(making, { recursive: true });
    }
  }
  const server = await preview(options(built));
  const url = server.resolvedUrls?.local[0];
  if (url === undefined) throw new Error(`the ${page} page has no address`);
  return { url, stop: () => server.close() };
}

interface Opening {
  width?: number;
}

/**
 * One visitor for all tests of a file, each of which begins at a page that is opened anew and at a browser that
 * remembers nothing: what the renderer has read of the page's code it need not read again, which is most of what opening it costs.
 */
export async function comeBack(
  browser: Browser,
  known: Visitor | undefined,
  url: string,
  { width = 1440 }: Opening = {},
): Promise<Visitor> {
  const visitor = known ?? (await newVisitor(browser));
  const { page, complaints } = visitor;
  await page.goto('about:blank');
  // Nobody is on the page any more that could write there.
  const cdp = await visitor.context.newCDPSession(page);
  await cdp.send('Storage.clearDataForOrigin', { origin: new URL(url).origin, storageTypes: 'all' });
  await cdp.detach();
  complaints.length = 0;
  await page.setViewportSize({ width, height: 900 });
  await page.goto(url);
  return visitor;
}
