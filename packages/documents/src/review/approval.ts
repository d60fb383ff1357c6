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
  /** Number of the newest cut before it that was approved: that approval has lapsed; null: none was. */
  before: number | null;
}

export function approvalOf(review: Review, cut: string): CutApproval {
  const verdicts = verdictsOf(review, cut);
  const at = review.cuts.findIndex(({ id }) => id === cut);
  const before = review.cuts
    .slice(0, Math.max(0, at))
    .findLast(({ id }) => isApproved(verdictsOf(review, id)));
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
    state: isApproved(verdicts) ? 'approved' : verdicts.length === 0 ? 'none' : 'changes',
    approvedAt,
    notesSince,
    lapsed: review.cuts.at(-1)?.id !== cut,
    before: before?.number ?? null,
  };
}

function verdictsOf({ verdicts }: Review, cut: string): CutVerdict[] {
  return verdicts.filter((one) => one.cut === cut).toSorted((a, b) => b.at - a.at);
}

function isApproved(verdicts: readonly CutVerdict[]): boolean {
  return verdicts.length > 0 && verdicts.every(({ verdict }) => verdict === 'approved');
}
