import { ownChipWords, readChip, textAnchor, type TextAnchor } from '@clapper/documents';
import type { Node } from '@tiptap/pm/model';
import type { EditorView } from '@tiptap/pm/view';
import type { ProsemirrorBinding } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import { openBinding } from '../editor/binding.ts';
import { relativePosition } from '../editor/relative-position.ts';

interface Range {
  from: number;
  to: number;
}

/** The range without the white space and the borders of blocks at its ends; null: no words are in it. */
export function wordsOf(doc: Node, { from, to }: Range): (Range & { quote: string }) | null {
  let first = -1;
  let last = -1;
  doc.nodesBetween(from, to, (node, position) => {
    if (!node.isText) return true;
    const text = node.text ?? '';
    const start = Math.max(from - position, 0);
    const end = Math.min(to - position, text.length);
    for (let index = start; index < end; index++) {
      if (/\s/.test(text[index] ?? ' ')) continue;
      if (first < 0) first = position + index;
      last = position + index + 1;
    }
    return false;
  });
  if (first < 0) return null;
  return { from: first, to: last, quote: doc.textBetween(first, last, '\n', ownWords) };
}

/** As the document itself reads a quote: a chip by the name it was given, a break of the line as one. */
function ownWords(leaf: Node): string {
  const chip = readChip(leaf.type.name, leaf.attrs);
  return chip === null ? '\n' : ownChipWords(chip);
}

/** The words of a range as positions that stay with them; null where there are none or they cannot be told now. */
export function relativeWords(
  view: EditorView,
  range: Range,
): { from: Y.RelativePosition; to: Y.RelativePosition; quote: string } | null {
  const binding = openBinding(view);
  const words = wordsOf(view.state.doc, range);
  if (binding === null || words === null) return null;
  const { from, to, quote } = words;
  return { from: before(from, binding), to: relativePosition(to, binding), quote };
}

/** What a thread on the selected words hangs on; null where no words are selected or they cannot be told now. */
export function anchorOfSelection(view: EditorView, stage: string): TextAnchor | null {
  const words = relativeWords(view, view.state.selection);
  return words === null ? null : textAnchor(stage, words);
}

/**
 * In front of the first word itself, as y-tiptap's positions stay behind the last: what is typed at either end is
 * no part of the range.
 */
function before(position: number, binding: ProsemirrorBinding): Y.RelativePosition {
  // y-tiptap names what stands in front of a position, so that of the next one names the first character.
  const { type, tname, item } = relativePosition(position + 1, binding);
  return item === null ? relativePosition(position, binding) : new Y.RelativePosition(type, tname, item, 0);
}
