import { useState } from 'react';
import type { Draft, DraftPlace, Drafts } from './drafts.ts';

/** What stands unsent at a place. Every letter is kept: a reload may come at any moment. */
export function useDraft(drafts: Drafts, place: DraftPlace): [Draft | null, (draft: Draft | null) => void] {
  const [shown, setShown] = useState(() => ({ place, draft: drafts.get(place) }));
  const draft = shown.place === place ? shown.draft : drafts.get(place);
  return [
    draft,
    (next) => {
      drafts.set(place, next);
      setShown({ place, draft: next });
    },
  ];
}
