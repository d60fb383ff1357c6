import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import {
  notificationLink,
  subjectKey,
  type Follow,
  type FollowSubject,
  type InboxItem,
  type InboxState,
} from '@clapper/documents';
import { IconArchive, IconArchiveOff, IconCalendarDue, IconDots } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/format.ts';
import { Avatar } from '../presence/index.ts';
import classes from './InboxPage.module.css';

interface InboxRowProps {
  item: InboxItem;
  project: string;
  follows: ReadonlyMap<string, Follow>;
  onMark: (state: InboxState) => void;
  onFollow: (subject: FollowSubject, follow: Follow | null) => void;
}

/** One thing that concerns me: a click reads it and goes where it happened. */
export function InboxRow({ item, project, follows, onMark, onFollow }: InboxRowProps) {
  const { t } = useTranslation('inbox');
  const { ago } = useFormat();
  const sentence = useSentence(item);
  const archived = item.state === 'archived';
  const where = [project, item.label].filter((name) => name !== '').join(' · ');
  return (
    <li className={classes['row']} data-state={item.state}>
      <Link
        to={notificationLink(item)}
        className={classes['link']}
        onClick={() => {
          if (item.state === 'unread') onMark('read');
        }}
      >
        {item.by === null ? (
          <IconCalendarDue size={24} className={classes['icon']} aria-hidden />
        ) : (
          <Avatar id={item.by.id} name={item.by.name} quiet />
        )}
        <span className={classes['words']}>
          <span className={classes['sentence']}>
            {item.state === 'unread' && (
              <span className={classes['dot']} role="img" aria-label={t('unread')} />
            )}
            {sentence}
          </span>
          <span className={classes['where']}>{where}</span>
        </span>
        <span className={classes['time']}>{ago(item.at)}</span>
      </Link>
      <Tooltip label={archived ? t('restore') : t('archive')}>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={`${archived ? t('restore') : t('archive')}: ${sentence}`}
          onClick={() => onMark(archived ? 'read' : 'archived')}
        >
          {archived ? <IconArchiveOff size={17} aria-hidden /> : <IconArchive size={17} aria-hidden />}
        </ActionIcon>
      </Tooltip>
      <RowMenu item={item} sentence={sentence} follows={follows} onMark={onMark} onFollow={onFollow} />
    </li>
  );
}

function RowMenu({
  item: { state, thread, project },
  sentence,
  follows,
  onMark,
  onFollow,
}: Omit<InboxRowProps, 'project'> & { sentence: string }) {
  const { t } = useTranslation('inbox');
  const ofThread: FollowSubject | null = thread === null ? null : { type: 'thread', id: thread };
  const ofProject: FollowSubject = { type: 'project', id: project };
  const stance = (subject: FollowSubject) => follows.get(subjectKey(subject)) ?? null;
  const toggle = (subject: FollowSubject, to: Follow) =>
    onFollow(subject, stance(subject) === to ? null : to);
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={t('more', { what: sentence })}>
          <IconDots size={17} aria-hidden />
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

function useSentence({ type, by, detail, count }: InboxItem): string {
  const { t } = useTranslation('inbox');
  const { date } = useFormat();
  if (type === 'deadline' && detail !== '') return t('deadlineOn', { day: date(detail) });
  const who = by === null || by.name === '' ? t('somebody') : by.name;
  const sentence = t(`told.${type}`, { who, detail });
  return count > 1 ? t('times', { sentence, count }) : sentence;
}
