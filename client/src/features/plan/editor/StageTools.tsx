import type { Editor } from '@tiptap/core';
import { useLayoutEffect, type RefObject } from 'react';
import { BlockHandle } from '../blocks/BlockHandle.tsx';
import { TableTools } from '../blocks/TableTools.tsx';
import { ChipMenu } from '../chips/ChipMenu.tsx';
import { usePlan } from '../page/plan-session.ts';
import { useMakeShot } from '../shots/make-shot.tsx';
import { ShotMarks } from '../shots/ShotMarks.tsx';
import { SlashMenu } from '../slash/SlashMenu.tsx';
import type { SlashSession } from '../slash/slash-menu.ts';
import { SelectionBubble } from './SelectionBubble.tsx';

export interface StageToolsProps {
  stage: string;
  editor: Editor;
  editable: boolean;
  slash: SlashSession;
  scroller: RefObject<HTMLDivElement | null>;
  linking: boolean;
  setLinking: (linking: boolean) => void;
}

/** Everything that floats around the words of a page. */
export default function StageTools(props: StageToolsProps) {
  const { stage, editor, editable, slash, scroller, linking, setLinking } = props;
  const { shotMakers } = usePlan();
  const makeShot = useMakeShot(stage);
  useLayoutEffect(() => {
    if (makeShot === null) return;
    const make = () => makeShot(editor);
    shotMakers.set(stage, make);
    return () => {
      if (shotMakers.get(stage) === make) shotMakers.delete(stage);
    };
  }, [makeShot, editor, stage, shotMakers]);
  return (
    <>
      {editable && (
        <>
          <BlockHandle editor={editor} scroller={scroller} />
          <TableTools editor={editor} scroller={scroller} />
          <SlashMenu editor={editor} session={slash} makeShot={makeShot} />
          <ChipMenu stage={stage} editor={editor} session={slash} />
        </>
      )}
      <SelectionBubble
        stage={stage}
        editor={editor}
        scroller={scroller}
        linking={linking}
        setLinking={setLinking}
        makeShot={makeShot}
      />
      <ShotMarks editor={editor} stage={stage} scroller={scroller} />
    </>
  );
}
