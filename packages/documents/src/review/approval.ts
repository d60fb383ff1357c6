import { notesInCut } from './notes-in-cut.ts';
import type { CutVerdict, Review } from './reads.ts';

/** What was said of a cut as a whole, and what it is still worth. */
export interface CutApproval {
  /** Newest first. */
  verdicts: CutVerdict[];
  /** One who asks for changes outweighs all who approve. */
  state: 'none' | 'approved' | 'changes';
  /** When it was approved last; null: never. */
  approvedAt: number | null;
  /** Notes that came after that: it was approved without them. */
  notesSince: number;
  /** A newer cut is there, for which nothing of this counts. */
  lapsed: boolean;
}

export function approvalOf(review: Review, cut: string): CutApproval {
  const verdicts = review.verdicts.filter((one) => one.cut === cut).toSorted((a, b) => b.at - a.at);
  const approvedAt = verdicts.find(({ verdict }) => verdict === 'approved')?.at ?? null;
  const notesSince =
    approvedAt === null
      ? 0
      : notesInCut(review, review.notes, cut).filter(
          ({ note, from }) =>
            from === 'here' && note.createdAt > approvedAt && note.deleted === null && note.hidden === null,
        ).length;
  return {
    verdicts,
    state: verdicts.some(({ verdict }) => verdict === 'changes')
      ? 'changes'
      : approvedAt === null
        ? 'none'
        : 'approved',
    approvedAt,
    notesSince,
    lapsed: review.cuts.at(-1)?.id !== cut,
  };
}
