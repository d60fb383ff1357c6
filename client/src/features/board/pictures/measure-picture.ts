import { FILE_LIMITS, isImageType } from '@clapper/protocol';
import { rgbaToThumbHash } from 'thumbhash';
import type { ErrorCode } from '@clapper/protocol';

export interface Measured {
  width: number;
  height: number;
  thumbhash: string | null;
  /** What cards show, made here: until the server has made its own, and without a network. */
  display: Blob | null;
}

/** As the server makes it: inside of this, never larger than it was. */
const DISPLAY = { width: 1_920, height: 1_080, type: 'image/webp', quality: 0.85 } as const;
/** The longest side that a thumbhash is made of. */
const THUMB = 100;

/** What a picture is, by looking at it; or why it is none that is taken. */
export async function measurePicture(file: Blob): Promise<Measured | ErrorCode> {
  if (!isImageType(file.type)) return 'UNSUPPORTED_FILE';
  if (file.size > FILE_LIMITS.image) return 'TOO_LARGE';
  let picture: ImageBitmap;
  try {
    // Known from its head: what claims to be too large is not unpacked, which might take all the memory there is.
    if ((await pixelsIn(file)) > FILE_LIMITS.pixels) return 'TOO_LARGE';
    picture = await createImageBitmap(file);
  } catch {
    return 'BROKEN_FILE';
  }
  try {
    const { width, height } = picture;
    return { width, height, thumbhash: thumbhashOf(picture), display: await displayOf(picture) };
  } finally {
    picture.close();
  }
}

/** Rejects where it is none. */
async function pixelsIn(file: Blob): Promise<number> {
  const url = URL.createObjectURL(file);
  try {
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    const image = new Image();
    [image.onload, image.onerror] = [resolve, reject];
    image.src = url;
    await promise;
    return image.naturalWidth * image.naturalHeight;
  } finally {
    URL.revokeObjectURL(url);
  }
}

function drawnInside(picture: ImageBitmap, width: number, height: number): HTMLCanvasElement {
  const scale = Math.min(1, width / picture.width, height / picture.height);
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
}

function thumbhashOf(picture: ImageBitmap): string | null {
  const canvas = drawnInside(picture, THUMB, THUMB);
  const { width, height } = canvas;
  const pixels = canvas.getContext('2d')?.getImageData(0, 0, width, height);
  if (pixels === undefined) return null;
  return btoa(String.fromCharCode(...rgbaToThumbHash(width, height, pixels.data)));
}

/** Null where a browser cannot write WebP: the original is shown then. */
function displayOf(picture: ImageBitmap): Promise<Blob | null> {
  const canvas = drawnInside(picture, DISPLAY.width, DISPLAY.height);
  return new Promise((resolve) => {
    canvas.toBlob(
      (blob) => resolve(blob?.type === DISPLAY.type ? blob : null),
      DISPLAY.type,
      DISPLAY.quality,
    );
  });
}
