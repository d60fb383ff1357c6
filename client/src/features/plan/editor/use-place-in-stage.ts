import type { Editor } from '@tiptap/core';
import { useLayoutEffect, type RefObject } from 'react';
import { usePlan } from '../page/plan-session.ts';
import type { StagePlace } from '../stage/stage-places.ts';
import { absoluteSelection } from './carets.ts';

/** Scroll and caret come back when a stage unfolds, and after a repair replaced the document. */
export function usePlaceInStage(
  editor: Editor | null,
  stage: string,
  scroller: RefObject<HTMLElement | null>,
): void {
  const { editors, places } = usePlan();

  // A layout effect: after the screen has changed an editor that was taken away has no focus any more.
  useLayoutEffect(() => {
    if (editor === null) return;
    editors.set(stage, editor);
    const box = scroller.current;
    const before = places.get(stage);
    if (before !== undefined) {
      box?.scrollTo(0, before.scrollTop);
      if (before.focus) goBack(editor, before);
      places.set(stage, { focus: false });
    }
    return () => {
      if (editors.get(stage) === editor) editors.delete(stage);
      if (editor.isDestroyed) return;
      places.set(stage, {
        scrollTop: box?.scrollTop ?? 0,
        head: editor.state.selection.head,
        // A repair takes the editor away under one's hands: the next one takes the focus over.
        focus: editor.view.hasFocus(),
      });
    };
  }, [editor, stage, editors, places, scroller]);
}

function goBack(editor: Editor, { selection, head }: StagePlace): void {
  const found = selection === null ? null : absoluteSelection(editor.view, selection);
  const end = editor.state.doc.content.size;
  const { anchor, head: at } = found ?? { anchor: Math.min(head, end), head: Math.min(head, end) };
  editor.commands.setTextSelection({ from: anchor, to: at });
  // At once: the command waits for a frame, and somebody may have clicked elsewhere by then.
  editor.view.focus();
  if (found !== null) editor.commands.scrollIntoView();
}
