import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.mp4': 'video/mp4',
  '.png': 'image/png',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webm': 'video/webm',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};
const COMPRESSIBLE = new Set(['.css', '.html', '.js', '.json', '.svg', '.txt', '.wasm', '.webmanifest']);
/** Below this a header costs more than it saves. */
const MIN_COMPRESSED = 1_024;

const ENCODINGS = ['br', 'gzip'] as const;
type Encoding = (typeof ENCODINGS)[number] | 'identity';

/** Only listed files are served, whatever a path says: nothing outside the folder has a name here. */
export interface StaticFiles {
  respond(
    path: string,
    headers: { acceptEncoding: string | undefined; ifNoneMatch: string | undefined },
  ): Promise<Response | null>;
}

interface StaticFile {
  type: string;
  etag: string;
  immutable: boolean;
  /** Read or made when first asked for, then kept: an app's files are a few megabytes. */
  body(encoding: Encoding): Promise<Uint8Array<ArrayBuffer>>;
  encodings: readonly Encoding[];
}

/** The built client. Built again while we run, it is read again: `index.html` is written last. */
export function staticFiles(dir: string): StaticFiles {
  let listed: { version: string; files: Promise<Map<string, StaticFile>> } | undefined;

  async function files(): Promise<Map<string, StaticFile>> {
    const { mtimeMs, ino } = await stat(join(dir, 'index.html'));
    const version = `${mtimeMs}-${ino}`;
    if (listed?.version !== version) listed = { version, files: list(dir) };
    return listed.files;
  }

  return {
    async respond(path, { acceptEncoding = '', ifNoneMatch }) {
      const file = await files().then(
        (found) => found.get(path),
        (error: NodeJS.ErrnoException) => {
          listed = undefined;
          if (error.code === 'ENOENT') return undefined; // not built, or just being built
          throw error;
        },
      );
      if (file === undefined) return null;
      const encoding = file.encodings.find((one) => accepts(acceptEncoding, one)) ?? 'identity';
      const headers = new Headers({
        'Content-Type': file.type,
        'Cache-Control': file.immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
        ETag: `"${file.etag}-${encoding}"`,
        Vary: 'Accept-Encoding',
      });
      if (ifNoneMatch === headers.get('ETag')) return new Response(null, { status: 304, headers });
      if (encoding !== 'identity') headers.set('Content-Encoding', encoding);
      return new Response(await file.body(encoding), { headers });
    },
  };
}

function accepts(header: string, encoding: Encoding): boolean {
  return header.split(',').some((part) => {
    const [name = '', ...parameters] = part.trim().split(/\s*;\s*/);
    return name.toLowerCase() === encoding && !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter));
  });
}

async function list(dir: string): Promise<Map<string, StaticFile>> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(dir, join(entry.parentPath, entry.name)).split(sep).join('/'));
  const all = new Set(paths);
  const served = paths.filter((path) => !/\.(br|gz)$/.test(path));
  const files = await Promise.all(
    served.map(async (path) => [`/${path}`, await describe(dir, path, all)] as const),
  );
  return new Map(files);
}

async function describe(dir: string, path: string, all: ReadonlySet<string>): Promise<StaticFile> {
  const extension = extname(path);
  const raw = Uint8Array.from(await readFile(join(dir, path)));
  const compressed = COMPRESSIBLE.has(extension) && raw.byteLength >= MIN_COMPRESSED;
  const made = new Map<Encoding, Promise<Uint8Array<ArrayBuffer>>>([['identity', Promise.resolve(raw)]]);
  return {
    type: TYPES[extension] ?? 'application/octet-stream',
    etag: createHash('sha256').update(raw).digest('base64url').slice(0, 22),
    immutable: path.startsWith('assets/'),
    encodings: compressed ? ENCODINGS : [],
    body(encoding) {
      let body = made.get(encoding);
      if (body === undefined) {
        const built = `${path}.${encoding === 'br' ? 'br' : 'gz'}`;
        body = all.has(built)
          ? readFile(join(dir, built)).then((file) => Uint8Array.from(file))
          : compress(raw, encoding);
        made.set(encoding, body);
        body.catch(() => made.delete(encoding));
      }
      return body;
    },
  };
}

/** For what the build did not compress; on Node's thread pool, once. */
async function compress(raw: Uint8Array, encoding: Encoding): Promise<Uint8Array<ArrayBuffer>> {
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 7 } };
  return Uint8Array.from(
    encoding === 'br' ? await promisify(brotliCompress)(raw, quality) : await promisify(gzip)(raw),
  );
}
