import { isOpen, type Cut, type Video } from '@clapper/documents/review';
import type { Reviewed } from './use-reviews.ts';

export interface Latest {
  video: Video;
  cut: Cut;
  /** Of the whole video: what was said of an earlier cut and is open still stands. */
  notes: { open: number; all: number };
}

/** The newest cut of any video; null: none was brought yet. */
export function latestCut(reviews: readonly Reviewed[]): Latest | null {
  const newest = reviews
    .flatMap((review) => review.cuts.map((cut) => ({ ...review, cut })))
    .reduce<(Reviewed & { cut: Cut }) | null>(
      (best, one) => (best === null || one.cut.createdAt > best.cut.createdAt ? one : best),
      null,
    );
  if (newest === null) return null;
  const { video, cut } = newest;
  const said = newest.notes.filter(({ deleted, hidden }) => deleted === null && hidden === null);
  return { video, cut, notes: { open: said.filter(isOpen).length, all: said.length } };
}
