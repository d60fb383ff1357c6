/**
 * Leaves those points of a stroke out that change nothing one sees (Ramer–Douglas–Peucker), and if there are still
 * more than `most`, those that change least. Gives the indices of the points that stay; the first and the last do.
 */
export function keptPoints(points: readonly number[], tolerance: number, most: number): number[] {
  const count = points.length / 2;
  if (count <= 2) return Array.from({ length: count }, (_, index) => index);
  const weights = weigh(points);
  let limit = tolerance;
  const kept = weights.filter((weight) => weight > limit).length;
  if (kept > most) {
    const sorted = weights.toSorted((a, b) => b - a);
    limit = sorted[most] ?? limit;
  }
  return weights.flatMap((weight, index) => (weight > limit ? [index] : []));
}

/** How far the stroke would move if a point were left out, never more than for the one it hangs on. */
function weigh(points: readonly number[]): number[] {
  const last = points.length / 2 - 1;
  const weights = Array.from({ length: last + 1 }, () => 0);
  weights[0] = weights[last] = Infinity;
  const ranges: [from: number, to: number, cap: number][] = [[0, last, Infinity]];
  for (let range = ranges.pop(); range !== undefined; range = ranges.pop()) {
    const [from, to, cap] = range;
    if (to - from < 2) continue;
    let [farthest, distance] = [from + 1, -1];
    for (let index = from + 1; index < to; index++) {
      const away = distanceTo(points, index, from, to);
      if (away > distance) [farthest, distance] = [index, away];
    }
    const weight = Math.min(distance, cap);
    weights[farthest] = weight;
    ranges.push([from, farthest, weight], [farthest, to, weight]);
  }
  return weights;
}

/** From a point to the line between two others. */
function distanceTo(points: readonly number[], at: number, from: number, to: number): number {
  const [x, y] = [points[2 * at]!, points[2 * at + 1]!];
  const [fromX, fromY] = [points[2 * from]!, points[2 * from + 1]!];
  const [wayX, wayY] = [points[2 * to]! - fromX, points[2 * to + 1]! - fromY];
  const length = wayX * wayX + wayY * wayY;
  const along = length === 0 ? 0 : ((x - fromX) * wayX + (y - fromY) * wayY) / length;
  const share = Math.min(1, Math.max(0, along));
  return Math.hypot(x - fromX - share * wayX, y - fromY - share * wayY);
}
