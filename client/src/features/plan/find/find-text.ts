export interface FindOptions {
  query: string;
  matchCase: boolean;
}

/** Where the words stand in a text, without overlaps. Positions count as the editor's do: in UTF-16 units. */
export function findInText(
  text: string,
  { query, matchCase }: FindOptions,
): { index: number; length: number }[] {
  if (query === '') return [];
  // Escaped, so that a question mark is a question mark. `i` folds case without changing lengths.
  const pattern = new RegExp(query.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'), matchCase ? 'gu' : 'giu');
  return Array.from(text.matchAll(pattern), (match) => ({ index: match.index, length: match[0].length }));
}
