import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { stripTypeScriptTypes } from 'node:module';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's files to a browser: TypeScript without its types, videos with ranges. Nothing is bundled. */
export interface ModuleServer {
  url: string;
  close(): Promise<void>;
}

const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));
const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.mp4': 'video/mp4',
  '.ts': 'text/javascript',
  '.webm': 'video/webm',
};

/** `page` is what `/` answers; below `/files/` stands the folder. */
export async function serveModules({
  page,
  folder,
}: {
  page: string;
  folder: string;
}): Promise<ModuleServer> {
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.writeHead(404).end());
  });
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://here').pathname));
    if (path === '/') {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
      return;
    }
    const file = path.startsWith('/files/') ? join(folder, path.slice(7)) : join(REPOSITORY, path);
    const type = TYPES[extname(file)] ?? 'application/octet-stream';
    if (extname(file) === '.ts') {
      const source = stripTypeScriptTypes(await readFile(file, 'utf8'));
      response.writeHead(200, { 'content-type': type }).end(source);
      return;
    }
    const { size } = await stat(file);
    const asked = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '');
    const start = Number(asked?.[1] ?? 0);
    const end = Math.min(size - 1, asked?.[2] ? Number(asked[2]) : size - 1);
    response.writeHead(asked === null ? 200 : 206, {
      'accept-ranges': 'bytes',
      'content-length': end - start + 1,
      'content-type': type,
      ...(asked === null ? {} : { 'content-range': `bytes ${start}-${end}/${size}` }),
    });
    const stream = createReadStream(file, { start, end });
    // A browser that seeks gives up what it was reading.
    response.on('close', () => stream.destroy());
    stream.pipe(response);
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
