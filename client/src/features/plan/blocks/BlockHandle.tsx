import { Menu, UnstyledButton } from '@mantine/core';
import type { Editor } from '@tiptap/core';
import { NodeSelection } from '@tiptap/pm/state';
import { IconGripVertical } from '@tabler/icons-react';
import { useState, type DragEvent, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { BlockMenu } from './BlockMenu.tsx';
import { dragOutOf } from './drag-between-stages.ts';
import { useBlockAtHand, type BlockAtHand } from './use-block-at-hand.ts';
import classes from './BlockHandle.module.css';

/** The grip beside the block under the pointer, or the one with the caret: drag it, or press it for more. */
export function BlockHandle({
  editor,
  scroller,
}: {
  editor: Editor;
  scroller: RefObject<HTMLElement | null>;
}) {
  const { t } = useTranslation('plan');
  const [open, setOpen] = useState(false);
  const [dragging, setDragging] = useState(false);
  // A grip that went away while it is dragged would never hear that the drag has ended.
  const block = useBlockAtHand(editor, scroller, open || dragging);
  if (block === null) return null;
  return (
    <Menu
      withInitialFocusPlaceholder={false}
      opened={open}
      onChange={setOpen}
      position="bottom-start"
      width={220}
      withinPortal
      trapFocus
      returnFocus={false}
    >
      <Menu.Target>
        <UnstyledButton
          className={classes['handle']}
          style={{ transform: `translate(${block.left}px, ${block.top}px)` }}
          aria-label={t('block.handle')}
          // The keys do the same (Alt+Shift+↑↓): it is not one more stop on the way into the text.
          tabIndex={-1}
          draggable
          onDragStart={(event) => {
            startDrag(editor, block, event);
            setDragging(true);
          }}
          onDragEnd={() => {
            endDrag(editor);
            setDragging(false);
          }}
        >
          <IconGripVertical size={16} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <BlockMenu editor={editor} from={block.from} />
    </Menu>
  );
}

function endDrag({ view }: Editor): void {
  dragOutOf(null);
  view.dragging = null;
}

/** As if the editor had started it itself: it draws the drop line and moves the block. */
function startDrag(editor: Editor, { from }: BlockAtHand, event: DragEvent): void {
  const { view } = editor;
  if (view.state.doc.nodeAt(from) === null) return;
  const selection = NodeSelection.create(view.state.doc, from);
  view.dispatch(view.state.tr.setSelection(selection).setMeta('addToHistory', false));
  const slice = selection.content();
  const { dom, text } = view.serializeForClipboard(slice);
  event.dataTransfer.clearData();
  event.dataTransfer.setData('text/html', dom.innerHTML);
  event.dataTransfer.setData('text/plain', text);
  event.dataTransfer.effectAllowed = 'copyMove';
  const element = view.nodeDOM(from);
  if (element instanceof Element) event.dataTransfer.setDragImage(element, 0, 0);
  view.dragging = { slice, move: true };
  dragOutOf(view);
}
