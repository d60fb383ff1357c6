import { EditorContent } from '@tiptap/react';
import { useEffect, useRef, useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type * as Y from 'yjs';
import { useStore } from '../../../app/store.ts';
import { showToast } from '../../../ui/toast.tsx';
import { currentInStage } from '../find/finder.ts';
import { findInDocument, markFinds } from '../find/find-marks.ts';
import { useProject } from '../../../app/project-context.tsx';
import { usePlan } from '../page/plan-session.ts';
import type { RelativeSelection } from './carets.ts';
import { StageToolsLazy } from './StageToolsLazy.tsx';
import { usePlaceInStage } from './use-place-in-stage.ts';
import { usePlanEditor } from './use-plan-editor.ts';
import type { Editor } from '@tiptap/core';

interface StageEditorProps {
  stage: string;
  label: string;
  fragment: Y.XmlFragment;
  editable: boolean;
  scroller: RefObject<HTMLDivElement | null>;
  onUnknown: () => void;
}

/** The page of one stage to write on, or a copy of it to read, with everything that floats around it. */
export function StageEditor({ stage, label, fragment, editable, scroller, onUnknown }: StageEditorProps) {
  const { t } = useTranslation('plan');
  const { id: project } = useProject();
  const { presence, look, undo, places, threads, chips, shotMakers } = usePlan();
  const [linking, setLinking] = useState(false);
  const place = useRef<RelativeSelection | null>(null);
  const { editor, slash } = usePlanEditor({
    stage,
    threads,
    project,
    chips,
    fragment,
    editable,
    label,
    presence,
    look,
    undo,
    scroller: () => scroller.current,
    onUnknown,
    onMove(selection) {
      if (selection === null) return;
      place.current = selection;
      undo.place(() => ({ stage, selection: place.current }));
      places.set(stage, { selection });
    },
    onLink() {
      setLinking(true);
      return true;
    },
    onShot: () => shotMakers.get(stage)?.(),
    onImagesDropped: () => showToast({ message: t('paste.imagesDropped') }),
  });
  usePlaceInStage(editor, stage, scroller);
  useFinds(editor, stage);

  return (
    <>
      <EditorContent editor={editor} />
      {editor !== null && (
        <StageToolsLazy
          stage={stage}
          editor={editor}
          editable={editable}
          slash={slash}
          scroller={scroller}
          linking={linking}
          setLinking={setLinking}
        />
      )}
    </>
  );
}

/** Marks what is looked for, and scrolls to the one that is current. */
function useFinds(editor: Editor | null, stage: string): void {
  const { finder } = usePlan();
  const find = useStore(finder.state);
  const options = find.open && find.options.query !== '' ? find.options : null;
  const current = options === null ? -1 : currentInStage(find, stage);
  useEffect(() => {
    if (editor === null || editor.isDestroyed) return;
    markFinds(editor.view, options, current);
    if (options === null || current < 0) return;
    const hit = findInDocument(editor.state.doc, options)[current];
    if (hit === undefined) return;
    const { node } = editor.view.domAtPos(hit.from);
    const element = node instanceof Element ? node : node.parentElement;
    element?.scrollIntoView({ block: 'nearest' });
  }, [editor, options, current]);
}
