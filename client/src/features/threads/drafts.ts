import type { Anchor } from '@clapper/documents';
import { recall, remember } from '../../app/memory.ts';

/** One unsent text per thread, and one for a new thread: it outlives a reload and waits while offline. */
export interface Draft {
  words: string;
  /** What a new thread will hang on. */
  anchor?: Anchor;
}

/** Where a draft belongs: the thread, or `new` and what it hangs on (`stage/<id>`, `shot/<id>`). */
export type DraftPlace = `thread/${string}` | `new/${string}`;

export interface Drafts {
  get(place: DraftPlace): Draft | null;
  /** Empty words without an anchor are no draft. */
  set(place: DraftPlace, draft: Draft | null): void;
}

/** A person's own: two on one computer do not read each other's. */
export function draftsOf(user: string, project: string): Drafts {
  const key = (place: DraftPlace) => `draft.${user}.${project}.${place}` as const;
  return {
    get(place) {
      const text = recall(key(place));
      if (text === null) return null;
      try {
        const draft = JSON.parse(text) as Partial<Draft>;
        return typeof draft.words === 'string' ? (draft as Draft) : null;
      } catch {
        return null; // not ours: as if nothing had been written
      }
    },
    set(place, draft) {
      const empty = draft === null || (draft.words === '' && draft.anchor === undefined);
      remember(key(place), empty ? null : JSON.stringify(draft));
    },
  };
}
