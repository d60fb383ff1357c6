/** Latencies in milliseconds, kept as a histogram of tenths: a million samples cost nothing. */
export class Latencies {
  readonly #buckets = new Uint32Array(200_000);
  #count = 0;

  add(ms: number): void {
    const bucket = Math.min(this.#buckets.length - 1, Math.max(0, Math.floor(ms * 10)));
    this.#buckets[bucket]!++;
    this.#count++;
  }

  get count(): number {
    return this.#count;
  }

  /** `share` 0…1; NaN without samples. */
  percentile(share: number): number {
    if (this.#count === 0) return Number.NaN;
    const wanted = Math.ceil(this.#count * share);
    let seen = 0;
    for (let bucket = 0; bucket < this.#buckets.length; bucket++) {
      seen += this.#buckets[bucket]!;
      if (seen >= wanted) return (bucket + 1) / 10;
    }
    return this.#buckets.length / 10;
  }
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  if (sorted.length === 0) return Number.NaN;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

export function percentileOf(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}
