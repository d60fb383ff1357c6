import type { en } from '@clapper/locales/plan';

/** The page's keys for the `?` sheet: `Mod` is Ctrl, or ⌘ on Apple's keyboards. */
export const PLAN_KEYS: readonly {
  keys: readonly string[];
  label: Extract<keyof typeof en, `key.${string}`>;
}[] = [
  { keys: ['/'], label: 'key.slash' },
  { keys: ['Mod', 'Shift', 'Enter'], label: 'key.shot' },
  { keys: ['Mod', 'F'], label: 'key.find' },
  { keys: ['Mod', 'K'], label: 'key.link' },
  { keys: ['Alt', 'Shift', '↑↓'], label: 'key.moveBlock' },
  { keys: ['Mod', 'Shift', 'D'], label: 'key.duplicateBlock' },
  { keys: ['Mod', 'Alt', '1–3'], label: 'key.headings' },
  { keys: ['Mod', 'Shift', '9'], label: 'key.task' },
  { keys: ['Mod', 'B / I / U'], label: 'key.bold' },
  { keys: ['Mod', 'Shift', 'H'], label: 'key.highlight' },
  { keys: ['Alt', '1–4'], label: 'key.stage' },
  { keys: ['Mod', 'Z'], label: 'key.undo' },
  { keys: ['Mod', 'Shift', 'Z'], label: 'key.redo' },
];
