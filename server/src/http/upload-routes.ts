import { Hono } from 'hono';
import {
  ClapperError,
  FILE_TYPES,
  fileName,
  hashSchema,
  type FileType,
  type Uploaded,
} from '@clapper/protocol';
import type { Uploads } from '../files/uploads/uploads.ts';
import type { AppContext, AppEnv, HttpOptions } from './context.ts';
import { signedInOrGuest } from './guards.ts';
import { rawBody } from './raw-body.ts';
import { readForm } from './read-form.ts';
import { invalidField } from './request.ts';

/** Version of tus that is spoken, and what of it. */
const TUS = '1.0.0';
const EXTENSIONS = 'creation,termination';

/**
 * Uploads that can be resumed, as tus 1.0 has them: `POST` begins one, `PATCH` sends bytes from where it is, `HEAD` asks
 * where that is. Every request is signed in by itself. It is whole when an answer names the blob it became.
 */
export function uploadRoutes(options: HttpOptions): Hono<AppEnv> {
  const { uploads } = options.files;
  const app = new Hono<AppEnv>();

  app.use(async (c, next) => {
    await next();
    c.res.headers.set('Tus-Resumable', TUS);
  });

  app.options('*', (c) => {
    c.header('Tus-Version', TUS);
    c.header('Tus-Extension', EXTENSIONS);
    c.header('Tus-Max-Size', String(options.files.limits.videoBytes));
    return c.body(null, 204);
  });

  app.use(signedInOrGuest(options));
  app.use(async (c, next) => {
    const version = c.req.header('tus-resumable');
    if (version !== TUS) throw new ClapperError('INVALID', `Uploads speak tus ${TUS}: say Tus-Resumable.`);
    await next();
  });

  app.post('/', async (c) => {
    const { user } = c.get('principal');
    const metadata = metadataOf(c);
    const sha256 = hashSchema.safeParse(metadata.get('sha256'));
    if (!sha256.success) throw invalidField('sha256');
    const id = await uploads.begin({
      user,
      document: metadata.get('document') ?? '',
      name: fileName(metadata.get('name') ?? metadata.get('filename') ?? ''),
      type: typeOf(metadata.get('type') ?? metadata.get('filetype')),
      sha256: sha256.data,
      length: numberOf(c, 'upload-length'),
    });
    c.header('Location', `/api/v1/uploads/${id}`);
    c.header('Upload-Offset', '0');
    return c.body(null, 201);
  });

  // Hono answers HEAD by way of GET, without its body.
  app.get('/:id', async (c) => {
    if (c.req.raw.method !== 'HEAD') return c.notFound();
    tell(c, await uploads.progress(c.req.param('id'), c.get('principal').user));
    return c.body(null, 200);
  });

  app.patch('/:id', async (c) => {
    if (c.req.header('content-type') !== 'application/offset+octet-stream') {
      throw new ClapperError('INVALID', 'The body must be application/offset+octet-stream.');
    }
    const offset = numberOf(c, 'upload-offset');
    tell(c, await uploads.append(c.req.param('id'), c.get('principal').user, offset, rawBody(c)));
    return c.body(null, 204);
  });

  app.delete('/:id', async (c) => {
    await uploads.giveUp(c.req.param('id'), c.get('principal').user);
    return c.body(null, 204);
  });

  return app;
}

/** Small files in one piece, as a form sends them: field `file`, or `screenshot`. */
export function uploadAtOnceRoutes(options: HttpOptions): Hono<AppEnv> {
  const { atOnce } = options.files;
  const app = new Hono<AppEnv>().use(signedInOrGuest(options));

  app.post('/', async (c) => {
    const { user, session } = c.get('principal');
    const document = c.req.query('document') ?? '';
    const form = await readForm(c, options);
    const file = form.get('file') ?? form.get('screenshot');
    if (!(file instanceof File)) throw invalidField('file');
    const { hash, type, bytes, width, height } = await atOnce({ user, document, file });
    const { url } = options.files.links.make(session, document, hash);
    const uploaded: Uploaded = {
      hash,
      url,
      type,
      bytes,
      ...(width === undefined ? {} : { width }),
      ...(height === undefined ? {} : { height }),
    };
    return c.json(uploaded, 201);
  });

  return app;
}

function tell(c: AppContext, { offset, length, blob }: Awaited<ReturnType<Uploads['progress']>>): void {
  c.header('Upload-Offset', String(offset));
  c.header('Upload-Length', String(length));
  c.header('Cache-Control', 'no-store');
  if (blob !== null) c.header('Clapper-Blob', blob);
}

/** `key base64,key base64`. */
function metadataOf(c: AppContext): Map<string, string> {
  const pairs = (c.req.header('upload-metadata') ?? '').split(',').map((pair) => pair.trim().split(' '));
  return new Map(pairs.map(([key = '', value = '']) => [key, Buffer.from(value, 'base64').toString('utf8')]));
}

function typeOf(said: string | undefined): FileType {
  const type = FILE_TYPES.find((known) => known === said);
  if (type === undefined) throw new ClapperError('UNSUPPORTED_FILE', 'Files of this type are not taken.');
  return type;
}

function numberOf(c: AppContext, header: string): number {
  const text = c.req.header(header) ?? '';
  if (!/^\d{1,15}$/.test(text)) throw invalidField(header);
  return Number(text);
}
