import type { Cut } from '@clapper/documents/review';
import { useState } from 'react';
import { comparisonWith, type Comparison, type Side } from './comparison.ts';

export interface Comparing {
  /** The cuts there are beside the one that is looked at. */
  others: readonly Cut[];
  /** Null: one cut is seen. */
  compared: { comparison: Comparison; first: Cut; second: Cut } | null;
  change: (part: Partial<Comparison>) => void;
  /** With the cut before, or no more. */
  toggle: () => void;
  /** One of the two in the other's place, or both again. */
  showAlone: (side: Side) => void;
  end: () => void;
}

/** Two cuts held against each other, for as long as both are there. */
export function useComparison(cuts: readonly Cut[], first: Cut | null): Comparing {
  const [comparison, setComparison] = useState<Comparison | null>(null);
  const others = cuts.filter(({ id }) => id !== first?.id);
  const second = others.find(({ id }) => id === comparison?.cut) ?? null;
  const change = (part: Partial<Comparison>) =>
    setComparison((before) => (before === null ? null : { ...before, ...part }));
  return {
    others,
    compared: comparison !== null && first !== null && second !== null ? { comparison, first, second } : null,
    change,
    toggle() {
      // The one before is what a new cut is held against.
      const before = others.at(-1);
      setComparison(comparison !== null || before === undefined ? null : comparisonWith(before.id));
    },
    showAlone(side) {
      change({ alone: comparison?.alone === side ? null : side });
    },
    end() {
      setComparison(null);
    },
  };
}
