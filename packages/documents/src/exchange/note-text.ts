import type { Marker } from './marker.ts';

/**
 * The words of a note on their way through a program that knows words and nothing else. The note's id travels in them, so that
 * what comes back is known again and nothing is there twice.
 */
const TAG = /\[clapper:([A-Za-z0-9_-]{1,64}(?: [A-Za-z0-9_-]{1,64})*)\]/g;

export const tagOf = (ids: readonly string[]): string => `[clapper:${ids.join(' ')}]`;

/** The ids that words carry. */
export function idsIn(words: string): string[] {
  return [...new Set([...words.matchAll(TAG)].flatMap((match) => match[1]!.split(' ')))];
}

export function withoutIds(words: string): string {
  return words.replaceAll(TAG, '').trim();
}

/** What is said under the note, each on a line of its own. */
export function repliesOf({ replies }: Pick<Marker, 'replies'>): string {
  return replies.map(({ author, words }) => `↳ ${author}: ${words}`).join('\n');
}

/** Everything that belongs to the note besides its first words: tags, priority where it is not usual, replies. */
export function asideOf(marker: Marker): string {
  const about = [
    marker.priority === 'medium' || marker.priority === '' ? '' : `!${marker.priority}`,
    ...marker.tags.map((tag) => `#${tag}`),
  ].filter((part) => part !== '');
  return [about.join(' '), repliesOf(marker)].filter((part) => part !== '').join('\n');
}

/** On one line, without what the line's format means something by. */
export function oneLine(words: string, separators: RegExp): string {
  return words
    .replaceAll(separators, ' ')
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replaceAll(/ {2,}/g, ' ')
    .trim();
}
