import { ActionIcon, Menu } from '@mantine/core';
import { IconCheck, IconDots } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Toggled } from '../room/use-looks.ts';
import type { Player } from './player.ts';
import { SPEEDS } from './shuttle.ts';
import { usePlayerState } from './use-player.ts';
import classes from './Transport.module.css';

interface MoreMenuProps {
  player: Player;
  looks: { laser: Toggled; ghosts: Toggled };
}

/** On a phone: what stands beside the time where there is room for it. */
export function MoreMenu({ player, looks }: MoreMenuProps) {
  const { t } = useTranslation('review');
  const { loops, pace } = usePlayerState(player);
  const lines = [
    { label: t('player.laser'), ...looks.laser },
    { label: t('player.ghosts'), ...looks.ghosts },
    { label: t('player.loop'), on: loops, toggle: () => player.setLoops(!loops) },
  ];
  return (
    <Menu position="top-end" width={280}>
      <Menu.Target>
        <ActionIcon aria-label={t('player.more')} className={classes['narrow'] ?? ''}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {lines.map(({ label, on, toggle }) => (
          <Menu.CheckboxItem
            key={label}
            checked={on}
            checkIcon={<IconCheck size={14} aria-hidden />}
            onChange={toggle}
            closeMenuOnClick
          >
            {label}
          </Menu.CheckboxItem>
        ))}
        <Menu.Label>{t('player.pace')}</Menu.Label>
        {SPEEDS.map((one) => (
          <Menu.RadioItem
            key={one}
            value={String(one)}
            checked={one === pace}
            checkIcon={<IconCheck size={14} aria-hidden />}
            onChange={() => player.setPace(one)}
            closeMenuOnClick
          >
            {`${one}×`}
          </Menu.RadioItem>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
