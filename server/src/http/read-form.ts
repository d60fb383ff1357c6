import { ClapperError, FILE_LIMITS } from '@clapper/protocol';
import type { AppContext, HttpOptions } from './context.ts';

/** What stands in a form beside its file. */
const FIELDS_BYTES = 64 * 1024;

/** Never holds more than is allowed, whatever was announced. @throws ClapperError INVALID | TOO_LARGE */
export async function readForm(c: AppContext, { limits }: Pick<HttpOptions, 'limits'>): Promise<FormData> {
  // Before its body is read.
  limits.sendsFile(c.get('principal').user);
  const most = FILE_LIMITS.atOnce + FIELDS_BYTES;
  const tooLarge = (): ClapperError =>
    new ClapperError(
      'TOO_LARGE',
      `A form may bring ${FILE_LIMITS.atOnce} bytes; larger files are uploaded in pieces.`,
    );
  if (Number(c.req.header('content-length') ?? 0) > most) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of c.req.raw.body ?? []) {
    size += chunk.byteLength;
    if (size > most) throw tooLarge();
    chunks.push(chunk);
  }
  try {
    const headers = { 'content-type': c.req.header('content-type') ?? '' };
    return await new Response(new Blob(chunks as Uint8Array<ArrayBuffer>[]), { headers }).formData();
  } catch (cause) {
    throw new ClapperError('INVALID', 'The body must be a form (multipart/form-data).', { cause });
  }
}
