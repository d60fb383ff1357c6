import type { FileStore } from '@clapper/device/files';
import type { Drawn } from '../drawing/paint/paint-shape.ts';
import type { PdfPicture } from './draw-pdf.ts';
import { pdfPicture } from './pdf-picture.ts';
import { readPicture } from './read-picture.ts';

export interface PictureToPrint {
  /** What the page calls it. */
  name: string;
  hash: string;
  /** What is drawn over it. */
  shapes: readonly Drawn[];
}

/** Pictures for a PDF, one after the other: a page's worth of memory at a time. Those that cannot be had are counted. */
export async function printedPictures(
  files: FileStore | null,
  document: string,
  wanted: readonly PictureToPrint[],
  longest: number,
): Promise<{ pictures: Map<string, PdfPicture>; missing: number }> {
  const pictures = new Map<string, PdfPicture>();
  let missing = 0;
  for (const { name, hash, shapes } of wanted) {
    if (pictures.has(name)) continue;
    const image = files === null ? null : await readPicture(files, document, hash);
    if (image === null) missing += 1;
    else pictures.set(name, await pdfPicture(image, { longest, shapes }));
  }
  return { pictures, missing };
}
