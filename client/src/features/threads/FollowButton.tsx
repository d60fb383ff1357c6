import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconBell, IconBellOff, IconBellRinging } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { FollowItems, type FollowItemsProps } from './FollowItems.tsx';
import { standingOf } from './standing.ts';
import { useFollows } from './use-follows.ts';

const ICONS = { follow: IconBellRinging, concern: IconBell, mute: IconBellOff };

/** Whether one follows a thing, has muted it, or hears of what concerns one; and the choice. */
export function FollowButton({ chain, because }: FollowItemsProps) {
  const { t } = useTranslation('threads');
  const home = useFollows();
  if (home === null) return null;
  const standing = standingOf(chain, home.follows, because);
  const state = standing.by === 'concern' ? 'concern' : standing.follow;
  const Icon = ICONS[state];
  const label = t('follow.label', { what: t(`follow.of.${chain[0].type}`), state: t(`follow.${state}`) });
  return (
    <Menu position="bottom-end" width={270}>
      <Tooltip label={label}>
        <Menu.Target>
          <ActionIcon size={28} aria-label={label} data-follow={state}>
            <Icon size={16} />
          </ActionIcon>
        </Menu.Target>
      </Tooltip>
      <Menu.Dropdown>
        <FollowItems chain={chain} because={because} />
      </Menu.Dropdown>
    </Menu>
  );
}
