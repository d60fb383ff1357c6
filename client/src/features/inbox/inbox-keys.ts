import type { en } from '@clapper/locales/inbox';

/** The inbox's keys for the `?` sheet, while one is in it. */
export const INBOX_KEYS: readonly {
  keys: readonly string[];
  label: Extract<keyof typeof en, `key.${string}`>;
}[] = [
  { keys: ['J', '↓'], label: 'key.next' },
  { keys: ['K', '↑'], label: 'key.previous' },
  { keys: ['Enter'], label: 'key.open' },
  { keys: ['E'], label: 'key.archive' },
  { keys: ['U'], label: 'key.unread' },
];
