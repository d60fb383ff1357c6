import { PdfSheet, type PdfPicture } from './draw-pdf.ts';
import { pdfLetters } from './letters.ts';
import type { Heading } from './page.ts';
import { layoutStoryboard, type PrintedShot, type StoryboardOptions } from './storyboard-layout.ts';

/**
 * A board as the bytes of a PDF. Loaded, with the library and the letters, when somebody saves one.
 * `pictures`: by the name that the shots call them.
 */
export async function storyboardPdf(
  shots: readonly PrintedShot[],
  heading: Heading,
  options: StoryboardOptions,
  pictures: ReadonlyMap<string, PdfPicture>,
): Promise<Uint8Array> {
  const sheet = new PdfSheet(await pdfLetters(), heading);
  return sheet.bytesOf(layoutStoryboard(shots, heading, options, sheet.measure), pictures);
}
