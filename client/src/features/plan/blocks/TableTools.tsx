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
  type Icon,
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
  const open = (lines: 'row' | 'column') => ({
    opened: menu === lines,
    onChange: (opened: boolean) => setMenu(opened ? lines : null),
  });
  const style = place === null ? { visibility: 'hidden' as const, left: 0, top: 0 } : place;
  return (
    <div
      ref={element}
      className={classes['bubble']}
      style={style}
      role="toolbar"
      aria-label={t('table.label')}
    >
      <LinesMenu
        {...open('row')}
        label={t('table.row')}
        actions={[
          { label: t('table.rowAbove'), icon: IconArrowBarUp, run: () => run().addRowBefore().run() },
          { label: t('table.rowBelow'), icon: IconArrowBarDown, run: () => run().addRowAfter().run() },
          { label: t('table.headerRow'), icon: IconTableRow, run: () => run().toggleHeaderRow().run() },
        ]}
        remove={{ label: t('table.rowDelete'), icon: IconRowRemove, run: () => run().deleteRow().run() }}
      />
      <LinesMenu
        {...open('column')}
        label={t('table.column')}
        actions={[
          { label: t('table.columnLeft'), icon: IconArrowBarLeft, run: () => run().addColumnBefore().run() },
          { label: t('table.columnRight'), icon: IconArrowBarRight, run: () => run().addColumnAfter().run() },
          {
            label: t('table.headerColumn'),
            icon: IconTableColumn,
            run: () => run().toggleHeaderColumn().run(),
          },
        ]}
        remove={{
          label: t('table.columnDelete'),
          icon: IconColumnRemove,
          run: () => run().deleteColumn().run(),
        }}
      />
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

interface Action {
  label: string;
  icon: Icon;
  run: () => void;
}

interface LinesMenuProps {
  label: string;
  actions: readonly Action[];
  remove: Action;
  opened: boolean;
  onChange: (opened: boolean) => void;
}

/** What can be done to a row, or to a column. */
function LinesMenu({ label, actions, remove, opened, onChange }: LinesMenuProps) {
  return (
    <Menu
      withInitialFocusPlaceholder={false}
      opened={opened}
      onChange={onChange}
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
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {actions.map(({ label: name, icon: Picture, run }) => (
          <Menu.Item key={name} leftSection={<Picture size={17} />} onClick={run}>
            {name}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item data-danger leftSection={<remove.icon size={17} />} onClick={remove.run}>
          {remove.label}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
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
