import type { WantedFile } from '@clapper/device/files';
import { readBoard, readTakes } from '@clapper/documents';
import { readInternalNotes, readReview, type VideoNote } from '@clapper/documents/review';
import { parseDocumentId } from '@clapper/protocol';
import type { Doc } from 'yjs';

/** What of a document is looked at first: pictures as cards show them, the newest cut, and what belongs to its notes. */
export function filesOf(document: string, doc: Doc): WantedFile[] {
  const address = parseDocumentId(document);
  switch (address?.scope === 'project' ? address.kind : null) {
    case 'board': {
      const takes = readTakes(doc);
      return readBoard(doc, []).shots.flatMap(({ id }) => {
        const stacks = takes.get(id);
        const shown = stacks === undefined ? [] : [stacks.lineart.current, stacks.art.current];
        return shown.flatMap((take) =>
          take === null ? [] : [{ document, ...sizeOf(take.picture), as: 'display' as const }],
        );
      });
    }
    case 'review': {
      const { cuts, notes } = readReview(doc);
      const newest = cuts.toSorted((a, b) => b.number - a.number)[0];
      const film = newest === undefined ? [] : [{ document, ...sizeOf(newest.file), as: 'film' as const }];
      return [...film, ...filesOfNotes(document, notes)];
    }
    case 'notes':
      return filesOfNotes(document, readInternalNotes(doc).notes);
    default:
      return [];
  }
}

function filesOfNotes(document: string, notes: readonly VideoNote[]): WantedFile[] {
  return notes
    .filter(({ deleted }) => deleted === null)
    .flatMap(({ screenshot, attachments }) => [...(screenshot === null ? [] : [screenshot]), ...attachments])
    .map((file) => ({ document, ...sizeOf(file), as: 'original' as const }));
}

const sizeOf = ({ hash, bytes }: { hash: string; bytes: number }) => ({ hash, bytes });
