import type { CSSVariablesResolver } from '@mantine/core';

/**
 * What a colour is for, in light and in dark. Styles name roles (`var(--clapper-line)`), never values:
 * the editor, the board and every page change theme together.
 */
const ROLES = {
  canvas: ['#F4F4F2', '#141414'],
  surface: ['#FFFFFF', '#1C1C1C'],
  raised: ['#FFFFFF', '#262626'],
  sunk: ['#ECECE9', '#0F0F0F'],
  /** The rail item one is on, a pressed tool. */
  active: ['#ECECE9', '#262626'],
  hover: ['#EFEFEC', '#2A2A2A'],
  dialog: ['#FFFFFF', '#212121'],
  /** The chosen part of a segmented control. */
  pressed: ['#FFFFFF', '#2A2A2A'],
  badge: ['#ECECE9', '#2E2E2E'],
  line: ['#E3E3E0', '#2C2C2C'],
  disabled: ['#F8F8F6', '#1C1C1C'],
  'line-2': ['#CFCFCB', '#3D3D3D'],
  control: ['#8C8C88', '#7A7A7A'],
  text: ['#171716', '#EDEDED'],
  'text-2': ['#4A4A47', '#C8C8C8'],
  'text-3': ['#696966', '#A3A3A3'],
  accent: ['#186BC5', '#67A4F1'],
  'on-accent': ['#FFFFFF', '#0B1522'],
  'accent-hover': ['#1157A4', '#91BEF7'],
  'accent-text': ['#1157A4', '#91BEF7'],
  'accent-soft': ['#E6F0FC', '#1B2C42'],
  'ok-text': ['#156F41', '#88D9A5'],
  'ok-icon': ['#2D8152', '#68B986'],
  'ok-soft': ['#E4F4EA', '#1A3424'],
  'warn-text': ['#825100', '#F6B669'],
  'warn-icon': ['#B47825', '#D49648'],
  'warn-soft': ['#FBEFDD', '#3A2911'],
  'bad-text': ['#A92227', '#FEABA4'],
  'bad-fill': ['#BD3838', '#BD3838'],
  'bad-soft': ['#FDEDEB', '#451E1C'],
  'event-prep': ['#E9E9E7', '#2E2E2E'],
  'event-edit': ['#DDEBFE', '#1B2C42'],
  'event-edit-text': ['#0A4483', '#91BEF7'],
  'event-review': ['#FAECCF', '#3A2911'],
  'event-off': ['#F8F8F6', '#1C1C1C'],
  'event-off-line': ['#E9E9E6', '#2A2A29'],
  mark: ['#FCE9B8', '#4A3A12'],
  'mark-line': ['#D9A32E', '#D49648'],
  /** Toasts and tooltips: ink in both themes. */
  ink: ['#1F1F1D', '#333333'],
  'on-ink': ['#FFFFFF', '#EDEDED'],
  'ink-accent': ['#91BEF7', '#91BEF7'],
  /** How much of a person's colour is left while they are idle: their name keeps 4.5:1 on it. */
  'idle-tint': ['10%', '20%'],
  /** Paper frames are dimmed a little in the dark. */
  'frame-filter': ['none', 'brightness(0.93)'],
  'shadow-button': ['0 1px 2px #0000000F', 'none'],
  'shadow-1': ['0 1px 2px #0000000F', '0 1px 2px #00000066'],
  'shadow-2': [
    '0 2px 4px #0000000D, 0 8px 24px #0000001A',
    '0 0 0 1px #2C2C2C, 0 2px 4px #00000073, 0 8px 24px #00000073',
  ],
  'shadow-3': [
    '0 4px 8px #0000000F, 0 20px 48px #0000002E',
    '0 0 0 1px #3D3D3D, 0 4px 8px #00000099, 0 20px 48px #00000099',
  ],
} as const satisfies Record<string, readonly [light: string, dark: string]>;

/** What does not change with the theme. */
const CONSTANTS = {
  '--clapper-ease': 'cubic-bezier(.2, 0, 0, 1)',
  '--clapper-quick': '120ms',
  '--clapper-panel': '180ms',
  '--clapper-radius-picture': '2px',
  '--clapper-z-sticky': '10',
  '--clapper-z-presence': '20',
  '--clapper-z-selection': '30',
  '--clapper-z-panel': '40',
  '--clapper-z-menu': '50',
  '--clapper-z-dialog': '60',
  '--clapper-z-toast': '70',
  '--clapper-z-drag': '80',
  '--clapper-top-bar': '48px',
  '--clapper-rail': '196px',
  '--clapper-rail-narrow': '56px',
  '--clapper-gutter': '20px',
  // A menu inside a dialog stands above it; outside of one, the two never meet.
  '--mantine-z-index-app': '40',
  '--mantine-z-index-modal': '60',
  '--mantine-z-index-popover': '65',
  '--mantine-z-index-overlay': '61',
  '--mantine-z-index-max': '80',
} as const;

function roles(index: 0 | 1): Record<`--${string}`, string> {
  const variables: Record<`--${string}`, string> = {};
  for (const [name, values] of Object.entries(ROLES)) variables[`--clapper-${name}`] = values[index];
  return {
    ...variables,
    '--mantine-primary-color-contrast': 'var(--clapper-on-accent)',
    '--mantine-color-body': 'var(--clapper-canvas)',
    '--mantine-color-text': 'var(--clapper-text)',
    '--mantine-color-dimmed': 'var(--clapper-text-3)',
    '--mantine-color-placeholder': 'var(--clapper-text-3)',
    '--mantine-color-error': 'var(--clapper-bad-text)',
    '--mantine-color-anchor': 'var(--clapper-accent-text)',
    '--mantine-color-default': index === 0 ? 'var(--clapper-surface)' : 'var(--clapper-raised)',
    '--mantine-color-default-hover': 'var(--clapper-hover)',
    '--mantine-color-default-color': 'var(--clapper-text)',
    '--mantine-color-default-border': 'var(--clapper-line-2)',
    '--mantine-color-disabled': 'var(--clapper-disabled)',
    '--mantine-color-disabled-border': 'var(--clapper-line)',
  };
}

export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: CONSTANTS,
  light: roles(0),
  dark: roles(1),
});
