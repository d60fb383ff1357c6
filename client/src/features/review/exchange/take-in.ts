import {
  importBatches,
  planImport,
  type FoundMarker,
  type ImportRow,
  type MarkerProblem,
  type MarkerReading,
} from '@clapper/documents/exchange';
import {
  addNote,
  deleteFeedback,
  NOTE_LIMITS,
  notesInCut,
  type Cut,
  type Review,
  type SaidBy,
  type VideoPlace,
} from '@clapper/documents/review';
import type { Doc } from 'yjs';
import { REVIEW_ORIGIN } from '../room/add-cut.ts';

export interface Taking {
  rows: ImportRow[];
  /** How many were left out, or came in another way than they stand, and why. */
  troubles: ReadonlyMap<MarkerProblem, number>;
}

/** What the file would do to the cut. `place`: when a frame of the timeline is in this video. */
export function planTaking(
  reading: Extract<MarkerReading, { ok: true }>,
  { review, cut, me }: { review: Review; cut: Cut; me: { name: string } },
): Taking {
  const troubles = new Map<MarkerProblem, number>();
  for (const { code } of reading.troubles) troubles.set(code, (troubles.get(code) ?? 0) + 1);
  const here = new Map(notesInCut(review, review.notes, cut.id).map(({ note, place }) => [note.id, place]));
  const known = review.notes.map(({ id, words }) => ({ id, words, frame: here.get(id)?.frame ?? null }));
  return { rows: planImport(reading.markers.map(saidBy(me.name)), known), troubles };
}

/**
 * Who imports a note is its author here, and nobody writes under another's name: that of who said it stands in front of
 * the words.
 */
const saidBy =
  (me: string) =>
  (marker: FoundMarker): FoundMarker => {
    const { author, words, ids } = marker;
    if (author === '' || author === me || ids.length > 0 || words.startsWith(`${author}:`)) return marker;
    return { ...marker, words: cutTo(`${author}: ${words}`, NOTE_LIMITS.words) };
  };

/** No half of a letter at the end. */
function cutTo(words: string, most: number): string {
  return words.length <= most ? words : words.slice(0, most).replace(/[\u{D800}-\u{DBFF}]$/u, '');
}

/** Makes the new ones and returns their ids. */
export function takeIn(
  doc: Doc,
  rows: readonly ImportRow[],
  { cut, place, says }: { cut: string; place: (marker: FoundMarker) => VideoPlace; says: SaidBy },
): string[] {
  return importBatches(rows).flatMap((batch) =>
    doc.transact(
      () =>
        batch.map((marker) =>
          addNote(doc, { cut, place: place(marker), words: marker.words, ...says }, REVIEW_ORIGIN),
        ),
      REVIEW_ORIGIN,
    ),
  );
}

/** Each is taken back as its author takes back a note: what was answered meanwhile keeps its place. */
export function takeBack(doc: Doc, ids: readonly string[], says: SaidBy): void {
  doc.transact(() => {
    for (const id of ids) deleteFeedback(doc, id, says, REVIEW_ORIGIN);
  }, REVIEW_ORIGIN);
}
