import { Menu } from '@mantine/core';
import type { Editor } from '@tiptap/core';
import { TextSelection } from '@tiptap/pm/state';
import {
  IconArrowDown,
  IconArrowUp,
  IconCode,
  IconCopy,
  IconH1,
  IconH2,
  IconH3,
  IconList,
  IconListCheck,
  IconListNumbers,
  IconPilcrow,
  IconQuote,
  IconTrash,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { showUndoToast } from '../../../ui/toast.tsx';
import { usePlan } from '../page/plan-session.ts';
import { blockAt, deleteBlock, duplicateBlock, moveBlocks } from './move-block.ts';
import { BLOCK_TYPES, turnInto, type BlockType } from './turn-into.ts';

const ICONS = {
  paragraph: IconPilcrow,
  heading1: IconH1,
  heading2: IconH2,
  heading3: IconH3,
  bulletList: IconList,
  orderedList: IconListNumbers,
  taskList: IconListCheck,
  quote: IconQuote,
  code: IconCode,
} as const satisfies Record<BlockType, unknown>;

export function BlockMenu({ editor, from }: { editor: Editor; from: number }) {
  const { t } = useTranslation('plan');
  const { undo } = usePlan();
  const atBlock = () => {
    const { doc, tr } = editor.state;
    const inside = Math.min(from + 1, doc.content.size);
    editor.view.dispatch(tr.setSelection(TextSelection.near(doc.resolve(inside), 1)));
    return blockAt(editor.state.doc, inside);
  };
  const move = (direction: 'up' | 'down') => {
    atBlock();
    const transaction = moveBlocks(editor.state, direction);
    if (transaction !== null) editor.view.dispatch(transaction);
    editor.commands.focus();
  };
  const duplicate = () => {
    const block = atBlock();
    if (block !== null) editor.view.dispatch(duplicateBlock(editor.state, block));
    editor.commands.focus();
  };
  const remove = () => {
    const block = atBlock();
    if (block === null) return;
    undo.pause();
    editor.view.dispatch(deleteBlock(editor.state, block));
    undo.pause();
    editor.commands.focus();
    showUndoToast(t('block.deleted'), () => undo.undo(), undo.onChange);
  };
  const turn = (type: BlockType) => {
    atBlock();
    turnInto(editor, type);
  };
  return (
    <Menu.Dropdown>
      <Menu.Label>{t('block.turnInto')}</Menu.Label>
      {BLOCK_TYPES.map((type) => {
        const Icon = ICONS[type];
        return (
          <Menu.Item key={type} leftSection={<Icon size={17} />} onClick={() => turn(type)}>
            {t(`block.${type}`)}
          </Menu.Item>
        );
      })}
      <Menu.Divider />
      <Menu.Item
        leftSection={<IconArrowUp size={17} />}
        rightSection="Alt Shift ↑"
        onClick={() => move('up')}
      >
        {t('block.up')}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconArrowDown size={17} />}
        rightSection="Alt Shift ↓"
        onClick={() => move('down')}
      >
        {t('block.down')}
      </Menu.Item>
      <Menu.Item leftSection={<IconCopy size={17} />} rightSection="Ctrl Shift D" onClick={duplicate}>
        {t('block.duplicate')}
      </Menu.Item>
      <Menu.Divider />
      <Menu.Item data-danger leftSection={<IconTrash size={17} />} onClick={remove}>
        {t('block.delete')}
      </Menu.Item>
    </Menu.Dropdown>
  );
}
