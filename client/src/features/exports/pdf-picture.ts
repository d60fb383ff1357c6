import { burnIn, fileOf } from '../drawing/paint/burn-in.ts';
import type { Drawn } from '../drawing/paint/paint-shape.ts';
import type { PdfPicture } from './draw-pdf.ts';

/** As a print shows no artefacts of. */
const QUALITY = 0.86;

/** A picture with its drawing as a PDF holds it, its longer side at most so many pixels. */
export async function pdfPicture(
  image: HTMLImageElement,
  { longest, shapes = [] }: { longest: number; shapes?: readonly Drawn[] },
): Promise<PdfPicture> {
  const { naturalWidth, naturalHeight } = image;
  const scale = Math.min(1, longest / Math.max(naturalWidth, naturalHeight));
  const size = {
    width: Math.max(1, Math.round(naturalWidth * scale)),
    height: Math.max(1, Math.round(naturalHeight * scale)),
  };
  const canvas = burnIn(image, size, shapes);
  const context = canvas.getContext('2d');
  // What lets the paper through would come out black.
  if (context !== null) {
    context.resetTransform();
    context.globalCompositeOperation = 'destination-over';
    context.fillStyle = '#ffffff';
    context.fillRect(0, 0, size.width, size.height);
  }
  const blob = await fileOf(canvas, 'image/jpeg', QUALITY);
  return { bytes: new Uint8Array(await blob.arrayBuffer()), format: 'JPEG', ...size };
}
