import { Extension } from '@tiptap/core';
import type { Fragment, Node } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import { AddMarkStep, ReplaceAroundStep, ReplaceStep, type Step } from '@tiptap/pm/transform';

/**
 * Chips and breaks of a line carry no marks. The shared document has no place for them, so bold words with a chip among
 * them would look otherwise to whoever made them bold than to everybody else.
 */
export const UnmarkedAtoms = Extension.create({
  name: 'planUnmarkedAtoms',

  addProseMirrorPlugins() {
    return [
      new Plugin({
        appendTransaction(transactions, _, state) {
          if (!transactions.some(({ steps }) => steps.some(mayMark))) return null;
          const cleaned = state.tr;
          state.doc.descendants((node, position) => {
            if (isMarked(node)) cleaned.removeMark(position, position + node.nodeSize);
          });
          return cleaned.docChanged ? cleaned : null;
        },
      }),
    ];
  },
});

function mayMark(step: Step): boolean {
  if (step instanceof AddMarkStep) return true;
  if (!(step instanceof ReplaceStep || step instanceof ReplaceAroundStep)) return false;
  return holdsMarked(step.slice.content);
}

function holdsMarked(content: Fragment): boolean {
  let found = false;
  content.descendants((node) => {
    found ||= isMarked(node);
    return !found;
  });
  return found;
}

function isMarked(node: Node): boolean {
  return node.isInline && !node.isText && node.marks.length > 0;
}
