import type { PictureValue } from '@clapper/documents';
import { isImageType, type FileAbout } from '@clapper/protocol';
import type { Files } from '../files/files.ts';
import { unlessMissing } from '../sync/unless-missing.ts';
import { invalidField } from './request.ts';

/**
 * A picture that was uploaded for the document, as its records say it.
 * @throws ClapperError INVALID_FIELDS: there is none that its namer may read
 */
export async function uploadedPicture(
  files: Pick<Files, 'about'>,
  { user, document, hash }: { user: string; document: string; hash: string },
  field: string,
): Promise<PictureValue> {
  const about = await unlessMissing(files.about(user, document, hash), null);
  const picture = about === null ? null : pictureOf(about);
  if (picture === null) throw invalidField(field);
  return picture;
}

/** Null: it is no picture. */
export function pictureOf(about: FileAbout): PictureValue | null {
  const { hash, name, type, bytes, width, height, thumbhash = null } = about;
  if (!isImageType(type) || width === undefined || height === undefined) return null;
  return { hash, name, type, bytes, width, height, thumbhash };
}
