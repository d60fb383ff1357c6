import type { FileStore } from '@clapper/device/files';
import type { FileVariant } from '@clapper/protocol';

/** A picture of a document, ready to be painted; null: it is not on this device and cannot be had now, or it is broken. */
export async function readPicture(
  files: FileStore,
  document: string,
  hash: string,
  as: FileVariant = 'display',
): Promise<HTMLImageElement | null> {
  const found = await files.url(document, hash, as);
  if (found.state !== 'here') return null;
  try {
    const image = new Image();
    image.src = found.url;
    await image.decode();
    return image;
  } catch {
    return null;
  } finally {
    found.release();
  }
}
