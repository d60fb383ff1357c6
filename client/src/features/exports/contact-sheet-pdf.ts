import { layoutContactSheet, type PrintedNote } from './contact-sheet-layout.ts';
import { PdfSheet, type PdfPicture } from './draw-pdf.ts';
import { pdfLetters } from './letters.ts';
import type { Heading, Paper } from './page.ts';

/** Notes with their frames as the bytes of a PDF. Loaded, with the library and the letters, when somebody saves one. */
export async function contactSheetPdf(
  notes: readonly PrintedNote[],
  heading: Heading,
  options: { paper: Paper; ratio: number },
  pictures: ReadonlyMap<string, PdfPicture>,
): Promise<Uint8Array> {
  const sheet = new PdfSheet(await pdfLetters(), heading);
  return sheet.bytesOf(layoutContactSheet(notes, heading, options, sheet.measure), pictures);
}
