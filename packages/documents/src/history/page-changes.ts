import type * as Y from 'yjs';
import { blocksOf, type Block } from './blocks.ts';
import { commonSequence } from './common-sequence.ts';
import { textPieces, type Piece, type What } from './pieces.ts';
import { Signatures } from './restore-page.ts';

/** One block of a page: a paragraph, a heading, a line. */
export interface BlockChange {
  /** `look`: the words stay, only how they are formatted changes. */
  what: What | 'changed' | 'look';
  /** The node's name, as in `PLAN_NODES`. */
  node: string;
  /** The closest list, quote, callout or cell around it; null: it stands by itself. */
  within: string | null;
  /** Of a heading. */
  level: number | null;
  pieces: Piece[];
}

/** Blocks of both pages in one order, the present one's first where they differ. */
export function pageChanges(now: Y.XmlFragment | null, then: Y.XmlFragment | null): BlockChange[] {
  const signatures = new Signatures();
  const [here, wanted] = [blocksOf(now), blocksOf(then)];
  const shared = commonSequence(
    here,
    wanted,
    (a, b) =>
      a.element.nodeName === b.element.nodeName &&
      a.within === b.within &&
      (isOne(a.element, b.element) || signatures.of(a.element) === signatures.of(b.element)),
  );
  const changes: BlockChange[] = [];
  const only = (what: 'back' | 'away', block: Block): void => {
    changes.push({
      ...shapeOf(block),
      what,
      pieces: block.text === '' ? [] : [{ what, text: block.text }],
    });
  };
  let [from, to] = [0, 0];
  for (const [i, j] of [...shared, [here.length, wanted.length] as const]) {
    for (; from < i; from++) only('away', here[from]!);
    for (; to < j; to++) only('back', wanted[to]!);
    const [is, was] = [here[i], wanted[j]];
    if (is !== undefined && was !== undefined) {
      const same = signatures.of(is.element) === signatures.of(was.element);
      changes.push({
        ...shapeOf(was),
        what: same ? 'same' : is.text === was.text ? 'look' : 'changed',
        pieces: textPieces(is.text, was.text),
      });
    }
    [from, to] = [i + 1, j + 1];
  }
  return changes;
}

function shapeOf({ element, within }: Block): Pick<BlockChange, 'node' | 'within' | 'level'> {
  const level: unknown = element.getAttribute('level');
  return { node: element.nodeName, within, level: typeof level === 'number' ? level : null };
}

function isOne(a: Y.XmlElement, b: Y.XmlElement): boolean {
  const [left, right] = [a._item?.id, b._item?.id];
  return (
    left !== undefined && right !== undefined && left.client === right.client && left.clock === right.clock
  );
}
