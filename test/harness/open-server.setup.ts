import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startServer } from './server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    openServer: string;
    /** A folder for pages that stand by themselves: who needs one first builds it there. */
    builtPages: string;
  }
}

/**
 * One server for all files of browser tests that ask no more of theirs than open registration: they have people and
 * projects of their own. One for each took a second of processor time to begin, and never came to be warm.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startServer({ env: { REGISTRATION: 'open' } });
  const builtPages = mkdtempSync(join(tmpdir(), 'clapper-pages-'));
  project.provide('openServer', server.url);
  project.provide('builtPages', builtPages);
  return async () => {
    await server.stop();
    rmSync(builtPages, { recursive: true });
  };
}
