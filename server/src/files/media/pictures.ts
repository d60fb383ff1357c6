import { FILE_LIMITS } from '@clapper/protocol';
import sharp, { type Sharp } from 'sharp';
import { rgbaToThumbHash } from 'thumbhash';
import { RefusedFile, type Found } from './found.ts';

/** What screens show: as large as a screen, and no larger than the picture. */
const DISPLAY = { width: 1_920, height: 1_080, fit: 'inside', withoutEnlargement: true } as const;
const DISPLAY_QUALITY = 85;
/** The most that a thumbhash is made of. */
const THUMB_SIDE = 100;

/** As large as a face is shown, on screens with three dots for one. */
const PORTRAIT = { width: 96, height: 96, fit: 'cover' } as const;
const PORTRAIT_QUALITY = 80;

// Memory of decoded pictures that nobody may ask for again.
sharp.cache(false);

/** Never the picture itself, so that what it holds besides (places, cameras, scripts) stays in the original. */
const opened = (path: string): Sharp =>
  sharp(path, { limitInputPixels: FILE_LIMITS.pixels, failOn: 'truncated', autoOrient: true });

/** @throws RefusedFile */
export async function inspectPicture(path: string): Promise<Pick<Found, 'width' | 'height' | 'thumbhash'>> {
  try {
    // Its head alone: what claims to be too large is not decoded.
    const { autoOrient } = await sharp(path, { limitInputPixels: false }).metadata();
    const { width, height } = autoOrient;
    if (width * height > FILE_LIMITS.pixels) {
      throw new RefusedFile(
        'TOO_LARGE',
        `The picture has ${width} × ${height} pixels; it may have ${FILE_LIMITS.pixels}.`,
      );
    }
    return { width, height, thumbhash: await thumbhashOf(opened(path)) };
  } catch (error) {
    if (error instanceof RefusedFile) throw error;
    throw new RefusedFile('BROKEN_FILE', 'The picture cannot be read to its end.', error);
  }
}

async function thumbhashOf(picture: Sharp): Promise<string> {
  const { data, info } = await picture
    .resize(THUMB_SIDE, THUMB_SIDE, { fit: 'inside' })
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return Buffer.from(rgbaToThumbHash(info.width, info.height, data)).toString('base64');
}

/** As WebP, inside 1920 × 1080 unless `whole`. */
export async function writeDisplay(path: string, to: string, whole: boolean): Promise<void> {
  const picture = whole ? opened(path) : opened(path).resize(DISPLAY);
  await picture.webp({ quality: DISPLAY_QUALITY }).toFile(to);
}

export async function portraitOf(path: string): Promise<string> {
  const picture = opened(path).resize(PORTRAIT).webp({ quality: PORTRAIT_QUALITY });
  return (await picture.toBuffer()).toString('base64');
}
