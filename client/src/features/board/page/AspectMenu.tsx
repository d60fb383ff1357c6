import { BOARD_ASPECTS } from '@clapper/documents';
import { Button, Menu } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useBoard } from '../session/board-session.ts';
import type { BoardRead } from '../session/board-store.ts';
import classes from './Menus.module.css';

/** The shape of the film's picture: frames take it at once, and pictures stand in them as they are. */
export function AspectMenu({ board }: { board: BoardRead }) {
  const { t } = useTranslation('board');
  const { actions, writable } = useBoard();
  const { aspect } = board.settings;
  if (!writable) return <span className={classes['fact']}>{aspect}</span>;
  return (
    <Menu position="bottom-start" width={160}>
      <Menu.Target>
        <Button variant="subtle" className={classes['quiet']} aria-label={t('aspect.labelNow', { aspect })}>
          {aspect}
        </Button>
      </Menu.Target>
      <Menu.Dropdown aria-label={t('aspect.label')}>
        {BOARD_ASPECTS.map((value) => (
          <Menu.RadioItem
            key={value}
            value={value}
            checked={value === aspect}
            checkIcon={<IconCheck size={17} aria-hidden />}
            closeMenuOnClick
            onChange={() => actions.setAspect(value)}
          >
            {value}
          </Menu.RadioItem>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
