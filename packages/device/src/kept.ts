import * as Y from 'yjs';
import type { DocumentKind } from '@clapper/documents';
import { docOf } from './repair/doc-of.ts';

/**
 * What was refused, in words a person can read and copy: the lines of the document that the refused
 * edits added or changed, and what was typed besides. Never empty when words were typed.
 */
export function describeRefused(
  kind: Pick<DocumentKind, 'toText'>,
  base: readonly Uint8Array[],
  refused: readonly Uint8Array[],
): string {
  const before = docOf(base);
  const after = docOf([...base, ...refused]);
  const lines = addedLines(kind.toText(before), kind.toText(after));
  before.destroy();
  after.destroy();
  if (lines.length === 0) return typedText(refused);
  // What hangs on something that is gone shows in no line.
  const shown = lines.join('\n');
  const hidden = pieces(refused, 'typed').filter((piece) => !shown.includes(piece));
  return [shown, ...hidden].join('\n');
}

/** Lines of `after` that `before` does not have, each as often as it is new. */
export function addedLines(before: string, after: string): string[] {
  const known = new Map<string, number>();
  for (const line of before.split('\n')) known.set(line, (known.get(line) ?? 0) + 1);
  return after.split('\n').filter((line) => {
    const left = known.get(line) ?? 0;
    if (left > 0) known.set(line, left - 1);
    return left === 0 && line.trim() !== '';
  });
}

/**
 * The text inside the updates themselves, without what they deleted again: for words that the
 * document's own reading does not show, or whose surroundings are not at hand.
 */
export function typedText(updates: readonly Uint8Array[]): string {
  return pieces(updates, 'all').join('\n');
}

/** `typed`: without the values of keys, which the person may have chosen and not typed. */
function pieces(updates: readonly Uint8Array[], which: 'all' | 'typed'): string[] {
  if (updates.length === 0) return [];
  const { structs, ds } = Y.decodeUpdate(Y.mergeUpdates([...updates]));
  const found: string[] = [];
  let last: Y.ID | null = null;
  for (const struct of structs) {
    if (!(struct instanceof Y.Item)) continue;
    if (which === 'typed' && !(struct.content instanceof Y.ContentString)) continue;
    const text = textOf(struct, ds.clients.get(struct.id.client) ?? []);
    if (text === '') continue;
    // Typed right behind the piece before: one line.
    if (last !== null && Y.compareIDs(struct.origin, last)) found[found.length - 1] += text;
    else found.push(text);
    last = Y.createID(struct.id.client, struct.id.clock + struct.length - 1);
  }
  return found;
}

function textOf(item: Y.Item, deleted: readonly { clock: number; len: number }[]): string {
  const alive = (offset: number) => {
    const clock = item.id.clock + offset;
    return !deleted.some((range) => clock >= range.clock && clock < range.clock + range.len);
  };
  if (item.content instanceof Y.ContentString)
    return [...splitUnits(item.content.str)].filter((_, i) => alive(i)).join('');
  if (item.content instanceof Y.ContentAny) {
    return item.content.arr.filter((value, i) => typeof value === 'string' && alive(i)).join('\n');
  }
  return '';
}

/** Yjs counts UTF-16 units. */
function splitUnits(text: string): string[] {
  return text.split('');
}
