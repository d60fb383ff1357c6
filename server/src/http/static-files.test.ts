import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { staticFiles, type StaticFiles } from './static-files.ts';

const script = 'export const shots = 12;\n'.repeat(200);
let dir: string;
let files: StaticFiles;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'clapper-static-'));
  mkdirSync(join(dir, 'assets'));
  writeFileSync(join(dir, 'index.html'), '<!doctype html>');
  writeFileSync(join(dir, 'sw.js'), script);
  writeFileSync(join(dir, 'assets', 'app-1a2b.js'), script);
  writeFileSync(join(dir, 'assets', 'font-3c4d.woff2'), script);
  files = staticFiles(dir);
});
afterEach(() => rmSync(dir, { recursive: true }));

const ask = (path: string, acceptEncoding?: string, ifNoneMatch?: string) =>
  files.respond(path, { acceptEncoding, ifNoneMatch });

const bytes = async (response: Response | null) =>
  Buffer.from((await response?.arrayBuffer()) ?? new ArrayBuffer(0));

describe('static files', () => {
  it('keeps hashed assets for ever, asks again for everything else', async () => {
    const control = async (path: string) => (await ask(path))?.headers.get('Cache-Control');
    expect(await control('/assets/app-1a2b.js')).toBe('public, max-age=31536000, immutable');
    expect(await control('/index.html')).toBe('no-cache');
    expect(await control('/sw.js')).toBe('no-cache');
  });

  it('compresses as the browser can, and fonts not at all', async () => {
    const brotli = await ask('/sw.js', 'gzip, deflate, br');
    expect(brotli?.headers.get('Content-Encoding')).toBe('br');
    expect(brotliDecompressSync(await bytes(brotli)).toString()).toBe(script);
    const gzip = await ask('/sw.js', 'gzip, br;q=0');
    expect(gzip?.headers.get('Content-Encoding')).toBe('gzip');
    expect(gunzipSync(await bytes(gzip)).toString()).toBe(script);
    const plain = await ask('/sw.js');
    expect(plain?.headers.get('Content-Encoding')).toBe(null);
    expect((await bytes(plain)).toString()).toBe(script);
    expect((await ask('/assets/font-3c4d.woff2', 'br'))?.headers.get('Content-Encoding')).toBe(null);
  });

  it('sends what the build compressed, and does not serve it by its own name', async () => {
    writeFileSync(join(dir, 'sw.js.br'), brotliCompressSync('built'));
    expect(brotliDecompressSync(await bytes(await ask('/sw.js', 'br'))).toString()).toBe('built');
    expect(await ask('/sw.js.br')).toBe(null);
  });

  it('answers 304 to who has it already', async () => {
    const etag = (await ask('/index.html'))?.headers.get('ETag') ?? undefined;
    expect((await ask('/index.html', undefined, etag))?.status).toBe(304);
    expect((await ask('/index.html', undefined, '"another"'))?.status).toBe(200);
  });

  it.each(['/../package.json', '/assets/../../secret', '/assets', '/', '/%2e%2e/secret', '/nope.js'])(
    'has nothing at %s',
    async (path) => {
      writeFileSync(join(dir, '..', 'secret'), 'outside', { flag: 'a' });
      expect(await ask(path)).toBe(null);
      rmSync(join(dir, '..', 'secret'));
    },
  );

  it('reads a new build without a restart', async () => {
    expect((await ask('/index.html'))?.status).toBe(200);
    writeFileSync(join(dir, 'assets', 'app-5e6f.js'), 'new');
    writeFileSync(join(dir, 'index.html'), '<!doctype html><title>new</title>');
    utimesSync(join(dir, 'index.html'), new Date(), new Date(Date.now() + 5_000));
    expect((await bytes(await ask('/assets/app-5e6f.js'))).toString()).toBe('new');
    expect((await bytes(await ask('/index.html'))).toString()).toContain('new');
  });

  it('has nothing, and fails nowhere, when the client is not built', async () => {
    rmSync(join(dir, 'index.html'));
    expect(await ask('/index.html')).toBe(null);
  });
});
