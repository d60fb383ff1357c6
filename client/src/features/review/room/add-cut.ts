import { addCut } from '@clapper/documents/review';
import type { Act } from '@clapper/documents';
import type { FileStore } from '@clapper/device/files';
import type { Doc } from 'yjs';

/** What is written by hand in a review. */
export const REVIEW_ORIGIN = 'review';

/** The cut, or why there is none. */
export type CutAdded = { cut: string } | 'noRoom';

/** Keeps the file on this device and says in the review that it is there; the bytes go up by themselves. */
export async function addCutOf(
  { doc, document, files }: { doc: Doc; document: string; files: FileStore },
  file: File,
  act: () => Act,
): Promise<CutAdded> {
  const { measureVideo } = await import('../player/measure.ts');
  const measured = await measureVideo(file);
  const kept = await files.add({ document, blob: file, name: file.name, type: file.type });
  if (!kept.added) return 'noRoom';
  const facts =
    measured === null ? null : { width: measured.width, height: measured.height, video: measured.video };
  return { cut: addCut(doc, { ...act(), file: kept.file, measured: facts }, REVIEW_ORIGIN) };
}
