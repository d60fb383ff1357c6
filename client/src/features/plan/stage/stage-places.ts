import type { RelativeSelection } from '../editor/carets.ts';

/** Where somebody was in a stage: found again when it unfolds, and after a repair replaced the document. */
export interface StagePlace {
  selection: RelativeSelection | null;
  /** Where the caret stood as a number, for when the words it stood in did not survive a repair. */
  head: number;
  scrollTop: number;
  /** Take the focus as soon as the stage is there. */
  focus: boolean;
  /** The title as it was being typed when the page of that generation went. */
  title: HalfTyped | null;
}

interface HalfTyped {
  generation: number;
  words: string;
  from: number | null;
  to: number | null;
}

export interface StagePlaces {
  get(stage: string): StagePlace | undefined;
  set(stage: string, place: Partial<StagePlace>): void;
}

const byDocument = new Map<string, Map<string, StagePlace>>();
const NOWHERE: StagePlace = { selection: null, head: 0, scrollTop: 0, focus: false, title: null };

/** Kept by document id, so that they outlive a generation. */
export function stagePlaces(documentId: string): StagePlaces {
  const places = byDocument.get(documentId) ?? new Map<string, StagePlace>();
  byDocument.set(documentId, places);
  return {
    get: (stage) => places.get(stage),
    set: (stage, place) => void places.set(stage, { ...(places.get(stage) ?? NOWHERE), ...place }),
  };
}
