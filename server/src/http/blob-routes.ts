import { Readable } from 'node:stream';
import { Hono } from 'hono';
import {
  ClapperError,
  FILE_VARIANTS,
  fileLinksBody,
  hashSchema,
  isImageType,
  isVideoType,
  type FileLinks,
  type FileVariant,
} from '@clapper/protocol';
import type { OpenFile } from '../files/files.ts';
import { LINK_TTL_MS } from '../files/links.ts';
import { rangeOf } from './byte-range.ts';
import type { AppContext, AppEnv, HttpOptions } from './context.ts';
import { bearer, signedInOrGuest } from './guards.ts';
import { readBody } from './request.ts';
import { iso } from './views.ts';

/** Files are read through a document: knowing a hash gives nothing. */
export function blobRoutes(options: HttpOptions): Hono<AppEnv> {
  const { authority, log, now } = options;
  const { files, links, sessionOf, uploads } = options.files;
  const app = new Hono<AppEnv>();

  app.post('/links', signedInOrGuest(options), async (c) => {
    const { user, session } = c.get('principal');
    const { document, hashes } = await readBody(c, fileLinksBody);
    const answer: FileLinks = { links: {}, arriving: {}, expires_at: iso(now() + LINK_TTL_MS) };
    await Promise.all(
      [...new Set(hashes)].map(async (hash) => {
        if (await mayRead(user, document, hash)) {
          answer.links[hash] = links.make(session, document, hash).url;
          return;
        }
        const percent = await uploads.arriving(document, hash);
        if (percent !== null && (await files.expects(user, document, hash))) answer.arriving[hash] = percent;
      }),
    );
    return c.json(answer);
  });

  app.get('/:hash/about', signedInOrGuest(options), async (c) => {
    const { document, hash } = target(c);
    return c.json(await files.about(c.get('principal').user, document, hash));
  });

  // HEAD comes by here too.
  app.get('/:hash', async (c) => {
    if (bearer(c) === null && c.req.query('ticket') === undefined) throw signIn();
    const { document, hash } = target(c);
    const user = await reader(c, document, hash);
    return answer(c, await files.open(user, document, hash, variantOf(c)));
  });

  return app;

  /** Who asks: by a token, or by a link that was made for their session. Both are looked up as they are now. */
  async function reader(c: AppContext, document: string, hash: string): Promise<string> {
    const token = bearer(c);
    if (token !== null) return (await authority.authenticate(token)).user;
    const session = links.session(c.req.query('ticket') ?? '', document, hash);
    if (session === null) throw signIn();
    return (await sessionOf(session)).user;
  }

  async function mayRead(user: string, document: string, hash: string): Promise<boolean> {
    try {
      await files.about(user, document, hash);
      return true;
    } catch (error) {
      if (error instanceof ClapperError && error.code === 'NOT_FOUND') return false;
      throw error;
    }
  }

  async function answer(c: AppContext, file: OpenFile): Promise<Response> {
    const etag = `"${file.tag}"`;
    // Theirs alone, and asked for again each time: rights may have changed.
    const headers = new Headers({
      ETag: etag,
      'Cache-Control': 'private, no-cache',
      'Accept-Ranges': 'bytes',
      // Security: whatever it holds, it runs nothing and reaches nothing here.
      'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      'Cross-Origin-Resource-Policy': 'same-site',
      'Content-Type': file.type,
      'Content-Disposition': disposition(file),
      'X-Robots-Tag': 'noindex',
    });
    if (c.req.header('if-none-match')?.includes(etag) === true) {
      return new Response(null, { status: 304, headers });
    }
    const range = rangeOf(c.req.header('range'), file.bytes, c.req.header('if-range'), etag);
    if (range === 'unsatisfiable') {
      headers.set('Content-Range', `bytes */${file.bytes}`);
      return new Response(null, { status: 416, headers });
    }
    const length = range === null ? file.bytes : range.to - range.from + 1;
    headers.set('Content-Length', String(length));
    if (range !== null) headers.set('Content-Range', `bytes ${range.from}-${range.to}/${file.bytes}`);
    const status = range === null ? 200 : 206;
    if (c.req.raw.method === 'HEAD') return new Response(null, { status, headers });
    const stream = await file.stream(range ?? undefined);
    stream.once('error', (error) => log.error({ error }, 'files.readFailed'));
    return new Response(Readable.toWeb(stream) as ReadableStream<Uint8Array>, { status, headers });
  }
}

function target(c: AppContext): { document: string; hash: string } {
  const hash = hashSchema.safeParse(c.req.param('hash'));
  if (!hash.success) throw new ClapperError('NOT_FOUND', 'There is no such file.');
  return { document: c.req.query('document') ?? '', hash: hash.data };
}

function signIn(): ClapperError {
  return new ClapperError('UNAUTHENTICATED', 'This needs an access token, or a link.');
}

function variantOf(c: AppContext): FileVariant {
  const said = c.req.query('as') ?? 'original';
  const variant = FILE_VARIANTS.find((known) => known === said);
  if (variant === undefined) throw new ClapperError('NOT_FOUND', 'Files have no such variant.');
  return variant;
}

/** Pictures and films are shown; both forms of the name, for programs old and new. */
function disposition({ name, type }: OpenFile): string {
  const kind = isImageType(type) || isVideoType(type) ? 'inline' : 'attachment';
  const plain = name.replaceAll(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(name).replaceAll(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);
  return `${kind}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
