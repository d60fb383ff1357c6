import type { en } from '@clapper/locales/calendar';

/** The page's keys for the `?` sheet: `Mod` is Ctrl, or ⌘ on Apple's keyboards. */
export const CALENDAR_KEYS: readonly {
  keys: readonly string[];
  label: Extract<keyof typeof en, `key.${string}`>;
}[] = [
  { keys: ['C'], label: 'key.create' },
  { keys: ['D', 'W', 'M', 'A', 'L'], label: 'key.views' },
  { keys: ['T'], label: 'key.today' },
  { keys: ['J', 'N'], label: 'key.next' },
  { keys: ['K', 'P'], label: 'key.previous' },
  { keys: ['/'], label: 'key.search' },
  { keys: ['E'], label: 'key.edit' },
  { keys: ['X'], label: 'key.decide' },
  { keys: ['Shift', 'D'], label: 'key.copy' },
  { keys: ['Alt', '←→↑↓'], label: 'key.move' },
  { keys: ['Alt', 'Shift', '←→↑↓'], label: 'key.stretch' },
  { keys: ['Delete'], label: 'key.remove' },
  { keys: ['Mod', 'Z'], label: 'key.undo' },
  { keys: ['Mod', 'Shift', 'Z'], label: 'key.redo' },
];
