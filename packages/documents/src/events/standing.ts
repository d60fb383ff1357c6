import * as Y from 'yjs';
import { sameValue } from '../records.ts';

/**
 * What stands under a path of a doc right now, a plain value or a type; undefined: nothing. Read past
 * `doc.get`, which would make the root: the doc is the server's, and reading may not change it.
 */
export function standingAt(doc: Y.Doc, root: string, ...keys: readonly string[]): unknown {
  let value: unknown = doc.share.get(root);
  for (const key of keys) {
    if (!(value instanceof Y.AbstractType)) return undefined;
    const item: Y.Item | undefined = value._map.get(key);
    if (item === undefined || item.deleted) return undefined;
    const { content } = item;
    if (content instanceof Y.ContentType) value = content.type;
    else value = content instanceof Y.ContentAny ? content.arr.at(-1) : undefined;
  }
  return value;
}

/** Whether a field that gets `now` says what it said: one that is missing says what null says. */
export function saysTheSame(before: unknown, now: unknown): boolean {
  return sameValue(before ?? null, now ?? null);
}

/** The beginning of a shared text or of a plain one, on one line. */
export function wordsOf(value: unknown, max: number): string {
  const text = value instanceof Y.Text ? value.toJSON() : typeof value === 'string' ? value : '';
  const line = text.replaceAll(/\s+/gu, ' ').trim();
  return [...line].length <= max ? line : `${[...line].slice(0, max - 1).join('')}…`;
}
