import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import { findInText, type FindOptions } from './find-text.ts';

interface FindMarksState {
  options: FindOptions | null;
  /** Which of the stage's hits is the one to look at; -1: it is in another stage. */
  current: number;
  shown: DecorationSet;
}

const findMarksKey = new PluginKey<FindMarksState>('planFindMarks');

/** Marks what is looked for: same order and same count as `findInStage` has for this stage. */
export const FindMarks = Extension.create({
  name: 'planFindMarks',

  addProseMirrorPlugins() {
    return [
      new Plugin<FindMarksState>({
        key: findMarksKey,
        state: {
          init: () => ({ options: null, current: -1, shown: DecorationSet.empty }),
          apply(transaction, before) {
            const asked = transaction.getMeta(findMarksKey) as
              | { options: FindOptions | null; current: number }
              | undefined;
            if (asked !== undefined)
              return { ...asked, shown: marks(transaction.doc, asked.options, asked.current) };
            if (!transaction.docChanged || before.options === null) return before;
            return { ...before, shown: marks(transaction.doc, before.options, before.current) };
          },
        },
        props: { decorations: (state) => findMarksKey.getState(state)?.shown },
      }),
    ];
  },
});

export function markFinds(view: EditorView, options: FindOptions | null, current: number): void {
  const before = findMarksKey.getState(view.state);
  if (before === undefined || (before.options === options && before.current === current)) return;
  view.dispatch(view.state.tr.setMeta(findMarksKey, { options, current }).setMeta('addToHistory', false));
}

/** Positions of all hits in the editor's document. */
export function findInDocument(doc: Node, options: FindOptions): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = [];
  doc.descendants((node, position) => {
    if (!node.isTextblock) return true;
    // A line break parts the text of a line, in the shared document too.
    let run = '';
    let start = position + 1;
    const flush = () => {
      for (const { index, length } of findInText(run, options)) {
        found.push({ from: start + index, to: start + index + length });
      }
      run = '';
    };
    node.forEach((child, offset) => {
      if (!child.isText) return flush();
      if (run === '') start = position + 1 + offset;
      run += child.text ?? '';
    });
    flush();
    return false;
  });
  return found;
}

function marks(doc: Node, options: FindOptions | null, current: number): DecorationSet {
  if (options === null) return DecorationSet.empty;
  const found = findInDocument(doc, options).map(({ from, to }, index) =>
    Decoration.inline(from, to, { class: index === current ? 'plan-find plan-find-current' : 'plan-find' }),
  );
  return DecorationSet.create(doc, found);
}
