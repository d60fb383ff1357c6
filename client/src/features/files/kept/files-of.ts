import type { WantedFile } from '@clapper/device/files';
import { readBoard, readTakes } from '@clapper/documents';
import { readInternalNotes, readReview, type VideoNote } from '@clapper/documents/review';
import { parseDocumentId } from '@clapper/protocol';
import type { Doc } from 'yjs';

/** What of a document is looked at first, and where it is read; null: documents of this kind name no files. */
export function filesReader(document: string): ((doc: Doc) => WantedFile[]) | null {
  const address = parseDocumentId(document);
  switch (address?.scope === 'project' ? address.kind : null) {
    case 'board':
      return (doc) => picturesOfBoard(document, doc);
    case 'review':
      return (doc) => {
        const { cuts, notes } = readReview(doc);
        const newest = cuts.toSorted((a, b) => b.number - a.number)[0];
        const film = newest === undefined ? [] : [{ document, ...sizeOf(newest.file), as: 'film' as const }];
        return [...film, ...filesOfNotes(document, notes)];
      };
    case 'notes':
      return (doc) => filesOfNotes(document, readInternalNotes(doc).notes);
    default:
      return null;
  }
}

/** As cards show them. */
function picturesOfBoard(document: string, doc: Doc): WantedFile[] {
  const takes = readTakes(doc);
  return readBoard(doc, []).shots.flatMap(({ id }) => {
    const stacks = takes.get(id);
    const shown = stacks === undefined ? [] : [stacks.lineart.current, stacks.art.current];
    return shown.flatMap((take) =>
      take === null ? [] : [{ document, ...sizeOf(take.picture), as: 'display' as const }],
    );
  });
}

function filesOfNotes(document: string, notes: readonly VideoNote[]): WantedFile[] {
  return notes
    .filter(({ deleted }) => deleted === null)
    .flatMap(({ screenshot, attachments }) => [...(screenshot === null ? [] : [screenshot]), ...attachments])
    .map((file) => ({ document, ...sizeOf(file), as: 'original' as const }));
}

const sizeOf = ({ hash, bytes }: { hash: string; bytes: number }) => ({ hash, bytes });
