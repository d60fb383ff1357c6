import type { en } from '@clapper/locales/drawing';

/** For the `?` sheet of pages one draws on: `Mod` is Ctrl, or ⌘ on Apple's keyboards. */
export const DRAWING_KEYS: readonly {
  keys: readonly string[];
  label: Extract<keyof typeof en, `key.${string}`>;
}[] = [
  { keys: ['D'], label: 'key.draw' },
  { keys: ['1–5'], label: 'key.tools' },
  { keys: ['V'], label: 'key.select' },
  { keys: ['Enter'], label: 'key.put' },
  { keys: ['←→↑↓'], label: 'key.move' },
  { keys: ['Delete'], label: 'key.remove' },
  { keys: ['Mod', 'C'], label: 'key.copy' },
  { keys: ['Mod', 'V'], label: 'key.paste' },
  { keys: ['Mod', 'Z'], label: 'key.undo' },
  { keys: ['Mod', 'Shift', 'Z'], label: 'key.redo' },
  { keys: ['Esc'], label: 'key.leave' },
];
