import type { Totals } from './storage.ts';

/** How many people there are of each kind, put together with what else was counted. */
export function totalsOf(
  people: readonly { isGuest: boolean; isActive: boolean; total: number }[],
  rest: Pick<Totals, 'projects' | 'documents' | 'bytes'>,
): Totals {
  const of = (is: (one: (typeof people)[number]) => boolean) =>
    people.filter(is).reduce((sum, { total }) => sum + total, 0);
  return {
    accounts: of(({ isGuest }) => !isGuest),
    closed: of(({ isGuest, isActive }) => !isGuest && !isActive),
    guests: of(({ isGuest }) => isGuest),
    ...rest,
  };
}
