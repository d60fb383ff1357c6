import type { FeedEntry, TargetType } from '@clapper/documents';

export interface Filter {
  /** A user id; null: everybody. */
  user: string | null;
  targetType: TargetType | null;
}

export function filtered(entries: readonly FeedEntry[], { user, targetType }: Filter): FeedEntry[] {
  return entries.filter(
    (entry) =>
      (user === null || entry.user === user) &&
      (targetType === null || entry.event.target.type === targetType),
  );
}

/** What others did since a moment, and where that met what I did since then: offline edits come with the return. */
export function missed(
  entries: readonly FeedEntry[],
  since: number | null,
  me: string,
): { missed: ReadonlySet<string>; met: ReadonlySet<string> } {
  const late = since === null ? [] : entries.filter(({ until }) => until > since);
  const place = ({ event: { target } }: FeedEntry) => `${target.type} ${target.id}`;
  const mine = new Set(late.filter(({ user }) => user === me).map(place));
  const others = late.filter(({ user }) => user !== me);
  return {
    missed: new Set(others.map(({ id }) => id)),
    met: new Set(others.filter((entry) => mine.has(place(entry))).map(({ id }) => id)),
  };
}
