import type { NotificationRow } from './storage.ts';

/** In one call a thing may come twice for somebody: its last words count, as they would in two. In the order of the keys, so that two calls never wait for each other. */
export function lastOfEachNotification(rows: readonly NotificationRow[]): NotificationRow[] {
  const last = new Map<string, NotificationRow>();
  for (const row of rows) last.set(`${row.user} ${row.id}`, row);
  return [...last].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}
