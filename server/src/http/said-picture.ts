import type { PictureValue } from '@clapper/documents';
import { FILE_LIMITS, hashSchema } from '@clapper/protocol';
import type { HttpOptions } from './context.ts';
import { invalidField } from './request.ts';
import { pictureOf, uploadedPicture } from './uploaded-picture.ts';

/** A picture as long as one may attach, in base64, and a megabyte of what is said and drawn. */
export const BODY_WITH_PICTURE = Math.ceil((FILE_LIMITS.attachment * 4) / 3) + 1024 * 1024;

const DATA = /^data:(image\/(?:png|jpeg|webp));base64,/;

/**
 * A picture that stands in a body: itself, as the older API has it, or by the hash of what was uploaded before.
 * @throws ClapperError INVALID_FIELDS, and what `atOnce` says of the file
 */
export async function saidPicture(
  { files, limits }: Pick<HttpOptions, 'files' | 'limits'>,
  { user, document }: { user: string; document: string },
  said: string,
  field: string,
): Promise<PictureValue> {
  if (hashSchema.safeParse(said).success)
    return uploadedPicture(files.files, { user, document, hash: said }, field);
  const type = DATA.exec(said)?.[1] ?? 'image/png';
  const bytes = Buffer.from(said.replace(DATA, ''), 'base64');
  if (bytes.byteLength === 0) throw invalidField(field);
  limits.sendsFile(user);
  // What it is, its bytes say: the type counts for its size alone.
  const file = new File([bytes], `${field}.${type.slice('image/'.length)}`, { type });
  const picture = pictureOf(await files.atOnce({ user, document, file }));
  if (picture === null) throw invalidField(field);
  return picture;
}
