import { ActionIcon, Tooltip } from '@mantine/core';
import { getMarkRange, posToDOMRect, type Editor } from '@tiptap/core';
import { TextSelection } from '@tiptap/pm/state';
import { useEditorState } from '@tiptap/react';
import {
  IconBold,
  IconCode,
  IconHighlight,
  IconItalic,
  IconLink,
  IconMessagePlus,
  IconMovie,
  IconStrikethrough,
  IconUnderline,
} from '@tabler/icons-react';
import { useCallback, useEffect, useRef, useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { keepCaret, useListener } from '../page/use-listener.ts';
import { usePlan } from '../page/plan-session.ts';
import { useTalk } from '../../threads/talk-session.tsx';
import { anchorOfSelection } from '../threads/text-range.ts';
import { LinkField } from './LinkField.tsx';
import { useFloating } from './use-floating.ts';
import classes from './Bubble.module.css';

const MARKS = [
  { name: 'bold', icon: IconBold, run: (editor: Editor) => editor.chain().focus().toggleBold().run() },
  { name: 'italic', icon: IconItalic, run: (editor: Editor) => editor.chain().focus().toggleItalic().run() },
  {
    name: 'underline',
    icon: IconUnderline,
    run: (editor: Editor) => editor.chain().focus().toggleUnderline().run(),
  },
  {
    name: 'strike',
    icon: IconStrikethrough,
    run: (editor: Editor) => editor.chain().focus().toggleStrike().run(),
  },
  {
    name: 'highlight',
    icon: IconHighlight,
    run: (editor: Editor) => editor.chain().focus().toggleHighlight().run(),
  },
  { name: 'code', icon: IconCode, run: (editor: Editor) => editor.chain().focus().toggleCode().run() },
] as const;

interface SelectionBubbleProps {
  stage: string;
  editor: Editor;
  scroller: RefObject<HTMLElement | null>;
  linking: boolean;
  setLinking: (linking: boolean) => void;
  /** Null: there are no shots to make. */
  makeShot: ((editor: Editor) => void) | null;
}

type Shown = { what: 'nothing' } | { what: 'marks' } | { what: 'link'; href: string };

/**
 * Above selected words: what they are and what they could be, and to say something of them. In a link: where it
 * goes. Who only reads may talk all the same.
 */
export function SelectionBubble(props: SelectionBubbleProps) {
  const { stage, editor, scroller, linking, setLinking, makeShot } = props;
  const { t } = useTranslation('plan');
  const { threads } = usePlan();
  const talks = useTalk()?.writable === true;
  const { isEditable } = editor;
  const element = useRef<HTMLDivElement>(null);
  const dragging = useDragging(editor);
  const shown = useEditorState({ editor, selector: ({ editor }) => whatToShow(editor) });
  const active = useEditorState({
    editor,
    selector: ({ editor }) =>
      MARKS.filter(({ name }) => editor.isActive(name))
        .map(({ name }) => name)
        .join(' '),
  }).split(' ');
  const usable = isEditable || (talks && shown.what === 'marks');
  const visible = linking || (usable && shown.what !== 'nothing' && !dragging);
  const anchor = useCallback(() => anchorOf(editor), [editor]);
  const place = useFloating({ editor, scroller, element, anchor, prefer: 'above', shown: visible });
  useEffect(() => {
    if (!linking) return;
    // Back in the text the address is no longer being typed.
    const back = () => setLinking(false);
    editor.on('focus', back);
    return () => {
      editor.off('focus', back);
    };
  }, [linking, editor, setLinking]);
  useListener(element, 'mousedown', keepCaret, visible);
  if (!visible) return null;

  const style = place === null ? { visibility: 'hidden' as const, left: 0, top: 0 } : place;
  return (
    <div
      ref={element}
      className={classes['bubble']}
      style={style}
      role="toolbar"
      aria-label={t('bubble.label')}
    >
      {linking || shown.what === 'link' ? (
        <LinkField
          key={linking ? 'edit' : shown.what === 'link' ? shown.href : ''}
          editor={editor}
          href={shown.what === 'link' ? shown.href : linkAt(editor)}
          editing={linking}
          setEditing={setLinking}
        />
      ) : (
        <>
          {isEditable &&
            MARKS.map(({ name, icon: Icon, run }) => (
              <Tooltip key={name} label={t(`bubble.${name}`)}>
                <ActionIcon
                  aria-label={t(`bubble.${name}`)}
                  aria-pressed={active.includes(name)}
                  className={classes['tool']}
                  onClick={() => run(editor)}
                >
                  <Icon size={17} />
                </ActionIcon>
              </Tooltip>
            ))}
          {isEditable && <span className={classes['line']} />}
          {isEditable && (
            <Tooltip label={t('bubble.link')}>
              <ActionIcon
                aria-label={t('bubble.link')}
                className={classes['tool']}
                onClick={() => setLinking(true)}
              >
                <IconLink size={17} />
              </ActionIcon>
            </Tooltip>
          )}
          {isEditable && makeShot !== null && (
            <Tooltip label={t('slash.makeShot')}>
              <ActionIcon
                aria-label={t('slash.makeShot')}
                className={classes['tool']}
                onClick={() => makeShot(editor)}
              >
                <IconMovie size={17} />
              </ActionIcon>
            </Tooltip>
          )}
          {talks && (
            <Tooltip label={t('bubble.comment')}>
              <ActionIcon
                aria-label={t('bubble.comment')}
                className={classes['tool']}
                onClick={() => threads.compose(anchorOfSelection(editor.view, stage))}
              >
                <IconMessagePlus size={17} />
              </ActionIcon>
            </Tooltip>
          )}
        </>
      )}
    </div>
  );
}

function whatToShow(editor: Editor): Shown {
  const { view, state } = editor;
  const { selection } = state;
  // A page to read has no caret, and so never the focus in the editor's sense.
  if ((editor.isEditable && !editor.isFocused) || view.composing) return { what: 'nothing' };
  if (selection.empty) {
    const href = linkAt(editor);
    return href === null ? { what: 'nothing' } : { what: 'link', href };
  }
  if (!(selection instanceof TextSelection) || editor.isActive('codeBlock')) return { what: 'nothing' };
  const words = state.doc.textBetween(selection.from, selection.to).trim();
  return words === '' ? { what: 'nothing' } : { what: 'marks' };
}

function linkAt(editor: Editor): string | null {
  const { href } = editor.getAttributes('link') as { href?: unknown };
  return typeof href === 'string' ? href : null;
}

function anchorOf(editor: Editor): DOMRect {
  const { view, state } = editor;
  const { from, to, empty, $from } = state.selection;
  const type = state.schema.marks['link'];
  const link = empty && type !== undefined ? getMarkRange($from, type) : undefined;
  return posToDOMRect(view, link?.from ?? from, link?.to ?? to);
}

/** While the pointer still draws the selection nothing jumps into its way. */
function useDragging(editor: Editor): boolean {
  const [dragging, setDragging] = useState(false);
  useEffect(() => {
    const { dom } = editor.view;
    const down = () => setDragging(true);
    const up = () => setDragging(false);
    dom.addEventListener('pointerdown', down);
    window.addEventListener('pointerup', up);
    window.addEventListener('pointercancel', up);
    return () => {
      dom.removeEventListener('pointerdown', down);
      window.removeEventListener('pointerup', up);
      window.removeEventListener('pointercancel', up);
    };
  }, [editor]);
  return dragging;
}
