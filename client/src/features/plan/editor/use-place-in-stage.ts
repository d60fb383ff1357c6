import type { Editor } from '@tiptap/core';
import { simpleDiff } from 'lib0/diff';
import { useLayoutEffect, useRef, type RefObject } from 'react';
import { usePlan } from '../page/plan-session.ts';
import type { StagePlace } from '../stage/stage-places.ts';
import { absoluteSelection } from './carets.ts';

/** Scroll and caret come back when a stage unfolds, and after a repair replaced the document. */
export function usePlaceInStage(
  editor: Editor | null,
  stage: string,
  scroller: RefObject<HTMLElement | null>,
): void {
  const { editors, places, replaced } = usePlan();
  // The line one composes in, as it was when the document was replaced under it.
  const composing = useRef<{ line: string; head: number } | null>(null);
  useLayoutEffect(() => {
    if (!replaced || editor === null || !editor.view.composing) return;
    composing.current = { line: lineOf(editor), head: editor.state.selection.head };
  }, [editor, replaced]);

  // A layout effect: after the screen has changed an editor that was taken away has no focus any more.
  useLayoutEffect(() => {
    if (editor === null) return;
    editors.set(stage, editor);
    const box = scroller.current;
    const before = places.get(stage);
    if (before !== undefined) {
      box?.scrollTo(0, before.scrollTop);
      if (before.focus) goBack(editor, before);
      places.set(stage, { focus: false, carried: null });
    }
    return () => {
      if (editors.get(stage) === editor) editors.delete(stage);
      if (editor.isDestroyed) return;
      const { line, head } = composing.current ?? { line: null, head: editor.state.selection.head };
      places.set(stage, {
        scrollTop: box?.scrollTop ?? 0,
        head,
        // A repair takes the editor away under one's hands: the next one takes the focus over.
        focus: editor.view.hasFocus(),
        carried: line === null ? null : changeOf(line, lineOf(editor)),
      });
    };
  }, [editor, stage, editors, places, scroller]);
}

function goBack(editor: Editor, { selection, head, carried }: StagePlace): void {
  const found = selection === null ? null : absoluteSelection(editor.view, selection);
  const end = editor.state.doc.content.size;
  const { anchor, head: at } = found ?? { anchor: Math.min(head, end), head: Math.min(head, end) };
  editor.commands.setTextSelection({ from: anchor, to: at });
  // At once: the command waits for a frame, and somebody may have clicked elsewhere by then.
  editor.view.focus();
  if (found !== null) editor.commands.scrollIntoView();
  if (carried === null || (carried.removed === '' && carried.inserted === '')) return;
  const { from, $from } = editor.state.selection;
  const before = $from.parent.textBetween(0, $from.parentOffset, undefined, '\ufffc');
  // What the syllable replaced is there only if it had been confirmed.
  const start = before.endsWith(carried.removed) ? from - carried.removed.length : from;
  editor.view.dispatch(editor.state.tr.insertText(carried.inserted, start, from));
}

function lineOf(editor: Editor): string {
  return editor.state.selection.$head.parent.textContent;
}

function changeOf(before: string, after: string): StagePlace['carried'] {
  const { index, remove, insert } = simpleDiff(before, after);
  return { removed: before.slice(index, index + remove), inserted: insert };
}
