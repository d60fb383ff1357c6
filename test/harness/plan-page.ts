import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** What is used of Vite's server. */
interface ViteServer {
  listen(): Promise<unknown>;
  close(): Promise<void>;
  resolvedUrls: { local: string[] } | null;
}

/** A page around documents in memory (client/src/features/<page>/testing), on a port of its own. */
export interface PlanPageServer {
  url: string;
  stop(): Promise<void>;
}

export async function servePlanPage(page: 'plan' | 'board' = 'plan'): Promise<PlanPageServer> {
  const client = fileURLToPath(new URL('../../client/', import.meta.url));
  // Vite belongs to the client, so it is found from there.
  const from = createRequire(new URL('../../client/package.json', import.meta.url));
  const { createServer } = (await import(pathToFileURL(from.resolve('vite')).href)) as {
    createServer(options: object): Promise<ViteServer>;
  };
  const server = await createServer({
    configFile: fileURLToPath(new URL('../../client/vite.harness.ts', import.meta.url)),
    root: `${client}src/features/${page}/testing`,
    cacheDir: `${client}../node_modules/.vite-harness-${page}`,
    logLevel: 'error',
    server: { port: 0, host: '127.0.0.1' },
  });
  await server.listen();
  const url = server.resolvedUrls?.local[0];
  if (url === undefined) throw new Error(`the ${page} page has no address`);
  return { url, stop: () => server.close() };
}
