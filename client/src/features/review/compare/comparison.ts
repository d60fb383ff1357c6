/** How two cuts are seen beside or over each other; `a` and `b` show one of them alone, in the other's place. */
export const COMPARE_MODES = ['side', 'wipe', 'overlay', 'difference'] as const;

export type CompareMode = (typeof COMPARE_MODES)[number];
export type Side = 'a' | 'b';

export interface Comparison {
  /** The other cut. */
  cut: string;
  mode: CompareMode;
  /** Null: both. */
  alone: Side | null;
  sound: Side;
  /** How much of the other one: the place of the wipe or its share of the overlay, 0 to 1. */
  share: number;
  /** Whether the wipe goes from top to bottom. */
  upright: boolean;
}

export function comparisonWith(cut: string): Comparison {
  return { cut, mode: 'side', alone: null, sound: 'a', share: 0.5, upright: false };
}
