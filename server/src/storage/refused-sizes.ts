/** What these come to for each person, in one order, so that nobody who changes several waits for another who does. */
export function sizesByUser(refused: readonly { user: string; size: number }[]): [string, number][] {
  const sizes = new Map<string, number>();
  for (const { user, size } of refused) sizes.set(user, (sizes.get(user) ?? 0) + size);
  return [...sizes].toSorted(([a], [b]) => (a < b ? -1 : 1));
}
