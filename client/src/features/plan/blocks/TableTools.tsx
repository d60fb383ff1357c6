import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core';
import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import {
  IconArrowBarDown,
  IconArrowBarLeft,
  IconArrowBarRight,
  IconArrowBarUp,
  IconChevronDown,
  IconColumnRemove,
  IconRowRemove,
  IconTableColumn,
  IconTableRow,
  IconTrash,
} from '@tabler/icons-react';
import { useCallback, useRef, useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { keepCaret, useListener } from '../page/use-listener.ts';
import { useFloating } from '../editor/use-floating.ts';
import classes from '../editor/Bubble.module.css';

/** Rows and columns of the table one is in. */
export function TableTools({
  editor,
  scroller,
}: {
  editor: Editor;
  scroller: RefObject<HTMLElement | null>;
}) {
  const { t } = useTranslation('plan');
  const element = useRef<HTMLDivElement>(null);
  // An open menu has the focus: the tools it belongs to stay.
  const [menu, setMenu] = useState<'row' | 'column' | null>(null);
  const inTable = useEditorState({
    editor,
    selector: ({ editor }) => editor.isActive('table') && editor.state.selection.empty && editor.isFocused,
  });
  const shown = inTable || menu !== null;
  const anchor = useCallback(() => tableBox(editor), [editor]);
  const place = useFloating({ editor, scroller, element, anchor, prefer: 'above', shown });
  useListener(element, 'mousedown', keepCaret, shown);
  if (!shown) return null;
  const run = () => editor.chain().focus();
  const style = place === null ? { visibility: 'hidden' as const, left: 0, top: 0 } : place;
  return (
    <div
      ref={element}
      className={classes['bubble']}
      style={style}
      role="toolbar"
      aria-label={t('table.label')}
    >
      <Menu
        withInitialFocusPlaceholder={false}
        opened={menu === 'row'}
        onChange={(open) => setMenu(open ? 'row' : null)}
        position="bottom-start"
        returnFocus={false}
      >
        <Menu.Target>
          <Button
            size="xs"
            variant="subtle"
            color="gray"
            className={classes['word']}
            rightSection={<IconChevronDown size={14} aria-hidden />}
          >
            {t('table.row')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconArrowBarUp size={17} />} onClick={() => run().addRowBefore().run()}>
            {t('table.rowAbove')}
          </Menu.Item>
          <Menu.Item leftSection={<IconArrowBarDown size={17} />} onClick={() => run().addRowAfter().run()}>
            {t('table.rowBelow')}
          </Menu.Item>
          <Menu.Item leftSection={<IconTableRow size={17} />} onClick={() => run().toggleHeaderRow().run()}>
            {t('table.headerRow')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item
            data-danger
            leftSection={<IconRowRemove size={17} />}
            onClick={() => run().deleteRow().run()}
          >
            {t('table.rowDelete')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Menu
        withInitialFocusPlaceholder={false}
        opened={menu === 'column'}
        onChange={(open) => setMenu(open ? 'column' : null)}
        position="bottom-start"
        returnFocus={false}
      >
        <Menu.Target>
          <Button
            size="xs"
            variant="subtle"
            color="gray"
            className={classes['word']}
            rightSection={<IconChevronDown size={14} aria-hidden />}
          >
            {t('table.column')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconArrowBarLeft size={17} />}
            onClick={() => run().addColumnBefore().run()}
          >
            {t('table.columnLeft')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconArrowBarRight size={17} />}
            onClick={() => run().addColumnAfter().run()}
          >
            {t('table.columnRight')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconTableColumn size={17} />}
            onClick={() => run().toggleHeaderColumn().run()}
          >
            {t('table.headerColumn')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item
            data-danger
            leftSection={<IconColumnRemove size={17} />}
            onClick={() => run().deleteColumn().run()}
          >
            {t('table.columnDelete')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <span className={classes['line']} />
      <Tooltip label={t('table.delete')}>
        <ActionIcon
          aria-label={t('table.delete')}
          className={classes['tool']}
          onClick={() => run().deleteTable().run()}
        >
          <IconTrash size={17} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}

function tableBox(editor: Editor): DOMRect | null {
  const { $from } = editor.state.selection;
  for (let depth = $from.depth; depth > 0; depth--) {
    if ($from.node(depth).type.name !== 'table') continue;
    const element = editor.view.nodeDOM($from.before(depth));
    return element instanceof Element ? element.getBoundingClientRect() : null;
  }
  return null;
}
