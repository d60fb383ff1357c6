import type { en } from '@clapper/locales/board';

/** The page's keys for the `?` sheet: `Mod` is Ctrl, or ⌘ on Apple's keyboards. */
export const BOARD_KEYS: readonly {
  keys: readonly string[];
  label: Extract<keyof typeof en, `key.${string}`>;
}[] = [
  { keys: ['←→↑↓'], label: 'key.walk' },
  { keys: ['Shift', '←→↑↓'], label: 'key.extend' },
  { keys: ['Mod', 'A'], label: 'key.all' },
  { keys: ['Esc'], label: 'key.none' },
  { keys: ['Enter'], label: 'key.edit' },
  { keys: ['Tab'], label: 'key.next' },
  { keys: ['N'], label: 'key.after' },
  { keys: ['Shift', 'N'], label: 'key.before' },
  { keys: ['D'], label: 'key.duplicate' },
  { keys: ['Alt', '←→↑↓'], label: 'key.move' },
  { keys: ['V'], label: 'key.look' },
  { keys: ['C'], label: 'key.say' },
  { keys: ['Space'], label: 'key.pick' },
  { keys: ['Delete'], label: 'key.remove' },
  { keys: ['Mod', 'Backspace'], label: 'key.remove' },
  { keys: ['Mod', 'C'], label: 'key.copy' },
  { keys: ['Mod', 'V'], label: 'key.paste' },
  { keys: ['Mod', 'Z'], label: 'key.undo' },
  { keys: ['Mod', 'Shift', 'Z'], label: 'key.redo' },
];
