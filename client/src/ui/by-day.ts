/** Things by the day each has its time on, in their order. */
export function byDay<T>(items: readonly T[], timeOf: (item: T) => number): { day: number; items: T[] }[] {
  const days = Map.groupBy(items, (item) => new Date(timeOf(item)).setHours(0, 0, 0, 0));
  return Array.from(days, ([day, group]) => ({ day, items: group }));
}
