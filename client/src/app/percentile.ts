/** What this share of them does not exceed, on the line between the two nearest; null: there are none. */
export function percentileOf(values: readonly number[], share: number): number | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const [below, above] = [sorted[Math.floor(at)]!, sorted[Math.ceil(at)]!];
  return below + (above - below) * (at - Math.floor(at));
}

/** Half took longer: one thread that was forgotten for a month says nothing about the others. */
export const medianOf = (values: readonly number[]): number | null => percentileOf(values, 0.5);
