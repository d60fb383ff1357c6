/**
 * People's colours: the same for everyone, from the user id alone. The accent's hue is left out: blue
 * is me. White text on the light ones, 141414 on the dark ones.
 */
export const PEOPLE_LIGHT = [
  '#A3455B',
  '#A34C28',
  '#945908',
  '#826404',
  '#637100',
  '#397A33',
  '#0C7C5B',
  '#017976',
  '#0D748F',
  '#675BAC',
  '#864F97',
  '#9A4879',
] as const;

export const PEOPLE_DARK = [
  '#F698A9',
  '#F69E7C',
  '#E9A864',
  '#D6B35A',
  '#B1C169',
  '#8CCA85',
  '#66CFA6',
  '#47CFCA',
  '#54C8EC',
  '#B4ABFD',
  '#D6A0E7',
  '#EC99C8',
] as const;

export type Scheme = 'light' | 'dark';

export interface PersonColor {
  /** Fill, outline, caret. */
  color: string;
  /** Text on it. */
  on: string;
}

/** FNV-1a, 32 bit, over the id's UTF-8 bytes. */
export function colorIndex(userId: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(userId)) {
    hash ^= byte;
    hash = Math.imul(hash, 0x01000193) >>> 0;
  }
  return hash % PEOPLE_LIGHT.length;
}

/** For what is drawn outside of React: it changes with the theme by itself. */
export function personStyle(userId: string): string {
  const light = personColor(userId, 'light');
  const dark = personColor(userId, 'dark');
  const either = (part: keyof PersonColor) => `light-dark(${light[part]}, ${dark[part]})`;
  return `--person: ${either('color')}; --on-person: ${either('on')}`;
}

export function personColor(userId: string, scheme: Scheme): PersonColor {
  const index = colorIndex(userId);
  return scheme === 'light'
    ? { color: PEOPLE_LIGHT[index] ?? PEOPLE_LIGHT[0], on: '#FFFFFF' }
    : { color: PEOPLE_DARK[index] ?? PEOPLE_DARK[0], on: '#141414' };
}
