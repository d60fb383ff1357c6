import type { FoundMarker } from './reading.ts';

/** A note that is there, as far as telling it again needs. */
export interface KnownNote {
  id: string;
  frame: number | null;
  words: string;
}

export type ImportRow =
  | { what: 'new'; marker: FoundMarker }
  /** Ours, come back, or imported before: nothing is made. */
  | { what: 'here'; marker: FoundMarker; ids: string[] };

/** Notes made in one step of an import, which goes to the server as one update. */
export const IMPORT_BATCH = 1_000;
/** Letters of them: up to three bytes each, and an update has at most a megabyte. */
const IMPORT_BATCH_LETTERS = 150_000;

/**
 * Tells what is new. A marker is known by the ids that it carries, and one made elsewhere by its frame and its words: importing a
 * file twice makes nothing the second time, nor does importing what was exported here.
 */
export function planImport(markers: readonly FoundMarker[], notes: readonly KnownNote[]): ImportRow[] {
  const ids = new Set(notes.map(({ id }) => id));
  const byWords = new Map(notes.map((note) => [keyOf(note.frame, note.words), note.id]));
  return markers.map((marker) => {
    const own = marker.ids.filter((id) => ids.has(id));
    if (own.length > 0) return { what: 'here', marker, ids: own };
    const key = keyOf(marker.frame, marker.words);
    const same = byWords.get(key);
    if (same !== undefined) return { what: 'here', marker, ids: [same].filter((id) => id !== '') };
    byWords.set(key, '');
    return { what: 'new', marker };
  });
}

/** The new ones, in the portions they are made in. */
export function importBatches(rows: readonly ImportRow[]): FoundMarker[][] {
  const batches: FoundMarker[][] = [];
  let letters = 0;
  for (const { what, marker } of rows) {
    if (what !== 'new') continue;
    const last = batches.at(-1);
    letters += marker.words.length;
    if (last === undefined || last.length >= IMPORT_BATCH || letters > IMPORT_BATCH_LETTERS) {
      batches.push([marker]);
      letters = marker.words.length;
    } else last.push(marker);
  }
  return batches;
}

const keyOf = (frame: number | null, words: string): string =>
  `${frame}\n${words.replaceAll(/\s+/g, ' ').trim()}`;
