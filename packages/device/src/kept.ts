import * as Y from 'yjs';
import type { DocumentKind } from '@clapper/documents';

/**
 * What was refused, in words a person can read and copy: the lines of the document that the refused
 * edits added or changed. Never empty when words were typed.
 */
export function describeRefused(
  kind: Pick<DocumentKind, 'toText'>,
  confirmed: readonly Uint8Array[],
  refused: readonly Uint8Array[],
): string {
  const before = build(confirmed);
  const after = build([...confirmed, ...refused]);
  const lines = addedLines(kind.toText(before), kind.toText(after));
  before.destroy();
  after.destroy();
  return lines.length > 0 ? lines.join('\n') : typedText(refused);
}

function build(updates: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc();
  doc.transact(() => updates.forEach((update) => Y.applyUpdate(doc, update)));
  return doc;
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
  if (updates.length === 0) return '';
  const { structs, ds } = Y.decodeUpdate(Y.mergeUpdates([...updates]));
  const pieces: string[] = [];
  let last: Y.ID | null = null;
  for (const struct of structs) {
    if (!(struct instanceof Y.Item)) continue;
    const text = textOf(struct, ds.clients.get(struct.id.client) ?? []);
    if (text === '') continue;
    // Typed right behind the piece before: one line.
    if (last !== null && Y.compareIDs(struct.origin, last)) pieces[pieces.length - 1] += text;
    else pieces.push(text);
    last = Y.createID(struct.id.client, struct.id.clock + struct.length - 1);
  }
  return pieces.join('\n');
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
