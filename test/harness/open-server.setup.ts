import type { TestProject } from 'vitest/node';
import { startServer } from './server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    openServer: string;
  }
}

/**
 * One server for all files of browser tests that ask no more of theirs than open registration: they have people and
 * projects of their own. One for each took a second of processor time to begin, and never came to be warm.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startServer({ env: { REGISTRATION: 'open' } });
  project.provide('openServer', server.url);
  return () => server.stop();
}
