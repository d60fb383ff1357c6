import type { en } from '@clapper/locales/review';

/** The room's keys for the `?` sheet. */
export const REVIEW_KEYS: readonly {
  keys: readonly string[];
  label: Extract<keyof typeof en, `key.${string}`>;
}[] = [
  { keys: ['Space'], label: 'key.play' },
  { keys: ['Ctrl', 'Space'], label: 'key.playTyping' },
  { keys: ['J', 'K', 'L'], label: 'key.shuttle' },
  { keys: ['K', 'J / L'], label: 'key.stepK' },
  { keys: ['← →'], label: 'key.step' },
  { keys: ['Shift', '← →'], label: 'key.second' },
  { keys: ['↑ ↓'], label: 'key.note' },
  { keys: ['Home / End'], label: 'key.ends' },
  { keys: ['I / O'], label: 'key.range' },
  { keys: ['X'], label: 'key.clear' },
  { keys: ['Shift', 'L'], label: 'key.loop' },
  { keys: ['T'], label: 'key.laser' },
  { keys: ['G'], label: 'key.ghosts' },
  { keys: ['C'], label: 'key.write' },
  { keys: ['E'], label: 'key.resolve' },
  { keys: ['Shift', 'E'], label: 'key.progress' },
  { keys: ['P'], label: 'key.priority' },
  { keys: ['1 / 2'], label: 'key.compare' },
  { keys: ['M'], label: 'key.mute' },
  { keys: ['F'], label: 'key.fullscreen' },
  { keys: ['< / >'], label: 'key.pace' },
];
