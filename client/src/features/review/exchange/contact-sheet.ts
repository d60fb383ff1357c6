import type { FileStore } from '@clapper/device/files';
import type { Cut, NoteInCut } from '@clapper/documents/review';
import { contactSheetPdf } from '../../exports/contact-sheet-pdf.ts';
import type { PrintedNote } from '../../exports/contact-sheet-layout.ts';
import { printedPictures } from '../../exports/printed-pictures.ts';

/** What of a note is said in the language of the page. */
export interface NoteWording {
  timeOf(item: NoteInCut): string | null;
  about(item: NoteInCut): string;
}

/** Dots of a frame on paper: 6.5 cm at 300 to the inch. */
const LONGEST = 780;

/** Notes with their frames on paper, what was drawn burnt in; and how many frames are not on this device. */
export async function contactSheet(
  notes: readonly NoteInCut[],
  wording: NoteWording,
  {
    files,
    document,
    cut,
    title,
    about,
  }: { files: FileStore | null; document: string; cut: Cut; title: string; about: string },
): Promise<{ bytes: Uint8Array; missing: number }> {
  const { pictures, missing } = await printedPictures(
    files,
    document,
    notes.flatMap(({ note }) =>
      note.screenshot === null ? [] : [{ name: note.id, hash: note.screenshot.hash, shapes: note.shapes }],
    ),
    LONGEST,
  );
  const printed = notes.map((item): PrintedNote => ({
    time: wording.timeOf(item),
    about: wording.about(item),
    words: item.note.words,
    replies: item.note.replies
      .filter(({ deleted, hidden }) => deleted === null && hidden === null)
      .map(({ authorName, words }) => ({ author: authorName, words })),
    picture: item.note.screenshot === null ? null : item.note.id,
  }));
  const ratio = cut.width !== null && cut.height !== null ? cut.width / cut.height : 16 / 9;
  const bytes = await contactSheetPdf(printed, { title, about }, { paper: 'a4', ratio }, pictures);
  return { bytes, missing };
}
