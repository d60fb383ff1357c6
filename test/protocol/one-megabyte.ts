import type * as Y from 'yjs';
import type { RawDocument } from './raw-device.ts';

const KiB = 1024;

/** Text that stays, one MB of it. */
export async function fill(doc: RawDocument): Promise<void> {
  for (let i = 0; i < 5; i++) await doc.write((d) => d.getArray('kept').push(['k'.repeat(200 * KiB)]));
}

/** An update of 32 KiB that leaves the document as large as it was. */
export function turnPage(doc: Y.Doc): void {
  const pages = doc.getArray('pages');
  if (pages.length > 2) pages.delete(0, 1);
  pages.push(['x'.repeat(32 * KiB)]);
}
