import { jsPDF } from 'jspdf';
import type { Layout, Mark, Measure } from './page.ts';

/** A picture as PDF holds it. */
export interface PdfPicture {
  bytes: Uint8Array;
  format: 'JPEG' | 'PNG';
  width: number;
  height: number;
}

const LETTERS = 'Letters';

/**
 * Pages as a PDF whose words can be selected and searched. Only the letters that are used go into it, out of the whole font that
 * is handed in.
 */
export class PdfSheet {
  readonly #pdf: jsPDF;

  constructor(font: Uint8Array, { title }: { title: string }) {
    this.#pdf = new jsPDF({ unit: 'pt', putOnlyUsedFonts: true, compress: true });
    this.#pdf.addFileToVFS('letters.ttf', binaryString(font));
    this.#pdf.addFont('letters.ttf', LETTERS, 'normal');
    this.#pdf.setFont(LETTERS, 'normal');
    this.#pdf.setProperties({ title, creator: 'Clapper' });
  }

  readonly measure: Measure = (text, size) => this.#pdf.getStringUnitWidth(text) * size;

  /** Pictures that are not there leave their frame empty. */
  bytesOf({ size, pages }: Layout, pictures: ReadonlyMap<string, PdfPicture>): Uint8Array {
    const format = [size.width, size.height];
    const orientation = size.width > size.height ? 'landscape' : 'portrait';
    for (const page of pages) {
      this.#pdf.addPage(format, orientation);
      for (const mark of page) this.#draw(mark, pictures);
    }
    // It begins with a page of its own choosing.
    this.#pdf.deletePage(1);
    return new Uint8Array(this.#pdf.output('arraybuffer'));
  }

  #draw(mark: Mark, pictures: ReadonlyMap<string, PdfPicture>): void {
    const pdf = this.#pdf;
    switch (mark.kind) {
      case 'text':
        pdf.setFontSize(mark.size);
        pdf.setTextColor(mark.color);
        // What cannot be printed, and would be a box with a cross.
        pdf.text(mark.text.replaceAll(/\p{Cc}+/gu, ' '), mark.x, mark.y);
        return;
      case 'box':
        if (mark.fill !== null) pdf.setFillColor(mark.fill);
        if (mark.line !== null) pdf.setDrawColor(mark.line);
        pdf.setLineWidth(0.5);
        pdf.rect(mark.x, mark.y, mark.width, mark.height, styleOf(mark.fill, mark.line));
        return;
      case 'picture': {
        const picture = pictures.get(mark.picture);
        if (picture === undefined) return;
        const scale = Math.min(mark.width / picture.width, mark.height / picture.height);
        const [width, height] = [picture.width * scale, picture.height * scale];
        const x = mark.x + (mark.width - width) / 2;
        const y = mark.y + (mark.height - height) / 2;
        // The same picture twice is stored once.
        pdf.addImage(picture.bytes, picture.format, x, y, width, height, mark.picture, 'FAST');
        return;
      }
      default:
        mark satisfies never;
    }
  }
}

function styleOf(fill: string | null, line: string | null): 'F' | 'S' | 'FD' {
  if (fill === null) return 'S';
  return line === null ? 'F' : 'FD';
}

/** The library keeps files as strings of a byte a letter. */
function binaryString(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 32_768) {
    parts.push(String.fromCharCode(...bytes.subarray(at, at + 32_768)));
  }
  return parts.join('');
}
