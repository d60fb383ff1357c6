import { ActionIcon, Menu } from '@mantine/core';
import { subjectKey, type Follow, type FollowSubject } from '@clapper/documents';
import { IconDots } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { InboxRowProps } from './InboxRow.tsx';

type RowMenuProps = Pick<InboxRowProps, 'item' | 'follows' | 'onMark' | 'onFollow'> & { sentence: string };

/** What one does with a notification now and then, and with what it is about. */
export function RowMenu({
  item: { state, thread, project },
  sentence,
  follows,
  onMark,
  onFollow,
}: RowMenuProps) {
  const { t } = useTranslation('inbox');
  const ofThread: FollowSubject | null = thread === null ? null : { type: 'thread', id: thread };
  const ofProject: FollowSubject = { type: 'project', id: project };
  const stance = (subject: FollowSubject) => follows.get(subjectKey(subject)) ?? null;
  const toggle = (subject: FollowSubject, to: Follow) =>
    onFollow(subject, stance(subject) === to ? null : to);
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={28} aria-label={t('more', { what: sentence })}>
          <IconDots size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => onMark(state === 'unread' ? 'read' : 'unread')}>
          {state === 'unread' ? t('markRead') : t('markUnread')}
        </Menu.Item>
        {ofThread !== null && (
          <Menu.Item onClick={() => toggle(ofThread, 'mute')}>
            {stance(ofThread) === 'mute' ? t('unmuteThread') : t('muteThread')}
          </Menu.Item>
        )}
        <Menu.Item onClick={() => toggle(ofProject, 'mute')}>
          {stance(ofProject) === 'mute' ? t('unmuteProject') : t('muteProject')}
        </Menu.Item>
        <Menu.Item onClick={() => toggle(ofProject, 'follow')}>
          {stance(ofProject) === 'follow' ? t('unfollowProject') : t('followProject')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
