import type { Act } from '../act.ts';
import type { Vote } from '../votes.ts';
import { EVENT_LIMITS } from './schema.ts';

/** When a value was made, and which of the others' its writer had seen. */
export interface Stamp {
  at: number;
  n: number;
  saw: readonly { user: string; at: number }[];
}

/**
 * What stands of several people's values of one thing: those that nobody else saw when they made theirs, the latest
 * first. One, unless people were apart. The same for everybody, in whatever order the values came.
 */
export function standing<T extends Stamp>(values: readonly Vote<T>[]): Vote<T>[] {
  const seen = new Map<string, number>();
  for (const { user, value } of values) {
    for (const other of value.saw) {
      if (other.user !== user) seen.set(other.user, Math.max(seen.get(other.user) ?? 0, other.at));
    }
  }
  const open = values.filter(({ user, value }) => value.at > (seen.get(user) ?? -1));
  // Only values that somebody made up see each other.
  return (open.length > 0 ? open : values).toSorted(
    (a, b) => b.value.at - a.value.at || (a.user < b.user ? 1 : -1),
  );
}

/** The stamp of a value that decides over all there are. */
export function nextStamp(
  values: readonly Vote<Stamp>[],
  { by, at }: Act,
): Stamp & { saw: Stamp['saw'][number][] } {
  const own = values.find(({ user }) => user === by)?.value;
  const others = values.filter(({ user }) => user !== by).map(({ user, value }) => ({ user, at: value.at }));
  return {
    // A clock that was set back must not make it older than what it replaces.
    at: Math.max(at, (own?.at ?? -1) + 1),
    n: (own?.n ?? 0) + 1,
    saw: others.toSorted((a, b) => b.at - a.at).slice(0, EVENT_LIMITS.saw),
  };
}
