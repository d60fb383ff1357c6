/** What all of them have; undefined: they differ, or there is none. */
export function shared<T, V>(items: readonly T[], pick: (item: T) => V): V | undefined {
  const [first, ...others] = items;
  if (first === undefined) return undefined;
  const value = pick(first);
  return others.every((item) => pick(item) === value) ? value : undefined;
}
